package org.paylink.host;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * A document with those that the same money would pay (an order and its invoices). What is asked of
 * one of them counts for all, so that a customer isn't asked twice.
 */
public final class Circle {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::organizationPartyId)
          .thenComparing(Subject::type)
          .thenComparing(Subject::id);

  private final List<Subject> subjects;

  private Circle(List<Subject> subjects) {
    this.subjects = subjects;
  }

  /** Locks all subjects of the circle, always in the same order, then the document in the host. */
  public static Circle lock(Unit unit, Ledger ledger, Subject subject) {
    List<Subject> all =
        Stream.concat(Stream.of(subject), ledger.related(unit, subject).stream())
            .distinct()
            .sorted(ORDER)
            .toList();
    all.forEach(each -> Links.lockSubject(unit, each));
    ledger.lock(unit, subject);
    return new Circle(all);
  }

  /** The same documents, not locked: for looking only. */
  public static Circle read(Unit unit, Ledger ledger, Subject subject) {
    return new Circle(
        Stream.concat(Stream.of(subject), ledger.related(unit, subject).stream())
            .distinct()
            .sorted(ORDER)
            .toList());
  }

  /** Links of all documents, the newest of each first. */
  public List<PaymentLink> links(Unit unit) {
    return subjects.stream().flatMap(each -> Links.ofSubject(unit, each).stream()).toList();
  }

  /** Attempts that may still bring money. */
  public List<PaymentAttempt> liveAttempts(Unit unit) {
    return subjects.stream().flatMap(each -> Links.liveAttemptsOf(unit, each).stream()).toList();
  }

  /** What has been received but isn't in the ledger yet. */
  public Money unposted(Unit unit, String currency) {
    return subjects.stream()
        .map(each -> Links.unposted(unit, each, currency))
        .reduce(Money.zero(currency), Money::plus);
  }
}
