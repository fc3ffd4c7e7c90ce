package org.paylink.gateway;

/**
 * What a gateway can do beyond starting and fetching; shared contract tests and screens follow it.
 */
public enum Capability {
  /** The customer is redirected to a page of the gateway's. */
  REDIRECT,
  /** An open session can be closed by us, and that can be verified. */
  CLOSE_SESSION,
  /** Money may arrive days after the customer finished. */
  SLOW_METHODS,
  /** Notifications are signed over their raw bytes. */
  SIGNED_WEBHOOK
}
