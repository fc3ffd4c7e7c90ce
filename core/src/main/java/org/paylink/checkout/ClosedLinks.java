package org.paylink.checkout;

import org.paylink.link.PaymentLink;
import org.paylink.problem.Problem;

/** Why a closed link refuses. */
public final class ClosedLinks {
  private ClosedLinks() {}

  /** The problem a closed (or expired, though not yet closed) link's customer is told. */
  public static Problem problem(PaymentLink link) {
    return switch (link.lifecycle()) {
      case OPEN, EXPIRED -> Problem.LINK_EXPIRED;
      case CANCELLED -> Problem.LINK_CANCELLED;
      case SUPERSEDED -> Problem.LINK_SUPERSEDED;
      case FULFILLED -> Problem.LINK_PAID;
      case DEACTIVATED -> Problem.LINK_CLOSED;
    };
  }
}
