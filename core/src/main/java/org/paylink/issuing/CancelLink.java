package org.paylink.issuing;

import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Closing;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.Texts;
import org.paylink.link.Transition;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** Cancels links. */
public final class CancelLink {
  private static final int LONGEST_REASON = 250;

  private final Host host;

  /** For a host. */
  public CancelLink(Host host) {
    this.host = host;
  }

  /**
   * Cancels a link; its open sessions are closed at the gateway after this is committed.
   *
   * @return whether it happened now or had happened before
   * @throws PaylinkException LINK_UNKNOWN, LINK_ALREADY_CLOSED, PERMISSION_MISSING,
   *     CANCEL_NOT_YOURS, CANCEL_WHILE_PAYING
   */
  public Transition cancel(String linkId, Optional<String> why, Actor actor) {
    actor.require(Permission.CANCEL);
    Optional<String> reason =
        why.map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> Texts.shortened(text, LONGEST_REASON));
    Transition transition =
        host.records()
            .unit(
                unit -> {
                  PaymentLink link = Links.require(unit, linkId);
                  Links.lockSubject(unit, link.subject());
                  PaymentLink locked = Links.lock(unit, linkId);
                  CancelRules.require(unit, locked, host.settings().policy(), actor);
                  return Closing.close(
                      unit,
                      locked,
                      new Closing.Reason(
                          Lifecycle.CANCELLED, actor.userLoginId(), reason, Optional.empty()),
                      host.clock().instant(),
                      () -> host.identifiers().next("PaymentLinkOutbox"));
                });
    if (transition instanceof Transition.Refused refused) {
      throw new PaylinkException(
          Problem.LINK_ALREADY_CLOSED, Map.of("linkId", linkId, "state", refused.from().name()));
    }
    return transition;
  }
}
