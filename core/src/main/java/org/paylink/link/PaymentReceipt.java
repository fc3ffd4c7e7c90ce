package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * One movement of money at the gateway, as recorded.
 *
 * @param key what makes it the same movement
 * @param linkId the link that brought it; absent for money no link knows
 * @param attemptId the attempt that brought it; absent for money no link knows
 * @param amount what the gateway says it took
 * @param occurredAt when
 */
public record PaymentReceipt(
    ReceiptKey key,
    Optional<String> linkId,
    Optional<String> attemptId,
    Money amount,
    Instant occurredAt) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentReceipt";

  /** The receipt a stored row holds. */
  public static PaymentReceipt of(Row row) {
    return new PaymentReceipt(
        ReceiptKey.of(row),
        row.optionalText("paymentLinkId"),
        row.optionalText("paymentAttemptId"),
        row.money("amount", "currencyUomId"),
        row.moment("occurredAt").orElseThrow());
  }
}
