package org.paylink.listing;

import java.time.Instant;
import java.util.Optional;
import org.paylink.link.LinkStatus;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * A link as lists show it.
 *
 * @param internalName what staff call it; customers never see it
 * @param received what came in, as last derived
 * @param open whether it can still be paid, as far as the link itself goes
 */
public record ListedLink(
    String id,
    Subject subject,
    String documentNumber,
    String purpose,
    Optional<String> internalName,
    Optional<String> payerPartyId,
    Money amount,
    Money received,
    LinkStatus status,
    boolean testMode,
    String source,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    boolean open) {

  static ListedLink of(Row row, Instant now) {
    PaymentLink link = PaymentLink.of(row);
    return new ListedLink(
        link.id(),
        link.subject(),
        link.documentNumber(),
        link.purpose(),
        row.optionalText("internalName"),
        link.payerPartyId(),
        link.amount(),
        row.money("amountReceived", "currencyUomId"),
        link.storedStatus(),
        link.testMode(),
        row.optionalText("source").orElse(""),
        link.createdAt(),
        link.createdBy(),
        link.expiresAt(),
        link.isOpenAt(now));
  }
}
