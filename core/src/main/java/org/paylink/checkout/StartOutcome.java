package org.paylink.checkout;

import java.util.Map;
import java.util.Optional;
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

  /**
   * The customer's browser posts a form to the gateway.
   *
   * @param link whose payment it is
   * @param action where the form goes
   * @param fields what it holds
   */
  record Form(PaymentLink link, String action, Map<String, String> fields)
      implements StartOutcome {}

  /** There is no such link. */
  record NotFound() implements StartOutcome {}

  /**
   * No checkout was started, and nothing was taken by this press.
   *
   * @param link as it is now
   * @param problem why
   * @param accountId the gateway account it is about, where it is about one
   */
  record NotStarted(PaymentLink link, Problem problem, Optional<String> accountId)
      implements StartOutcome {

    /** About no account. */
    public NotStarted(PaymentLink link, Problem problem) {
      this(link, problem, Optional.empty());
    }
  }

  /** Leads the customer to a session. */
  static StartOutcome toSession(PaymentLink link, String url, Map<String, String> fields) {
    return fields.isEmpty() ? new Redirect(url) : new Form(link, url, fields);
  }
}
