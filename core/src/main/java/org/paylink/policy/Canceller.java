package org.paylink.policy;

/** Who may cancel a link, of those whom the host grants the permission to cancel. */
public enum Canceller {
  /** Everyone with the permission. */
  PERMITTED,
  /** Whoever made the link, and those who may confirm payments. */
  CREATOR
}
