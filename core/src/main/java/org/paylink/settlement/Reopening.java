package org.paylink.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.Closing;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * Opens a link again when what fulfilled it was undone, unless something else keeps it closed: its
 * time is over, another link took its place, or its document needs nothing any more.
 *
 * <p>A link that stood beside it before it was fulfilled stands beside it again: both were meant. A
 * link that was made afterwards has taken its place, unless what they ask together is open.
 */
public final class Reopening {
  private static final String BY_US = "<paylink>";

  private Reopening() {}

  /**
   * Opens the link if it was closed as fulfilled and isn't any more; the circle of its documents
   * and the link are locked, and the ledger has taken the money back.
   */
  public static void afterUndo(Unit unit, Host host, PaymentLink stored, Instant now) {
    PaymentLink link = Links.find(unit, stored.id()).orElseThrow();
    if (link.lifecycle() != Lifecycle.FULFILLED || !Links.facts(unit, link).due().isPositive()) {
      return;
    }
    Instant closedAt = closedAt(unit, link);
    PaymentLink open = Closing.reopen(unit, link, BY_US, now);
    reasonToStayClosed(unit, host, open, closedAt, now)
        .ifPresent(
            reason ->
                Closing.close(
                    unit, open, reason, now, () -> host.identifiers().next(Outbox.ENTITY)));
  }

  private static Optional<Closing.Reason> reasonToStayClosed(
      Unit unit, Host host, PaymentLink link, Instant closedAt, Instant now) {
    if (link.isExpiredAt(now)) {
      return Optional.of(Closing.Reason.of(Lifecycle.EXPIRED, BY_US));
    }
    Circle circle = Circle.read(unit, host.ledger(), link.subject());
    Optional<PaymentLink> other = tookItsPlace(unit, host, circle, link, closedAt, now);
    if (other.isPresent()) {
      return Optional.of(
          new Closing.Reason(
              Lifecycle.SUPERSEDED, BY_US, Optional.empty(), other.map(PaymentLink::id)));
    }
    return isOpen(unit, host, circle, link)
        ? Optional.empty()
        : Optional.of(Closing.Reason.of(Lifecycle.SUPERSEDED, BY_US));
  }

  private static Instant closedAt(Unit unit, PaymentLink link) {
    return unit.find(PaymentLink.ENTITY, Links.key(link.id()))
        .flatMap(row -> row.moment("closedAt"))
        .orElse(Instant.EPOCH);
  }

  private static Optional<PaymentLink> tookItsPlace(
      Unit unit, Host host, Circle circle, PaymentLink link, Instant closedAt, Instant now) {
    if (link.subject().type().isOnAccount()) {
      // On account links stand side by side, and a later one takes nobody's place.
      return Optional.empty();
    }
    List<PaymentLink> others =
        circle.links(unit).stream()
            .filter(each -> !each.id().equals(link.id()) && each.isOpenAt(now))
            .toList();
    Optional<PaymentLink> later =
        others.stream()
            .filter(each -> each.createdAt().isAfter(link.createdAt()))
            .filter(each -> !each.createdAt().isBefore(closedAt))
            .findFirst();
    return later.filter(each -> !allIsOpen(unit, host, circle, link, others));
  }

  /** Whether the document is open for what all links together ask. */
  private static boolean allIsOpen(
      Unit unit, Host host, Circle circle, PaymentLink link, List<PaymentLink> others) {
    String currency = link.amount().currency();
    Money asked =
        others.stream()
            .filter(each -> each.amount().currency().equals(currency))
            .map(each -> Links.facts(unit, each).due())
            .reduce(Links.facts(unit, link).due(), Money::plus);
    return host.ledger()
        .document(unit, link.subject())
        .flatMap(Document::open)
        .filter(open -> open.currency().equals(currency))
        .map(open -> open.minus(circle.unposted(unit, currency)))
        .filter(open -> asked.compareTo(open) <= 0)
        .isPresent();
  }

  private static boolean isOpen(Unit unit, Host host, Circle circle, PaymentLink link) {
    Optional<Document> document =
        host.ledger()
            .document(unit, link.subject())
            .filter(found -> found.state() == Document.State.PAYABLE);
    if (document.isEmpty() || document.get().open().isEmpty()) {
      return document.isPresent();
    }
    Money open = document.get().open().get();
    return open.currency().equals(link.amount().currency())
        && open.minus(circle.unposted(unit, open.currency())).isPositive();
  }
}
