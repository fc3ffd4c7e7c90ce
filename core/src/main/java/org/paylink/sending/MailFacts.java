package org.paylink.sending;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.Occasion;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.money.Money;
import org.paylink.page.Formats;
import org.paylink.page.MailView;
import org.paylink.page.Pages;
import org.paylink.records.Unit;

/**
 * What the placeholders of a mail about a link become.
 *
 * @param link the link
 * @param payee who is paid, as customers know it
 * @param asked what a checkout would ask now
 */
record MailFacts(PaymentLink link, String payee, Money asked) {

  /** Reads them in a unit. */
  static MailFacts of(Unit unit, Host host, PaymentLink link) {
    Optional<Document> document = host.ledger().document(unit, link.subject());
    Money asked =
        document
            .flatMap(Document::open)
            .filter(open -> open.currency().equals(link.amount().currency()) && open.isPositive())
            .map(open -> open.min(link.amount()))
            .orElse(link.amount());
    String payee = document.map(Document::payeeName).orElse(link.subject().organizationPartyId());
    return new MailFacts(link, payee, asked);
  }

  /**
   * How a reader of a text writes amounts and dates: in the text's language, with the region of the
   * customer when it is the same language.
   */
  static Formats formats(Locale language, String localeTag, ZoneId zone) {
    Locale customer = Locale.forLanguageTag(localeTag);
    Locale reader = customer.getLanguage().equals(language.getLanguage()) ? customer : language;
    return new Formats(reader, zone);
  }

  /** Values of a mail that brings the link. */
  Map<Placeholder, String> ofLink(Formats formats, String recipientName, String address) {
    Map<Placeholder, String> values = common(formats, recipientName, asked);
    values.put(Placeholder.VALID_UNTIL, link.expiresAt().map(formats::longDateTime).orElse(""));
    values.put(Placeholder.LINK, address);
    return values;
  }

  /** Values of a payment confirmation. */
  Map<Placeholder, String> ofConfirmation(
      Formats formats, String recipientName, PaymentReceipt receipt) {
    Map<Placeholder, String> values = common(formats, recipientName, receipt.amount());
    values.put(Placeholder.REFERENCE, receipt.key().externalRef());
    values.put(Placeholder.PAID_ON, formats.longDateTime(receipt.occurredAt()));
    return values;
  }

  /** Values of news for the link's owner. */
  Map<Placeholder, String> ofNotice(
      Formats formats, String recipientName, Occasion occasion, Money amount, Pages pages) {
    Map<Placeholder, String> values = common(formats, recipientName, amount);
    values.put(Placeholder.LINK_ID, link.id());
    values.put(
        Placeholder.NEWS,
        pages.text(
            "PaylinkOccasion_" + occasion.name(),
            Map.of("link", link.id(), "amount", amount.toString()),
            formats.words(),
            formats.zone()));
    return values;
  }

  /** The mail, filled in. */
  MailView view(MessageText message, Locale language, Map<Placeholder, String> values) {
    return new MailView(
        language,
        payee,
        message.subject(values),
        payee + ": " + link.purpose(),
        message.paragraphs(values),
        link.testMode());
  }

  private Map<Placeholder, String> common(Formats formats, String recipientName, Money amount) {
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.PAYEE, payee);
    values.put(Placeholder.PURPOSE, link.purpose());
    values.put(Placeholder.DOCUMENT_NUMBER, link.documentNumber());
    values.put(Placeholder.AMOUNT, formats.money(amount));
    values.put(Placeholder.RECIPIENT_NAME, recipientName);
    return values;
  }
}
