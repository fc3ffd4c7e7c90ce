package org.paylink.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Ledger;
import org.paylink.link.AmountPolicy;
import org.paylink.link.ExceptionKind;
import org.paylink.link.FailedAttempts;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.StatusRule;
import org.paylink.money.Money;
import org.paylink.policy.Policy;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/**
 * What would come of a checkout now: is the link open, what is still open on the document, and is
 * nobody else paying it. Looks only; {@link Admission} acts on it, {@link Preview} tells it.
 */
final class LastLook {
  private LastLook() {}

  /** What was seen. */
  sealed interface Seen {
    /**
     * A checkout may start.
     *
     * @param due what it would ask
     * @param loweredTo what the link would ask in all from now on, when less is open than it asks
     */
    record Admits(Money due, Optional<Money> loweredTo) implements Seen {}

    /** The link is closed. */
    record IsClosed() implements Seen {}

    /** The link is to be closed because of what was found. */
    record Closes(Lifecycle to) implements Seen {}

    /**
     * Money, or an exception, waits for a person.
     *
     * @param exhausted whether an exception is to be raised, because it failed too often
     */
    record InReview(Problem problem, boolean exhausted) implements Seen {}

    /**
     * Other attempts may still bring what is open.
     *
     * @param loweredTo as above
     */
    record IsBlocked(List<PaymentAttempt> by, Optional<Money> loweredTo) implements Seen {}
  }

  /**
   * Looks.
   *
   * @param own attempts of this link that don't stand in the way, because they are being reused
   */
  static Seen at(
      Unit unit,
      Ledger ledger,
      Policy policy,
      Circle circle,
      PaymentLink link,
      List<PaymentAttempt> own,
      Instant now) {
    if (!link.lifecycle().isOpen()) {
      return new Seen.IsClosed();
    }
    if (link.isExpiredAt(now)) {
      return new Seen.Closes(Lifecycle.EXPIRED);
    }
    StatusRule.Facts facts = Links.facts(unit, link);
    if (facts.openException()) {
      return new Seen.InReview(reviewed(unit, link), false);
    }
    if (own.isEmpty() && policy.isExhausted(FailedAttempts.count(unit, link))) {
      return new Seen.InReview(Problem.TOO_MANY_ATTEMPTS, true);
    }
    Optional<Document> document = ledger.document(unit, link.subject());
    if (document.isEmpty() || document.get().state() == Document.State.NOT_PAYABLE) {
      return new Seen.Closes(Lifecycle.SUPERSEDED);
    }
    if (document.get().open().isEmpty()) {
      return onAccount(link, facts, others(unit, circle, own));
    }
    Money open = document.get().open().get();
    Money left = open.minus(circle.unposted(unit, open.currency()));
    return withBalance(link, facts, left, others(unit, circle, own));
  }

  private static Problem reviewed(Unit unit, PaymentLink link) {
    boolean exhausted =
        PaymentExceptions.openOf(unit, link.id()).stream()
            .allMatch(exception -> exception.kind() == ExceptionKind.TOO_MANY_ATTEMPTS);
    return exhausted ? Problem.TOO_MANY_ATTEMPTS : Problem.PAYMENT_IN_REVIEW;
  }

  /**
   * Nothing is owed that another link could settle as well, so only the link itself stands in its
   * own way: it asks for its amount once, and not for a rest that nobody agreed on.
   */
  private static Seen onAccount(
      PaymentLink link, StatusRule.Facts facts, List<PaymentAttempt> others) {
    if (facts.received().isPositive()) {
      return new Seen.Closes(Lifecycle.SUPERSEDED);
    }
    List<PaymentAttempt> mine =
        others.stream().filter(attempt -> attempt.linkId().equals(link.id())).toList();
    return mine.isEmpty()
        ? new Seen.Admits(link.amount(), Optional.empty())
        : new Seen.IsBlocked(mine, Optional.empty());
  }

  private static Seen withBalance(
      PaymentLink link, StatusRule.Facts facts, Money open, List<PaymentAttempt> others) {
    if (!open.currency().equals(link.amount().currency()) || !open.isPositive()) {
      return new Seen.Closes(Lifecycle.SUPERSEDED);
    }
    Money due = facts.due();
    Optional<Money> loweredTo = Optional.empty();
    if (open.compareTo(due) < 0) {
      if (link.amountPolicy() == AmountPolicy.CLOSE) {
        return new Seen.Closes(Lifecycle.SUPERSEDED);
      }
      due = open;
      loweredTo = Optional.of(open.plus(facts.received()));
    }
    if (others.stream().anyMatch(attempt -> attempt.linkId().equals(link.id()))) {
      // However much is open: one link asks for its amount once, and an earlier checkout of it may
      // still bring that.
      return new Seen.IsBlocked(others, loweredTo);
    }
    Money busy =
        others.stream()
            .map(PaymentAttempt::amount)
            .filter(amount -> amount.currency().equals(open.currency()))
            .reduce(Money.zero(open.currency()), Money::plus);
    return busy.plus(due).compareTo(open) > 0
        ? new Seen.IsBlocked(others, loweredTo)
        : new Seen.Admits(due, loweredTo);
  }

  private static List<PaymentAttempt> others(Unit unit, Circle circle, List<PaymentAttempt> own) {
    List<String> ownIds = own.stream().map(PaymentAttempt::id).toList();
    return circle.liveAttempts(unit).stream()
        .filter(attempt -> !ownIds.contains(attempt.id()))
        .toList();
  }
}
