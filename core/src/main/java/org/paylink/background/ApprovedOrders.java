package org.paylink.background;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.PaymentLink;
import org.paylink.records.Unit;

/** Closes the exceptions of paid orders that a person has approved, or withdrawn, in the host. */
public final class ApprovedOrders {
  private final Host host;

  /** For a host. */
  public ApprovedOrders(Host host) {
    this.host = host;
  }

  /** Closes those whose order no longer waits; they are few, because a person works them off. */
  public void resolveDue() {
    List<PaymentException> waiting =
        host.records().unit(PaymentExceptions::open).stream()
            .filter(exception -> exception.kind() == ExceptionKind.ORDER_NOT_APPROVED)
            .toList();
    EachAlone.of(
        "paid orders", waiting, exception -> host.records().run(unit -> resolve(unit, exception)));
  }

  private void resolve(Unit unit, PaymentException exception) {
    Optional<PaymentLink> link = exception.linkId().flatMap(id -> Links.find(unit, id));
    if (link.isEmpty() || host.ledger().awaitsApproval(unit, link.get().subject())) {
      return;
    }
    Links.lockSubject(unit, link.get().subject());
    Links.lock(unit, link.get().id());
    PaymentExceptions.resolve(
        unit,
        exception.id(),
        exception.kind(),
        exception.linkId(),
        "<paylink>",
        "The order no longer waits for approval.",
        host.clock().instant());
    Links.refresh(unit, link.get().id());
  }
}
