package org.paylink.link;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * A refund that was asked for here. What the gateway did of it is told by receipts.
 *
 * @param id our id, which the gateway keeps in the refund's metadata
 * @param charge the receipt whose money is to go back
 * @param linkId the link that had brought it
 * @param amount how much, positive
 * @param state how far it is
 * @param treatment what becomes of the document, by the ledger's name for it
 * @param reason why, by the gateway's name for it
 * @param idempotencyKey under which the gateway is asked
 * @param externalRef the gateway's refund, once it is known
 * @param hostPaymentId the host's own payment that it completes, when it came from a return
 * @param requestedBy the login that asked for it
 * @param requestedAt when
 * @param tries how often the gateway was asked without an answer
 */
public record PaymentRefund(
    String id,
    ReceiptKey charge,
    String linkId,
    Money amount,
    RefundState state,
    String treatment,
    String reason,
    String idempotencyKey,
    Optional<String> externalRef,
    Optional<String> hostPaymentId,
    String requestedBy,
    Instant requestedAt,
    long tries) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentRefund";

  /** The refund a stored row holds. */
  public static PaymentRefund of(Row row) {
    return new PaymentRefund(
        row.text("paymentRefundId"),
        new ReceiptKey(row.text("gatewayAccountId"), row.text("chargeRef"), ReceiptType.CHARGE),
        row.text("paymentLinkId"),
        row.money("amount", "currencyUomId"),
        RefundState.valueOf(row.text("state")),
        row.text("treatment"),
        row.text("reason"),
        row.text("idempotencyKey"),
        row.optionalText("externalRef"),
        row.optionalText("hostPaymentId"),
        row.text("createdByUserLogin"),
        row.moment("createdDate").orElseThrow(),
        row.number("tries"));
  }

  /** The key of a refund. */
  public static Map<String, Object> key(String id) {
    return Map.of("paymentRefundId", id);
  }
}
