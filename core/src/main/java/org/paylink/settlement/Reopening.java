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
    PaymentLink open = Closing.reopen(unit, link, BY_US, now);
    reasonToStayClosed(unit, host, open, now)
        .ifPresent(
            reason ->
                Closing.close(
                    unit, open, reason, now, () -> host.identifiers().next(Outbox.ENTITY)));
  }

  private static Optional<Closing.Reason> reasonToStayClosed(
      Unit unit, Host host, PaymentLink link, Instant now) {
    if (link.isExpiredAt(now)) {
      return Optional.of(Closing.Reason.of(Lifecycle.EXPIRED, BY_US));
    }
    Circle circle = Circle.read(unit, host.ledger(), link.subject());
    // On account links stand side by side, and a later one takes nobody's place.
    List<PaymentLink> links = link.subject().type().isOnAccount() ? List.of() : circle.links(unit);
    Optional<PaymentLink> other =
        links.stream()
            .filter(each -> !each.id().equals(link.id()) && each.isOpenAt(now))
            .filter(each -> each.createdAt().isAfter(link.createdAt()))
            .findFirst();
    if (other.isPresent()) {
      return Optional.of(
          new Closing.Reason(
              Lifecycle.SUPERSEDED, BY_US, Optional.empty(), other.map(PaymentLink::id)));
    }
    return isOpen(unit, host, circle, link)
        ? Optional.empty()
        : Optional.of(Closing.Reason.of(Lifecycle.SUPERSEDED, BY_US));
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
