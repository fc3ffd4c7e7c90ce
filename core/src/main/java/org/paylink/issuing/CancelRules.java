package org.paylink.issuing;

import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.policy.CancelTime;
import org.paylink.policy.Canceller;
import org.paylink.policy.Policy;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Who may close a link that its customer still has, by cancelling or replacing it, and when. */
public final class CancelRules {
  private CancelRules() {}

  /** Why the policy does not let this user close an open link now, or nothing when it does. */
  public static Optional<PaylinkException> objection(
      Unit unit, PaymentLink link, Policy policy, Actor actor) {
    if (policy.canceller() == Canceller.CREATOR
        && !link.createdBy().equals(actor.userLoginId())
        && !actor.may(Permission.CONFIRM)) {
      return Optional.of(
          new PaylinkException(
              Problem.CANCEL_NOT_YOURS, Map.of("linkId", link.id(), "user", link.createdBy())));
    }
    if (policy.cancelTime() == CancelTime.NOT_WHILE_PAYING && isUnderWay(unit, link)) {
      return Optional.of(
          new PaylinkException(Problem.CANCEL_WHILE_PAYING, Map.of("linkId", link.id())));
    }
    return Optional.empty();
  }

  /**
   * Insists that the policy lets this user close the link now; a link that is closed already is
   * left to the lifecycle's own answer.
   *
   * @throws PaylinkException CANCEL_NOT_YOURS, CANCEL_WHILE_PAYING
   */
  static void require(Unit unit, PaymentLink link, Policy policy, Actor actor) {
    if (link.lifecycle().isOpen()) {
      objection(unit, link, policy, actor)
          .ifPresent(
              objection -> {
                throw objection;
              });
    }
  }

  /** Whether the customer has finished, and the money is on its way or just being taken. */
  private static boolean isUnderWay(Unit unit, PaymentLink link) {
    return Links.attemptsOf(unit, link.id()).stream().anyMatch(PaymentAttempt::isUnderWay);
  }
}
