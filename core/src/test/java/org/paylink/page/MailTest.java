package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.page.MailView.Part;

/** The HTML part of a mail. */
class MailTest {
  private static final String ADDRESS = "https://shop.example.com/pay/abc";
  private final FreemarkerPages pages = new FreemarkerPages(Labels.load());

  @Test
  void aLinkAloneIsABigButtonWithItsAddressBelow() {
    Document mail = mail(Locale.ENGLISH, "Hello,", false);

    assertThat(mail.select("a").text()).isEqualTo("Open the payment page");
    assertThat(mail.select("a").attr("href")).isEqualTo(ADDRESS);
    assertThat(mail.body().text()).contains("Hello,", ADDRESS);
    assertThat(mail.title()).isEqualTo("Subject");
  }

  @Test
  void theButtonIsInTheMailsLanguage() {
    Document mail = mail(Locale.GERMAN, "Guten Tag,", false);

    assertThat(mail.select("a").text()).isEqualTo("Zur Zahlungsseite");
    assertThat(mail.select("html").attr("lang")).isEqualTo("de");
  }

  @Test
  void nothingIsFetchedWhenItIsRead() {
    String html = pages.mail(view(Locale.ENGLISH, "Hello,", true));

    assertThat(html)
        .doesNotContain("<img", "<script", "src=", "url(", "@import", "<link", "background-image");
    assertThat(html.replace(ADDRESS, "")).doesNotContain("http://", "https://");
  }

  @Test
  void theCardBesideTheSubjectTellsNoAmountAndNoName() {
    Document mail = mail(Locale.ENGLISH, "Hello Anna, pay $5.00", false);

    assertThat(mail.body().child(0).text()).isEqualTo("Shop: Order 7");
  }

  @Test
  void testMoneyIsSaidInBothParts() {
    assertThat(mail(Locale.ENGLISH, "Hello,", true).body().text()).contains("no real money moves");
    assertThat(view(Locale.ENGLISH, "Hello,", true).text("Test mode: no real money moves."))
        .startsWith("Test mode: no real money moves.\n\nHello,\n\n" + ADDRESS);
  }

  @Property
  void anyTextIsShownAsItIs(@ForAll String text) {
    Document mail = mail(Locale.ENGLISH, text, false);

    assertThat(mail.select("script, img, iframe, object, form, input")).isEmpty();
    assertThat(mail.select("a")).hasSize(1);
  }

  @Test
  void itNeverSaysWhatItHoldsToALog() {
    assertThat(view(Locale.ENGLISH, ADDRESS, false).toString()).doesNotContain("abc");
  }

  private Document mail(Locale language, String text, boolean test) {
    return Jsoup.parse(pages.mail(view(language, text, test)));
  }

  private static MailView view(Locale language, String text, boolean test) {
    return new MailView(
        language,
        "Shop",
        "Subject",
        "Shop: Order 7",
        List.of(List.of(new Part(text, false)), List.of(new Part(ADDRESS, true))),
        test);
  }
}
