package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paylink.page.PublicView.State;

/** What the customer's page is made of, whatever it says: small, safe, and readable by machines. */
class PublicPageMarkupTest {
  private static final Pages PAGES = new FreemarkerPages(Labels.load());
  private static final int FIRST_PAINT_BYTES = 15_000;

  private static Document page(PublicView view) {
    return Jsoup.parse(PAGES.publicPage(view));
  }

  static Stream<PublicView> samples() {
    return PublicSamples.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void thePageIsSmallAndLoadsNothing(PublicView view) {
    String html = PAGES.publicPage(view);
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(FIRST_PAINT_BYTES);
    // Where a form goes is not loaded.
    assertThat(html.replace("action=\"https://gateway.example/hosted\"", ""))
        .doesNotContain("http://", "https://", "//pay", "url(", "@import", "javascript:");
    Document page = Jsoup.parse(html);
    assertThat(
            page.select(
                "script, link:not([href=data:,]), img, iframe, object, [src], [style], base"))
        .isEmpty();
    assertThat(html).doesNotContainPattern("\\son\\w+=");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void thePageHasLandmarksALanguageAndOneFirstHeading(PublicView view) {
    Document page = page(view);
    assertThat(page.select("html").attr("lang"))
        .startsWith(view.locale().equals(Locale.GERMANY) ? "de" : "en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("main")).hasSize(1);
    assertThat(page.title()).isNotBlank();
    assertThat(page.select("meta[name=robots]").attr("content")).contains("noindex");
    assertThat(page.select("meta[name=viewport]").attr("content")).doesNotContain("user-scalable");
  }

  @Test
  void thePreviewShowsPayeeAndPurposeButNotTheAmount() {
    Element head = page(PublicSamples.of(State.PAYABLE)).head();
    assertThat(head.selectFirst("title").text())
        .isEqualTo("Demo Company, Inc.: Tiny gizmos, autumn delivery");
    assertThat(head.select("meta[property=og:title]").attr("content"))
        .isEqualTo("Payment to Demo Company, Inc.");
    assertThat(head.select("meta[property=og:description]").attr("content"))
        .isEqualTo("Tiny gizmos, autumn delivery");
    head.select("style").remove();
    assertThat(head.outerHtml()).doesNotContain("50.85");
  }

  @Test
  void thePublishedHashIsTheHashOfThePagesStyle() throws NoSuchAlgorithmException {
    String style = page(PublicSamples.of(State.PAID)).selectFirst("style").data();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(PAGES.publicStyleSource())
        .isEqualTo("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }

  @Test
  void anAddressThatWouldRunAScriptIsRefused() {
    PublicView.PayOption bad = new PublicView.PayOption("javascript:alert(1)", "A", "Card");
    PublicView view = PublicSamples.payable(null, false, List.of(bad));
    assertThatThrownBy(() -> PAGES.publicPage(view)).isInstanceOf(IllegalArgumentException.class);
  }
}
