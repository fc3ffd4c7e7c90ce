package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.records.Row;

/**
 * One sending of one message to one recipient, as stored. The text is stored with its placeholders:
 * the link's address is filled in when it is handed over, and never stored.
 *
 * @param id the primary key, also of its outbox row
 * @param linkId the link it is about
 * @param kind what is sent
 * @param channel by what way
 * @param recipient an e-mail address, or a login for notes; absent until it is looked up
 * @param recipientName what the recipient is called; may be empty
 * @param recipientPartyId whose address it is, if the host knows
 * @param templateId the template it was made from
 * @param localeTag BCP 47 tag of the language it is written in
 * @param subject with placeholders; absent until a template is filled in
 * @param text with placeholders; absent until a template is filled in
 * @param state how far it is
 * @param reason why it was not sent, or not yet
 * @param answer what the transport said; may be empty
 * @param tries how often it was handed over
 * @param occasion what an owner is told of
 * @param receipt the movement of money it is about
 * @param createdAt when it was asked for
 * @param createdBy by which login, or the component itself
 * @param sentAt when the transport took it over
 */
public record Delivery(
    String id,
    String linkId,
    DeliveryKind kind,
    DeliveryChannel channel,
    Optional<String> recipient,
    String recipientName,
    Optional<String> recipientPartyId,
    String templateId,
    String localeTag,
    Optional<String> subject,
    Optional<String> text,
    DeliveryState state,
    Optional<DeliveryReason> reason,
    String answer,
    long tries,
    Optional<Occasion> occasion,
    Optional<ReceiptKey> receipt,
    Instant createdAt,
    String createdBy,
    Optional<Instant> sentAt) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentLinkDelivery";

  /** The delivery a stored row holds. */
  public static Delivery of(Row row) {
    return new Delivery(
        row.text("deliveryId"),
        row.text("paymentLinkId"),
        DeliveryKind.valueOf(row.text("kind")),
        DeliveryChannel.valueOf(row.text("channel")),
        row.optionalText("recipient"),
        row.optionalText("recipientName").orElse(""),
        row.optionalText("recipientPartyId"),
        row.text("templateId"),
        row.text("localeTag"),
        row.optionalText("subject"),
        row.optionalText("messageText"),
        DeliveryState.valueOf(row.text("state")),
        row.optionalText("reason").map(DeliveryReason::valueOf),
        row.optionalText("answer").orElse(""),
        row.number("tries"),
        row.optionalText("occasion").map(Occasion::valueOf),
        row.optionalText("externalRef").map(any -> ReceiptKey.of(row)),
        row.moment("createdDate").orElseThrow(),
        row.text("createdByUserLogin"),
        row.moment("sentAt"));
  }

  /** The same delivery, to somebody. */
  public Delivery to(String address, String name, Optional<String> partyId) {
    return new Delivery(
        id,
        linkId,
        kind,
        channel,
        Optional.of(address),
        name,
        partyId,
        templateId,
        localeTag,
        subject,
        text,
        state,
        reason,
        answer,
        tries,
        occasion,
        receipt,
        createdAt,
        createdBy,
        sentAt);
  }
}
