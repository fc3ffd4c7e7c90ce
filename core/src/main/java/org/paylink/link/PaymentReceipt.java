package org.paylink.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * One movement of money, as recorded: at the gateway, or stated by a person.
 *
 * @param key what makes it the same movement
 * @param linkId the link that brought it; absent for money no link knows
 * @param attemptId the attempt that brought it; absent for money no link knows
 * @param amount what moved, never negative; {@link #signed()} says which way
 * @param occurredAt when
 * @param method how it came, when a person confirmed it
 * @param reference what that person can find it by, such as a cheque's number
 * @param recordedBy the login that confirmed or undid it
 * @param erasedAt when the reference was erased, because it may have named a person
 * @param chargeRef another id of the same money at the gateway, if it has one
 * @param originalRef of money that goes back or comes again: the reference of the charge it is of
 */
public record PaymentReceipt(
    ReceiptKey key,
    Optional<String> linkId,
    Optional<String> attemptId,
    Money amount,
    Instant occurredAt,
    Optional<HandMethod> method,
    Optional<String> reference,
    Optional<String> recordedBy,
    Optional<Instant> erasedAt,
    Optional<String> chargeRef,
    Optional<String> originalRef) {

  /** The pseudo-account of what people confirm by hand; no gateway account can be called so. */
  public static final String BY_HAND = "<by-hand>";

  /** The entity's name. */
  public static final String ENTITY = "PaymentReceipt";

  /** The receipt a stored row holds. */
  public static PaymentReceipt of(Row row) {
    return new PaymentReceipt(
        ReceiptKey.of(row),
        row.optionalText("paymentLinkId"),
        row.optionalText("paymentAttemptId"),
        row.money("amount", "currencyUomId"),
        row.moment("occurredAt").orElseThrow(),
        row.optionalText("handMethod").map(HandMethod::valueOf),
        row.optionalText("reference"),
        row.optionalText("recordedByUserLogin"),
        row.moment("erasedAt"),
        row.optionalText("chargeRef"),
        row.optionalText("originalRef"));
  }

  /** The gateway's references of the money, of which any may be named by what it tells later. */
  public List<String> paymentRefs() {
    return Stream.concat(Stream.of(key.externalRef()), chargeRef.stream()).toList();
  }

  /** What it adds to what was received; less than nothing when it takes money back. */
  public Money signed() {
    Money nothing = Money.zero(amount.currency());
    return switch (key.type().sign()) {
      case -1 -> nothing.minus(amount);
      case 0 -> nothing;
      default -> amount;
    };
  }
}
