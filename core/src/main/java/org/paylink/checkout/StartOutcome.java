package org.paylink.checkout;

import org.paylink.link.PaymentLink;
import org.paylink.problem.Problem;

/** What came of pressing *Pay*. */
public sealed interface StartOutcome {
  /**
   * The customer is sent to the gateway.
   *
   * @param sessionUrl where
   */
  record Redirect(String sessionUrl) implements StartOutcome {}

  /** There is no such link. */
  record NotFound() implements StartOutcome {}

  /**
   * No checkout was started, and nothing was taken by this press.
   *
   * @param link as it is now
   * @param problem why
   */
  record NotStarted(PaymentLink link, Problem problem) implements StartOutcome {}
}
