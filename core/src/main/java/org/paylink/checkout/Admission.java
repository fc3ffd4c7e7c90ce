package org.paylink.checkout;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.paylink.host.Circle;
import org.paylink.host.Ledger;
import org.paylink.link.Closing;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.FailedAttempts;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.policy.Policy;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/**
 * The last look before a checkout: is the link open, what is still open on the document, and is
 * nobody else paying it right now. Runs with subject, document and link locked.
 */
final class Admission {
  private final Ledger ledger;
  private final Policy policy;
  private final Supplier<String> outboxIds;

  Admission(Ledger ledger, Policy policy, Supplier<String> outboxIds) {
    this.ledger = ledger;
    this.policy = policy;
    this.outboxIds = outboxIds;
  }

  /** The outcome of the last look. */
  sealed interface Outcome {
    /** A checkout may start for what is due: the link's amount, less what came of it before. */
    record Admitted(PaymentLink link, Money due) implements Outcome {}

    /** The link is closed, or was closed just now because of what was found. */
    record Closed(PaymentLink link) implements Outcome {}

    /** Money, or an exception, waits for a person; no further checkout starts. */
    record InReview(PaymentLink link, Problem problem) implements Outcome {}

    /** Other attempts may still bring what is open. */
    record Blocked(PaymentLink link, List<PaymentAttempt> by) implements Outcome {}
  }

  /**
   * Decides.
   *
   * @param own attempts of this link that don't stand in the way, because they are being reused
   */
  Outcome decide(
      Unit unit, Circle circle, PaymentLink link, List<PaymentAttempt> own, Instant now) {
    LastLook.Seen seen = LastLook.at(unit, ledger, policy, circle, link, own, now);
    if (seen instanceof LastLook.Seen.Admits admits) {
      return new Outcome.Admitted(lowered(unit, link, admits.loweredTo(), now), admits.due());
    }
    if (seen instanceof LastLook.Seen.IsBlocked blocked) {
      return new Outcome.Blocked(lowered(unit, link, blocked.loweredTo(), now), blocked.by());
    }
    if (seen instanceof LastLook.Seen.Closes closes) {
      return closed(unit, link, closes.to(), now);
    }
    if (seen instanceof LastLook.Seen.InReview review) {
      if (review.exhausted()) {
        raiseExhausted(unit, link, now);
      }
      return new Outcome.InReview(link, review.problem());
    }
    return new Outcome.Closed(link);
  }

  private static void raiseExhausted(Unit unit, PaymentLink link, Instant now) {
    PaymentExceptions.raise(
        unit,
        ExceptionKind.TOO_MANY_ATTEMPTS,
        link.id(),
        Optional.of(link.id()),
        ExceptionDetail.count(FailedAttempts.count(unit, link)),
        now);
    Links.refresh(unit, link.id());
  }

  private Outcome closed(Unit unit, PaymentLink link, Lifecycle to, Instant now) {
    Closing.close(unit, link, Closing.Reason.of(to, "<paylink>"), now, outboxIds);
    return new Outcome.Closed(Links.find(unit, link.id()).orElseThrow());
  }

  private static PaymentLink lowered(Unit unit, PaymentLink link, Optional<Money> to, Instant now) {
    if (to.isEmpty()) {
      return link;
    }
    Map<String, Object> expected = new HashMap<>(Links.key(link.id()));
    expected.put("lifecycle", Lifecycle.OPEN.name());
    unit.update(PaymentLink.ENTITY, expected, Map.of("amount", to.get().major()));
    History.add(
        unit,
        link.id(),
        HistoryEvent.AMOUNT_LOWERED,
        "<paylink>",
        now,
        Map.of("from", link.amount().toString(), "amount", to.get().toString()));
    return Links.find(unit, link.id()).orElseThrow();
  }
}
