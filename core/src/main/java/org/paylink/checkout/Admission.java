package org.paylink.checkout;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Ledger;
import org.paylink.link.AmountPolicy;
import org.paylink.link.Closing;
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
    /** A checkout for the link's amount may start. */
    record Admitted(PaymentLink link) implements Outcome {}

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
    if (!link.lifecycle().isOpen()) {
      return new Outcome.Closed(link);
    }
    if (link.isExpiredAt(now)) {
      return closed(unit, link, Lifecycle.EXPIRED, now);
    }
    if (Links.facts(unit, link).openException()) {
      return new Outcome.InReview(link, reviewed(unit, link));
    }
    if (own.isEmpty() && policy.isExhausted(FailedAttempts.count(unit, link))) {
      raiseExhausted(unit, link, now);
      return new Outcome.InReview(link, Problem.TOO_MANY_ATTEMPTS);
    }
    Optional<Document> document = ledger.document(unit, link.subject());
    if (document.isEmpty() || document.get().state() == Document.State.NOT_PAYABLE) {
      return closed(unit, link, Lifecycle.SUPERSEDED, now);
    }
    if (document.get().open().isEmpty()) {
      return onAccount(unit, link, others(unit, circle, own), now);
    }
    Money open = document.get().open().get();
    Money unposted = circle.unposted(unit, open.currency());
    return withBalance(unit, link, open.minus(unposted), others(unit, circle, own), now);
  }

  private static Problem reviewed(Unit unit, PaymentLink link) {
    boolean exhausted =
        PaymentExceptions.openOf(unit, link.id()).stream()
            .allMatch(exception -> exception.kind() == ExceptionKind.TOO_MANY_ATTEMPTS);
    return exhausted ? Problem.TOO_MANY_ATTEMPTS : Problem.PAYMENT_IN_REVIEW;
  }

  private static void raiseExhausted(Unit unit, PaymentLink link, Instant now) {
    PaymentExceptions.raise(
        unit,
        ExceptionKind.TOO_MANY_ATTEMPTS,
        link.id(),
        Optional.of(link.id()),
        Long.toString(FailedAttempts.count(unit, link)),
        now);
    Links.refresh(unit, link.id());
  }

  /**
   * Nothing is owed that another link could settle as well, so only the link itself stands in its
   * own way: it asks for its amount once, and not for a rest that nobody agreed on.
   */
  private Outcome onAccount(Unit unit, PaymentLink link, List<PaymentAttempt> others, Instant now) {
    if (!Links.receiptsOf(unit, link.id()).isEmpty()) {
      return closed(unit, link, Lifecycle.SUPERSEDED, now);
    }
    List<PaymentAttempt> mine =
        others.stream().filter(attempt -> attempt.linkId().equals(link.id())).toList();
    return mine.isEmpty() ? new Outcome.Admitted(link) : new Outcome.Blocked(link, mine);
  }

  private Outcome withBalance(
      Unit unit, PaymentLink link, Money open, List<PaymentAttempt> others, Instant now) {
    if (!open.currency().equals(link.amount().currency()) || !open.isPositive()) {
      return closed(unit, link, Lifecycle.SUPERSEDED, now);
    }
    PaymentLink asked = link;
    if (open.compareTo(link.amount()) < 0) {
      if (link.amountPolicy() == AmountPolicy.CLOSE) {
        return closed(unit, link, Lifecycle.SUPERSEDED, now);
      }
      asked = lowered(unit, link, open, now);
    }
    if (others.stream().anyMatch(attempt -> attempt.linkId().equals(link.id()))) {
      // However much is open: one link asks for its amount once, and an earlier checkout of it may
      // still bring that.
      return new Outcome.Blocked(asked, others);
    }
    Money busy =
        others.stream()
            .map(PaymentAttempt::amount)
            .filter(amount -> amount.currency().equals(open.currency()))
            .reduce(Money.zero(open.currency()), Money::plus);
    return busy.plus(asked.amount()).compareTo(open) > 0
        ? new Outcome.Blocked(asked, others)
        : new Outcome.Admitted(asked);
  }

  private static List<PaymentAttempt> others(Unit unit, Circle circle, List<PaymentAttempt> own) {
    List<String> ownIds = own.stream().map(PaymentAttempt::id).toList();
    return circle.liveAttempts(unit).stream()
        .filter(attempt -> !ownIds.contains(attempt.id()))
        .toList();
  }

  private Outcome closed(Unit unit, PaymentLink link, Lifecycle to, Instant now) {
    Closing.close(unit, link, Closing.Reason.of(to, "<paylink>"), now, outboxIds);
    return new Outcome.Closed(Links.find(unit, link.id()).orElseThrow());
  }

  private static PaymentLink lowered(Unit unit, PaymentLink link, Money open, Instant now) {
    Map<String, Object> expected = new HashMap<>(Links.key(link.id()));
    expected.put("lifecycle", Lifecycle.OPEN.name());
    unit.update(PaymentLink.ENTITY, expected, Map.of("amount", open.major()));
    History.add(
        unit,
        link.id(),
        HistoryEvent.AMOUNT_LOWERED,
        "<paylink>",
        now,
        Map.of("from", link.amount().toString(), "amount", open.toString()));
    return Links.find(unit, link.id()).orElseThrow();
  }
}
