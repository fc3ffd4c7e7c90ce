package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Notification;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Notifications of money that goes back: whose it is, and that a person is told. Refunds and
 * disputes don't name our attempt, so they are found by the payment they are of. One of a payment
 * that no link brought is another system's on the same account, and nobody is told of it.
 *
 * <p>Notifications come in any order. One that is told before its payment is recorded is found when
 * that is; one that is told in the same moment, when it is looked at once more.
 */
final class Reversals {
  private static final String EVENT = "GatewayEvent";

  /** After this a payment that was being recorded in the same moment is certainly to be seen. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private Reversals() {}

  /**
   * What came of a notification.
   *
   * @param attemptId the attempt it is about, if it is known
   * @param lookAgain whether it is of a payment that isn't known, and may still become so
   */
  record Raised(Optional<String> attemptId, boolean lookAgain) {
    static final Raised NOT_NEEDED = new Raised(Optional.empty(), false);
  }

  /**
   * Tells a person of a notification: once for each payment of ours, because gateways tell of one
   * refund or dispute by several notifications, and again when more comes after the person has
   * dealt with it. What names no payment at all can't be told apart and is raised by itself.
   */
  static Raised raise(
      Unit unit, Inbox.Key key, String organization, Notification.Verified event, Instant now) {
    String account = key.gatewayAccountId();
    Optional<PaymentReceipt> receipt =
        Links.receiptByGatewayPayment(unit, account, event.paymentRefs());
    Optional<PaymentAttempt> attempt =
        receipt
            .flatMap(PaymentReceipt::attemptId)
            .or(event::attemptId)
            .flatMap(id -> attempt(unit, account, id));
    if (receipt.isEmpty() && attempt.isEmpty() && event.attemptId().isEmpty()) {
      if (!event.paymentRefs().isEmpty()) {
        return new Raised(Optional.empty(), true);
      }
    }
    String claimed = event.paymentRefs().stream().findFirst().orElse(key.externalEventId());
    raise(unit, key, organization, new Payment(receipt, attempt, claimed), event.type(), now);
    return new Raised(attempt.map(PaymentAttempt::id), false);
  }

  /** Whether a stored notification waits to be looked at once more. */
  static boolean isReversal(Row event) {
    return event.optionalText("paymentRef").isPresent();
  }

  /** Looks once more whether the payment of a notification is known by now. */
  static void lookAgain(Unit unit, Inbox.Key key, String organization, Row event, Instant now) {
    if (event.moment("dueAt").filter(due -> due.isAfter(now)).isPresent()) {
      return;
    }
    Optional<PaymentReceipt> receipt =
        Links.receiptByGatewayPayment(
            unit, key.gatewayAccountId(), List.of(event.text("paymentRef")));
    receipt.ifPresent(found -> toldOf(unit, key, organization, event, found, now));
    Map<String, Object> expected = new HashMap<>(key.fields());
    expected.put("state", "RECEIVED");
    unit.update(EVENT, expected, Map.of("state", "IGNORED", "doneAt", now));
  }

  /** Raises what was told of a payment before it was recorded, in the unit that records it. */
  static void toldBefore(Unit unit, GatewayAccount account, ReceiptKey recorded, Instant now) {
    PaymentReceipt receipt =
        unit.find(PaymentReceipt.ENTITY, recorded.fields()).map(PaymentReceipt::of).orElseThrow();
    Query events =
        Query.from(EVENT)
            .anyOf("paymentRef", receipt.paymentRefs())
            .equal("gatewayAccountId", account.id())
            .isNull("paymentAttemptId")
            .orderBy("receivedAt");
    for (Row event : unit.list(events)) {
      Inbox.Key key = new Inbox.Key(account.id(), event.text("externalEventId"));
      toldOf(unit, key, account.organizationPartyId(), event, receipt, now);
    }
  }

  private static void toldOf(
      Unit unit,
      Inbox.Key key,
      String organization,
      Row event,
      PaymentReceipt receipt,
      Instant now) {
    Optional<PaymentAttempt> attempt =
        receipt.attemptId().flatMap(id -> attempt(unit, key.gatewayAccountId(), id));
    Payment payment = new Payment(Optional.of(receipt), attempt, receipt.key().externalRef());
    raise(unit, key, organization, payment, event.text("eventType"), now);
    attempt.ifPresent(
        found -> unit.update(EVENT, key.fields(), Map.of("paymentAttemptId", found.id())));
  }

  /** The payment money goes back from, as far as it is known, and what it is called otherwise. */
  private record Payment(
      Optional<PaymentReceipt> receipt, Optional<PaymentAttempt> attempt, String claimed) {

    String about() {
      return attempt
          .map(PaymentAttempt::id)
          .orElseGet(() -> receipt.map(found -> found.key().externalRef()).orElse(claimed));
    }

    ExceptionCause cause(Inbox.Key key) {
      Optional<String> attemptId = attempt.map(PaymentAttempt::id);
      return receipt
          .map(found -> ExceptionCause.of(found.key(), attemptId).toldBy(key.externalEventId()))
          .orElseGet(
              () ->
                  ExceptionCause.ofEvent(key.gatewayAccountId(), key.externalEventId(), attemptId));
    }
  }

  private static void raise(
      Unit unit, Inbox.Key key, String organization, Payment payment, String type, Instant now) {
    payment
        .attempt()
        .ifPresent(
            found -> {
              Links.lockSubject(unit, found.subject());
              Links.lock(unit, found.linkId());
            });
    PaymentExceptions.raise(
        unit,
        ExceptionKind.REVERSED_AT_GATEWAY,
        key.gatewayAccountId() + "\n" + payment.about(),
        payment.attempt().map(PaymentAttempt::linkId),
        payment.cause(key).in(organization),
        ExceptionDetail.notification(type, key.externalEventId()),
        now);
    payment.attempt().ifPresent(found -> Links.refresh(unit, found.linkId()));
  }

  private static Optional<PaymentAttempt> attempt(Unit unit, String account, String attemptId) {
    return unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attemptId))
        .map(PaymentAttempt::of)
        .filter(attempt -> attempt.gatewayAccountId().equals(account));
  }
}
