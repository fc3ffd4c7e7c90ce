package org.paylink.refund;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.RefundRequest;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Ledger.Treatment;
import org.paylink.host.Permission;
import org.paylink.issuing.Amounts;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.link.Refunds;
import org.paylink.link.Texts;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Pays money back that a gateway took. One unit stores the request, which from then on counts as if
 * it were paid back; then the gateway is asked under the request's key, outside of any transaction.
 * What it says of the refund is recorded and posted as everything else that goes back.
 */
public final class RefundPayment {
  private static final String REQUESTS = "PaymentRefundRequest";
  private static final int LONGEST_KEY = 60;
  private static final int LONGEST_NOTE = 250;

  private final Host host;
  private final Connections connections;
  private final AskRefund ask;

  /** For a host. */
  public RefundPayment(Host host, Connections connections, AskRefund ask) {
    this.host = host;
    this.connections = connections;
    this.ask = ask;
  }

  /**
   * Asks for a refund. Repeating it with the same request key answers the same one, as it is now.
   *
   * @throws PaylinkException of kind USER, with the field it is about, and then nothing is stored;
   *     REFUND_REFUSED when the gateway says no, and then nothing was paid back
   */
  public Refunded refund(RefundWish wish, Actor actor) {
    actor.require(Permission.REFUND);
    if (wish.requestKey().isBlank() || wish.requestKey().length() > LONGEST_KEY) {
      throw new PaylinkException(Problem.REQUEST_KEY_MISSING);
    }
    Treatment treatment = treatment(wish.treatment());
    RefundRequest.Reason reason = reason(wish.reason());
    requireGateway(wish);
    Stored stored = host.records().unit(unit -> inUnit(unit, wish, treatment, reason, actor));
    if (stored.isNew()) {
      ask.ask(stored.refundId());
    }
    return answer(stored.refundId());
  }

  private record Stored(String refundId, boolean isNew) {}

  private void requireGateway(RefundWish wish) {
    boolean can =
        wish.charge().type() == ReceiptType.CHARGE
            && connections
                .find(wish.charge().gatewayAccountId())
                .filter(Connection::reverses)
                .isPresent();
    if (!can) {
      throw new PaylinkException(
          Problem.REFUND_NOT_AT_GATEWAY, Map.of("reference", wish.charge().externalRef()));
    }
  }

  private Stored inUnit(
      Unit unit, RefundWish wish, Treatment treatment, RefundRequest.Reason reason, Actor actor) {
    PaymentReceipt found = require(unit, wish);
    PaymentLink link = Links.require(unit, found.linkId().orElseThrow());
    Links.lockSubject(unit, link.subject());
    Links.lock(unit, link.id());
    Map<String, Object> requestKey =
        Map.of(
            "gatewayAccountId", wish.charge().gatewayAccountId(),
            "requestKey", wish.requestKey());
    Optional<Row> before = unit.find(REQUESTS, requestKey);
    if (before.isPresent()) {
      if (!before.get().text("contentHash").equals(wish.contentHash())) {
        throw new PaylinkException(Problem.REQUEST_KEY_REUSED, Map.of("linkId", link.id()));
      }
      return new Stored(before.get().text("paymentRefundId"), false);
    }
    Money amount = allowed(unit, found, wish);
    Instant now = host.clock().instant();
    String id = host.identifiers().next(PaymentRefund.ENTITY);
    Map<String, Object> row = new HashMap<>(requestKey);
    row.put("paymentRefundId", id);
    row.put("contentHash", wish.contentHash());
    row.put("createdDate", now);
    unit.insert(REQUESTS, row);
    insert(unit, id, found, amount, wish, treatment, reason, actor, now);
    History.add(
        unit,
        link.id(),
        HistoryEvent.REFUND_REQUESTED,
        actor.userLoginId(),
        now,
        Map.of(
            "amount", amount.toString(),
            "reference", wish.charge().externalRef(),
            "treatment", treatment.name()),
        wish.note().map(note -> Map.of("reason", shortened(note))).orElse(Map.of()));
    return new Stored(id, true);
  }

