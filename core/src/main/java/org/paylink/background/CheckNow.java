package org.paylink.background;

import java.util.Map;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.link.PostingState;
import org.paylink.records.Unit;
import org.paylink.refund.ReversalsDue;
import org.paylink.settlement.Poll;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.Settle;

/** Does for one link, because a person asks for it, what the background would do in time. */
public final class CheckNow {
  private final Host host;
  private final OutboxWorker outbox;
  private final Poll poll;
  private final PostReceipts postReceipts;
  private final ReversalsDue reversals;

  /** For a host. */
  public CheckNow(
      Host host,
      OutboxWorker outbox,
      Poll poll,
      PostReceipts postReceipts,
      ReversalsDue reversals) {
    this.host = host;
    this.outbox = outbox;
    this.poll = poll;
    this.postReceipts = postReceipts;
    this.reversals = reversals;
  }

  /**
   * Asks the gateways now what became of a link's checkouts and what went back of its payments, and
   * posts what waits.
   *
   * @return whether every gateway asked did answer
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING, LINK_UNKNOWN
   */
  public boolean check(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    PaymentLink link = host.records().unit(unit -> Links.require(unit, linkId));
    outbox.workFor(linkId);
    boolean answered = true;
    for (PaymentAttempt attempt : host.records().unit(unit -> Links.attemptsOf(unit, link.id()))) {
      if (attempt.state().isLive()) {
        answered &= poll.poll(attempt, Settle.Bringer.USER);
      }
    }
    answered &= reversals.lookAt(linkId);
    host.records().unit(unit -> Links.postingsOf(unit, linkId)).stream()
        .filter(posting -> posting.state() == PostingState.PENDING)
        .forEach(posting -> postReceipts.post(posting.key()));
    host.records().run(unit -> noteChecked(unit, link, actor));
    return answered;
  }

  private void noteChecked(Unit unit, PaymentLink link, Actor actor) {
    Links.lockSubject(unit, link.subject());
    Links.lock(unit, link.id());
    History.add(
        unit,
        link.id(),
        HistoryEvent.CHECKED,
        actor.userLoginId(),
        host.clock().instant(),
        Map.of());
  }
}
