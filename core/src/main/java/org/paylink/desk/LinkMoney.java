package org.paylink.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.paylink.host.Permission;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentDispute;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptType;
import org.paylink.link.Refunds;
import org.paylink.page.Words;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What came in by a link and where it is in the ledger; and its checkouts at the gateways. */
final class LinkMoney {
  private final DeskRequest request;
  private final Words words;

  LinkMoney(DeskRequest request, Words words) {
    this.request = request;
    this.words = words;
  }

  List<Map<String, Object>> receipts(Unit unit, PaymentLink link) {
    List<PaymentReceipt> receipts = Links.receiptsOf(unit, link.id());
    Set<String> undone =
        receipts.stream()
            .filter(receipt -> receipt.key().type() == ReceiptType.MANUAL_UNDONE)
            .map(receipt -> receipt.key().externalRef())
            .collect(Collectors.toSet());
    return receipts.stream().map(receipt -> receipt(unit, receipt, undone)).toList();
  }

  private Map<String, Object> receipt(Unit unit, PaymentReceipt receipt, Set<String> undone) {
    Map<String, Object> row = new HashMap<>();
    row.put("at", receipt.occurredAt());
    row.put("amount", receipt.signed());
    row.put("kind", words.text("PaylinkReceipt_" + receipt.key().type()));
    row.put("method", receipt.method().map(method -> words.text(method.labelKey())));
    row.put(
        "reference",
        receipt
            .erasedAt()
            .map(at -> words.text("PaylinkErased", Map.of("date", words.formats().dateTime(at))))
            .or(receipt::reference)
            .orElse(receipt.key().externalRef()));
    row.put(
        "account",
        receipt.key().type().isByHand()
            ? receipt.recordedBy()
            : Optional.of(receipt.key().gatewayAccountId()));
    unit.find(PaymentPosting.ENTITY, receipt.key().fields())
        .ifPresent(posting -> row.putAll(posting(posting)));
    boolean mayUndo =
        receipt.key().type() == ReceiptType.MANUAL
            && !undone.contains(receipt.key().externalRef())
            && request.actor().may(Permission.CONFIRM);
    if (mayUndo) {
      row.put(
          "undoUrl",
          request
              .places()
              .page(
                  ConfirmPage.NAME,
                  Map.of("id", receipt.linkId().orElse(""), "undo", receipt.key().externalRef())));
    }
    if (mayRefund(unit, receipt)) {
      row.put(
          "refundUrl",
          request
              .places()
              .page(
                  RefundPage.NAME, RefundPage.address(receipt.linkId().orElse(""), receipt.key())));
    }
    return row;
  }

  private boolean mayRefund(Unit unit, PaymentReceipt receipt) {
    return receipt.key().type() == ReceiptType.CHARGE
        && request.actor().may(Permission.REFUND)
        && Refunds.left(unit, receipt).isPositive();
  }

  /** Refunds that were asked for here, and disputes. */
  List<Map<String, Object>> goingBack(Unit unit, PaymentLink link) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PaymentRefund refund : Refunds.ofLink(unit, link.id())) {
      Map<String, Object> row = new HashMap<>();
      row.put("at", refund.requestedAt());
      row.put("amount", refund.amount());
      row.put("what", words.text("PaylinkBack_Refund"));
      row.put("state", words.text(refund.state().labelKey()));
      row.put("by", refund.requestedBy());
      row.put("reference", refund.externalRef().orElse(refund.id()));
      row.put(
          "error",
          unit.find(PaymentRefund.ENTITY, PaymentRefund.key(refund.id()))
              .flatMap(stored -> stored.optionalText("lastError")));
      rows.add(row);
    }
    for (PaymentDispute dispute : Refunds.disputesOf(unit, link.id())) {
      Map<String, Object> row = new HashMap<>();
      row.put("at", dispute.openedAt());
      row.put("amount", dispute.amount());
      row.put("what", words.text("PaylinkBack_Dispute"));
      row.put("state", words.text("PaylinkDispute_" + dispute.state()));
      row.put("reference", dispute.externalRef());
      row.put("until", dispute.respondBy().filter(any -> !dispute.state().isOver()));
      row.put("error", dispute.reason());
      rows.add(row);
    }
    return rows;
  }

  private Map<String, Object> posting(Row posting) {
    Map<String, Object> row = new HashMap<>();
    String state = posting.text("state");
    row.put("posting", words.text("PaylinkPosting_" + state));
    row.put("tries", posting.number("tries"));
    row.put("error", posting.optionalText("lastError"));
    if (state.equals("POSTED")) {
      String paymentId = posting.text("paymentId");
      row.put("payment", paymentId);
      row.put("paymentUrl", request.places().payment(paymentId));
    }
    return row;
  }

  List<Map<String, Object>> attempts(Unit unit, PaymentLink link) {
    return unit
        .list(
            Query.from(PaymentAttempt.ENTITY)
                .equal("paymentLinkId", link.id())
                .orderBy("-createdDate")
                .orderBy("-paymentAttemptId"))
        .stream()
        .map(this::attempt)
        .toList();
  }

  private Map<String, Object> attempt(Row stored) {
    PaymentAttempt attempt = PaymentAttempt.of(stored);
    Map<String, Object> row = new HashMap<>();
    row.put("id", attempt.id());
    row.put("at", attempt.createdAt());
    row.put("amount", attempt.amount());
    row.put("state", words.text("PaylinkAttempt_" + attempt.state()));
    row.put("account", attempt.gatewayAccountId());
    row.put("session", attempt.sessionId());
    row.put("requestId", stored.optionalText("requestId"));
    row.put("key", attempt.idempotencyKey());
    row.put("until", attempt.sessionExpiresAt());
    row.put("polls", attempt.polls());
    row.put("error", stored.optionalText("lastError"));
    row.put(
        "decline",
        attempt
            .decline()
            .map(code -> words.find("PaylinkDeclineReason_" + code, Map.of()).orElse(code)));
    return row;
  }
}