  private static PaymentReceipt require(Unit unit, RefundWish wish) {
    return unit.find(PaymentReceipt.ENTITY, wish.charge().fields())
        .map(PaymentReceipt::of)
        .filter(receipt -> receipt.linkId().isPresent())
        .orElseThrow(
            () ->
                new PaylinkException(
                    Problem.REFUND_CHARGE_UNKNOWN,
                    Map.of("reference", Amounts.shortened(wish.charge().externalRef()))));
  }

  private static Money allowed(Unit unit, PaymentReceipt charge, RefundWish wish) {
    Money left = Refunds.left(unit, charge);
    boolean changed =
        wish.seenLeft()
            .filter(seen -> !seen.strip().equals(left.major().toPlainString()))
            .isPresent();
    if (!left.isPositive()) {
      throw new PaylinkException(
          Problem.REFUND_NOTHING_LEFT, Map.of("amount", charge.amount().toString()));
    }
    if (changed) {
      throw new PaylinkException(Problem.REFUND_CHANGED_MEANWHILE, Map.of("left", left.toString()))
          .at("amount");
    }
    Money amount =
        wish.amount()
            .filter(text -> !text.isBlank())
            .map(text -> Amounts.amount(text, left.currency()))
            .orElse(left);
    if (amount.compareTo(left) > 0) {
      throw new PaylinkException(
              Problem.REFUND_OVER_LEFT,
              Map.of("amount", amount.toString(), "left", left.toString()))
          .at("amount");
    }
    return amount;
  }

  private static void insert(
      Unit unit,
      String id,
      PaymentReceipt charge,
      Money amount,
      RefundWish wish,
      Treatment treatment,
      RefundRequest.Reason reason,
      Actor actor,
      Instant now) {
    Map<String, Object> row = new HashMap<>(PaymentRefund.key(id));
    row.put("gatewayAccountId", charge.key().gatewayAccountId());
    row.put("chargeRef", charge.key().externalRef());
    row.put("paymentLinkId", charge.linkId().orElseThrow());
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("state", RefundState.REQUESTED.name());
    row.put("treatment", treatment.name());
    row.put("reason", reason.name());
    row.put("note", wish.note().map(RefundPayment::shortened).orElse(null));
    row.put("idempotencyKey", id);
    row.put("hostPaymentId", wish.hostPaymentId().orElse(null));
    row.put("hostReturnId", wish.hostReturnId().orElse(null));
    row.put("tries", 0L);
    row.put("dueAt", now.plus(AskRefund.PAUSE));
    row.put("createdDate", now);
    row.put("createdByUserLogin", actor.userLoginId());
    unit.insert(PaymentRefund.ENTITY, row);
  }

  private Refunded answer(String refundId) {
    return host.records()
        .unit(
            unit -> {
              Row row = unit.find(PaymentRefund.ENTITY, PaymentRefund.key(refundId)).orElseThrow();
              PaymentRefund refund = PaymentRefund.of(row);
              if (refund.state() == RefundState.REFUSED) {
                throw new PaylinkException(
                    Problem.REFUND_REFUSED,
                    Map.of(
                        "amount", refund.amount().toString(),
                        "message", row.optionalText("lastError").orElse("?")));
              }
              PaymentReceipt charge =
                  unit.find(PaymentReceipt.ENTITY, refund.charge().fields())
                      .map(PaymentReceipt::of)
                      .orElseThrow();
              return new Refunded(
                  refund.id(),
                  refund.linkId(),
                  refund.amount(),
                  refund.state(),
                  Refunds.left(unit, charge));
            });
  }

  private static Treatment treatment(String text) {
    try {
      return Treatment.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new PaylinkException(
              Problem.REFUND_TREATMENT_UNKNOWN, Map.of("value", Amounts.shortened(text)))
          .at("treatment");
    }
  }

  private static RefundRequest.Reason reason(String text) {
    try {
      return RefundRequest.Reason.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new PaylinkException(
              Problem.REFUND_REASON_UNKNOWN, Map.of("value", Amounts.shortened(text)))
          .at("reason");
    }
  }

  private static String shortened(String note) {
    return Texts.shortened(note.strip(), LONGEST_NOTE);
  }
}
