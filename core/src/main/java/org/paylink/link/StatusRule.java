package org.paylink.link;

import java.util.Collection;
import org.paylink.money.Money;

/**
 * The one status people see, derived from the set of facts; the order of the facts can't matter.
 */
public final class StatusRule {
  private StatusRule() {}

  /**
   * The facts a status depends on.
   *
   * @param lifecycle the link's
   * @param asked what it asks
   * @param received the sum of its receipts in the asked currency: what came in less what went back
   * @param refunded how much was paid back to the customer
   * @param chargedBack how much the customer's bank took and did not give back
   * @param disputed whether a dispute is undecided
   * @param byHand how much of that people confirmed by hand
   * @param openException whether a fact about it waits for a person
   * @param attempts its attempts
   * @param opened whether a person opened its page
   * @param sent whether a transport took it over for a recipient
   */
  public record Facts(
      Lifecycle lifecycle,
      Money asked,
      Money received,
      Money refunded,
      Money chargedBack,
      boolean disputed,
      Money byHand,
      boolean openException,
      Collection<PaymentAttempt> attempts,
      boolean opened,
      boolean sent) {

    /** What is still asked; never less than nothing. */
    public Money due() {
      Money rest = asked.minus(received);
      return rest.isPositive() ? rest : Money.zero(asked.currency());
    }
  }

  /** The status of these facts. */
  public static LinkStatus derive(Facts facts) {
    if (facts.openException()) {
      return LinkStatus.MANUAL_REVIEW;
    }
    if (facts.disputed()) {
      return LinkStatus.DISPUTED;
    }
    if (facts.chargedBack().isPositive()) {
      return LinkStatus.CHARGED_BACK;
    }
    if (facts.refunded().isPositive()) {
      return facts.received().isPositive() ? LinkStatus.PARTLY_REFUNDED : LinkStatus.REFUNDED;
    }
    if (facts.received().isPositive()) {
      return facts.due().isPositive() ? LinkStatus.PARTLY_PAID : paid(facts);
    }
    if (facts.attempts().stream().anyMatch(PaymentAttempt::isUnderWay)) {
      return LinkStatus.PENDING;
    }
    return switch (facts.lifecycle()) {
      case CANCELLED -> LinkStatus.CANCELLED;
      case EXPIRED -> LinkStatus.EXPIRED;
      case SUPERSEDED, FULFILLED -> LinkStatus.SUPERSEDED;
      case DEACTIVATED -> LinkStatus.DEACTIVATED;
      case OPEN -> unpaid(facts);
    };
  }

  /** What the gateways say is enough counts as paid, whatever people said besides. */
  private static LinkStatus paid(Facts facts) {
    Money byGateways = facts.received().minus(facts.byHand());
    return byGateways.compareTo(facts.asked()) >= 0
        ? LinkStatus.PAID
        : LinkStatus.CONFIRMED_BY_HAND;
  }

  private static LinkStatus unpaid(Facts facts) {
    boolean live = facts.attempts().stream().anyMatch(a -> a.state().isLive());
    boolean failed =
        facts.attempts().stream()
            .anyMatch(a -> a.state() == AttemptState.FAILED && a.sessionId().isPresent());
    if (failed && !live) {
      return LinkStatus.FAILED;
    }
    if (facts.opened()) {
      return LinkStatus.OPENED;
    }
    return facts.sent() ? LinkStatus.SENT : LinkStatus.ISSUED;
  }
}
