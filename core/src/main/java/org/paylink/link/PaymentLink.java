package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * An offer to pay a stated amount, for a subject, within a validity.
 *
 * @param id the primary key
 * @param subject what is paid for
 * @param payerPartyId the customer's party, if known
 * @param purpose what for, in the customer's words
 * @param documentNumber what people call the document
 * @param amount what is asked, exactly
 * @param amountPolicy what happens when less is open
 * @param expiresAt until when a checkout may start; absent means for ever
 * @param lifecycle whether it may start checkouts
 * @param successorId the link that replaced it
 * @param testMode whether its money is test money
 * @param localeTag BCP 47 tag of the customer's language
 * @param tokenKeyVersion which key its token is derived from
 * @param tokenSequence which of its tokens is the current one
 * @param createdAt when it was issued
 * @param createdBy by which login
 * @param storedStatus the derived status as last stored, for lists
 */
public record PaymentLink(
    String id,
    Subject subject,
    Optional<String> payerPartyId,
    String purpose,
    String documentNumber,
    Money amount,
    AmountPolicy amountPolicy,
    Optional<Instant> expiresAt,
    Lifecycle lifecycle,
    Optional<String> successorId,
    boolean testMode,
    String localeTag,
    long tokenKeyVersion,
    long tokenSequence,
    Instant createdAt,
    String createdBy,
    LinkStatus storedStatus) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentLink";

  /** The link a stored row holds. */
  public static PaymentLink of(Row row) {
    return new PaymentLink(
        row.text("paymentLinkId"),
        Subject.of(row),
        row.optionalText("payerPartyId"),
        row.text("purpose"),
        row.text("documentNumber"),
        row.money("amount", "currencyUomId"),
        AmountPolicy.valueOf(row.text("amountPolicy")),
        row.moment("expiresAt"),
        Lifecycle.valueOf(row.text("lifecycle")),
        row.optionalText("successorLinkId"),
        row.flag("testMode"),
        row.text("localeTag"),
        row.number("tokenKeyVersion"),
        row.number("tokenSequence"),
        row.moment("createdDate").orElseThrow(),
        row.text("createdByUserLogin"),
        LinkStatus.valueOf(row.text("status")));
  }

  /** Whether its time is over, whether or not anybody has closed it yet. */
  public boolean isExpiredAt(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  /** Whether a checkout may start now, as far as the link itself goes. */
  public boolean isOpenAt(Instant now) {
    return lifecycle.isOpen() && !isExpiredAt(now);
  }
}
