package org.paylink.checkout;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.settlement.Settle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkouts begun before that stand in the way of a new one, and how they are brought to an end.
 */
final class EarlierCheckouts {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierCheckouts.class);

  private final Host host;
  private final Settle settle;

  EarlierCheckouts(Host host, Settle settle) {
    this.host = host;
    this.settle = settle;
  }

  /**
   * Finds out what became of an attempt that stands in the way of a link's checkout, and closes it
   * where it may. An open checkout of another link is left alone while its time runs: somebody may
   * be typing a card number into it.
   *
   * @return whether it no longer stands in the way
   */
  boolean end(PaymentAttempt attempt, PaymentLink link) {
    boolean ours = attempt.linkId().equals(link.id());
    if (attempt.isUnderWay() || (!ours && !attempt.isOverdueAt(host.clock().instant()))) {
      return false;
    }
    if (attempt.state() == AttemptState.STARTING && attempt.sessionId().isEmpty()) {
      return giveUp(attempt);
    }
    try {
      return settle.closeAndSettle(attempt.id()).map(state -> !state.isLive()).orElse(false);
    } catch (RuntimeException e) {
      LOG.warn("attempt {} stands in the way and could not be looked up", attempt.id(), e);
      return false;
    }
  }

  /**
   * Gives up a checkout that nobody was sent to, because its gateway's answer is missing: it can't
   * be paid, so the customer may choose another way. Whoever is just being answered finds it given
   * up, closes what was made, and sends nobody there.
   *
   * @return false when it has got its answer meanwhile
   */
  private boolean giveUp(PaymentAttempt attempt) {
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              Links.lockSubject(unit, attempt.subject());
              Links.lock(unit, attempt.linkId());
              Map<String, Object> expected = new HashMap<>();
              expected.put("paymentAttemptId", attempt.id());
              expected.put("state", AttemptState.STARTING.name());
              Map<String, Object> changes = new HashMap<>();
              changes.put("state", AttemptState.FAILED.name());
              changes.put("pollDueAt", null);
              if (unit.update(PaymentAttempt.ENTITY, expected, changes) != 1) {
                return false;
              }
              History.add(
                  unit,
                  attempt.linkId(),
                  HistoryEvent.ATTEMPT_FAILED,
                  "<paylink>",
                  now,
                  Map.of("attempt", attempt.id(), "kind", "GIVEN_UP"));
              Links.refresh(unit, attempt.linkId());
              return true;
            });
  }
}
