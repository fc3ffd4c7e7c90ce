package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Notification;
import org.paylink.host.Host;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptType;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Notifications of money that goes back. Refunds and disputes don't name our attempt, so they are
 * found by the payment they are of; what went back of it is then asked of the gateway. One of a
 * payment that no link brought is another system's on the same account, and nobody is told of it.
 *
 * <p>Notifications come in any order. One that is told before its payment is recorded is looked at
 * once more after a while, and again when that payment is recorded.
 */
final class ReversalEvents {
  private static final String EVENT = "GatewayEvent";

  /** After this a payment that was being recorded in the same moment is certainly to be seen. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Host host;
  private final SettleReversals settle;

  ReversalEvents(Host host, SettleReversals settle) {
    this.host = host;
    this.settle = settle;
  }

  /** What came of working one off. */
  enum Worked {
    SETTLED,
    /** It may be of a payment that is being recorded; it is put off. */
    TOO_EARLY,
    /** Of no payment of ours. */
    NOT_OURS
  }

  /**
   * The payment that a notification is of, in the gateway's words. What names none can't be looked
   * up, and is raised by itself.
   */
  static Optional<String> paymentRef(
      Unit unit, Inbox.Key key, String organization, Notification.Verified event, Instant now) {
    Optional<String> ref =
        event.paymentRefs().stream()
            .findFirst()
            .or(() -> event.attemptId().flatMap(id -> chargeOf(unit, key, id)));
    if (ref.isEmpty()) {
      PaymentExceptions.raise(
          unit,
          ExceptionKind.REVERSED_AT_GATEWAY,
          key.gatewayAccountId() + "\n" + key.externalEventId(),
          Optional.empty(),
          ExceptionCause.ofEvent(key.gatewayAccountId(), key.externalEventId(), event.attemptId())
              .in(organization),
          ExceptionDetail.notification(event.type(), key.externalEventId()),
          now);
    }
    return ref;
  }

  private static Optional<String> chargeOf(Unit unit, Inbox.Key key, String attemptId) {
    return unit
        .list(
            Query.from(PaymentReceipt.ENTITY)
                .equal("paymentAttemptId", attemptId)
                .equal("gatewayAccountId", key.gatewayAccountId())
                .equal("receiptType", ReceiptType.CHARGE.name())
                .limit(1))
        .stream()
        .findFirst()
        .map(row -> row.text("externalRef"));
  }

  /** Whether a stored notification is of money that goes back. */
  static boolean isReversal(Row event) {
    return event.optionalText("paymentRef").isPresent();
  }

  /**
   * Works a stored notification off.
   *
   * @throws GatewayException when the gateway could not be asked
   */
  Worked work(Connection connection, Inbox.Key key, Row event) throws GatewayException {
    Optional<PaymentReceipt> receipt =
        host.records()
            .unit(
                unit ->
                    Links.receiptByGatewayPayment(
                        unit, key.gatewayAccountId(), List.of(event.text("paymentRef"))));
    if (receipt.isEmpty()) {
      return putOff(key, event) ? Worked.TOO_EARLY : notOurs(connection, key, event);
    }
    boolean settled =
        settle.settle(connection, receipt.get().key().externalRef(), Settle.Bringer.WEBHOOK);
    host.records()
        .run(
            unit -> {
              noteAttempt(unit, key, receipt.get());
              if (!settled) {
                raise(unit, connection, key, event, receipt.get());
              }
            });
    return Worked.SETTLED;
  }

  /** What bears our mark, and is of a payment we don't know, is for a person, once per payment. */
  private Worked notOurs(Connection connection, Inbox.Key key, Row event) {
    Optional<String> claimed = event.optionalText("paymentAttemptId");
    if (claimed.isPresent()) {
      host.records()
          .run(
              unit ->
                  PaymentExceptions.raise(
                      unit,
                      ExceptionKind.REVERSED_AT_GATEWAY,
                      key.gatewayAccountId() + "\n" + event.text("paymentRef"),
                      Optional.empty(),
                      ExceptionCause.ofEvent(key.gatewayAccountId(), key.externalEventId(), claimed)
                          .in(connection.account().organizationPartyId()),
                      ExceptionDetail.notification(event.text("eventType"), key.externalEventId()),
                      host.clock().instant()));
    }
    return Worked.NOT_OURS;
  }

  private boolean putOff(Inbox.Key key, Row event) {
    Instant again = event.moment("receivedAt").orElseThrow().plus(LOOK_AGAIN);
    if (!again.isAfter(host.clock().instant())) {
      return false;
    }
    host.records().run(unit -> unit.update(EVENT, key.fields(), Map.of("dueAt", again)));
    return true;
  }

  private static void noteAttempt(Unit unit, Inbox.Key key, PaymentReceipt receipt) {
    receipt
        .attemptId()
        .ifPresent(
            attempt -> unit.update(EVENT, key.fields(), Map.of("paymentAttemptId", attempt)));
  }

  /** Money of no link, or of a gateway that can't say what went back: a person looks. */
  private void raise(
      Unit unit, Connection connection, Inbox.Key key, Row event, PaymentReceipt receipt) {
    Optional<PaymentLink> link = receipt.linkId().flatMap(id -> Links.find(unit, id));
    link.ifPresent(
        found -> {
          Links.lockSubject(unit, found.subject());
          Links.lock(unit, found.id());
        });
    PaymentExceptions.raise(
        unit,
        ExceptionKind.REVERSED_AT_GATEWAY,
        receipt.key().about(),
        receipt.linkId(),
        ExceptionCause.of(receipt.key(), receipt.attemptId())
            .toldBy(key.externalEventId())
            .in(connection.account().organizationPartyId()),
        ExceptionDetail.notification(event.text("eventType"), key.externalEventId()),
        host.clock().instant());
    link.ifPresent(found -> Links.refresh(unit, found.id()));
  }

  /**
   * Lets what was told of a payment before it was recorded be worked off again, in the unit that
   * records it.
   */
  static void toldBefore(Unit unit, PaymentReceipt receipt, Instant now) {
    Query events =
        Query.from(EVENT)
            .anyOf("paymentRef", receipt.paymentRefs())
            .equal("gatewayAccountId", receipt.key().gatewayAccountId())
            .equal("state", "IGNORED");
    for (Row event : unit.list(events)) {
      Map<String, Object> key =
          new Inbox.Key(receipt.key().gatewayAccountId(), event.text("externalEventId")).fields();
      Map<String, Object> changes = new HashMap<>();
      changes.put("state", "RECEIVED");
      changes.put("dueAt", now);
      changes.put("doneAt", null);
      unit.update(EVENT, key, changes);
    }
  }
}
