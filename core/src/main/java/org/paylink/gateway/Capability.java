package org.paylink.gateway;

/**
 * What a gateway can do beyond starting and fetching; shared code, contract tests and screens
 * follow it. Every gateway has exactly one of {@link #REDIRECT} and {@link #FORM_POST}.
 */
public enum Capability {
  /** The customer is redirected to a page of the gateway's. */
  REDIRECT,
  /** The customer's browser posts fields to a page of the gateway's. */
  FORM_POST,
  /**
   * The customer only agrees at the gateway; we take the money afterwards. Goes with {@link
   * Gateway#capturing()}.
   */
  CAPTURE,
  /** An open session can be closed by us, and that can be verified. */
  CLOSE_SESSION,
  /** Money may arrive days after the customer finished. */
  SLOW_METHODS,
  /** Notifications are signed over their raw bytes. */
  SIGNED_WEBHOOK,
  /**
   * The signature covers when the notification was sent, so that one sent again much later is
   * refused. Without it a repeated notification is known by its id.
   */
  TIMED_WEBHOOK,
  /**
   * Charges can be paid back, and refunds and disputes can be looked up. Goes with {@link
   * Gateway#reversing()}.
   */
  REFUNDS
}
