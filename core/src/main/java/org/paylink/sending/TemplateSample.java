package org.paylink.sending;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.paylink.host.Host;
import org.paylink.link.DeliveryKind;
import org.paylink.link.Occasion;
import org.paylink.money.Money;
import org.paylink.page.Formats;
import org.paylink.page.MailView;
import org.paylink.page.Pages;
import org.paylink.page.Words;

/** A template filled in with made-up values, for its preview. */
public final class TemplateSample {
  private final Host host;
  private final Pages pages;

  /** For a host. */
  public TemplateSample(Host host, Pages pages) {
    this.host = host;
    this.pages = pages;
  }

  /** The mail that a text makes. */
  public MailView of(DeliveryKind kind, Locale language, MessageText message) {
    Words words = pages.words(language, host.settings().zone());
    Formats formats = new Formats(language, host.settings().zone());
    String amount = formats.money(Money.ofMajor("EUR", "50.85"));
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.PAYEE, words.text("PaylinkTemplates_SamplePayee"));
    values.put(Placeholder.PURPOSE, words.text("PaylinkTemplates_SamplePurpose"));
    values.put(Placeholder.DOCUMENT_NUMBER, "4711");
    values.put(Placeholder.AMOUNT, amount);
    values.put(Placeholder.RECIPIENT_NAME, words.text("PaylinkTemplates_SampleName"));
    values.put(
        Placeholder.VALID_UNTIL,
        formats.longDateTime(host.clock().instant().plus(Duration.ofDays(14))));
    values.put(Placeholder.LINK, "https://shop.example.com/pay/…");
    values.put(Placeholder.REFERENCE, "pi_0123456789");
    values.put(Placeholder.PAID_ON, formats.longDateTime(host.clock().instant()));
    values.put(Placeholder.LINK_ID, "10000");
    values.put(
        Placeholder.NEWS,
        words.text(
            "PaylinkOccasion_" + Occasion.PAID, Map.of("link", "10000", "amount", "50.85 EUR")));
    String payee = values.get(Placeholder.PAYEE);
    return new MailView(
        language,
        payee,
        message.subject(values),
        payee + ": " + values.get(Placeholder.PURPOSE),
        message.paragraphs(values),
        false);
  }
}
