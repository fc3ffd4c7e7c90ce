package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;

/** The staff's pages in both languages, at a desk and on a phone. */
@Timeout(300)
class DeskPagesTest {
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  @TempDir static Path folder;
  private static Walk walk;
  private static Map<String, String> pages;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
    walk.open("/");
    walk.become(User.ADMIN);
    pages = pages();
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  @Test
  void noPageOfTheDeskHidesAnythingFromAnybodyInEnglishOrGerman() {
    SoftAssertions found = new SoftAssertions();
    for (String language : List.of("de", "en")) {
      walk.desk().looks().language(language + "-" + language.toUpperCase(Locale.ROOT));
      pages.forEach(
          (name, path) -> {
            walk.open(path);
            found
                .assertThat(walk.desk().find(By.tagName("html")).getAttribute("lang"))
                .as(name)
                .startsWith(language);
            found
                .assertThat(walk.desk().complaints())
                .as("complaints: " + name)
                .noneMatch(complaint -> complaint.contains("Content Security Policy"));
            lookAt(name, language, found);
            // What axe itself does on a page is no complaint of ours.
            walk.desk().complaints();
          });
    }
    walk.desk().looks().language("en-US");
    found.assertAll();
  }

  @Test
  void theLanguageIsTheBrowsersFirstThatThereAreWordsIn() {
    walk.desk().looks().language("fr-FR, de-DE;q=0.8, en;q=0.5");
    walk.open("/documents").awaitWords("Aufträge und Rechnungen");
    assertThat(walk.desk().words()).contains("1.240,50 USD").doesNotContain("Orders");
    walk.desk().looks().language("fr-FR");
    walk.open("/documents").awaitWords("Orders and invoices");
    walk.desk().looks().language("en-US");
  }

  private static void lookAt(String name, String language, SoftAssertions found) {
    Browser desk = walk.desk();
    for (int width : new int[] {PHONE, DESK}) {
      desk.looks().size(width, 900);
      String where = name + " in " + language + " at " + width;
      found.assertThat(desk.looks().findings()).as(where).isEmpty();
      found.assertThat(desk.sidewaysScroll()).as("sideways: " + where).isZero();
    }
    desk.picture("desk-" + name + "-" + language);
    // Colours don't depend on the language, but some on the width.
    int width = language.equals("de") ? PHONE : DESK;
    desk.dark(true).looks().size(width, 900);
    found.assertThat(desk.looks().findings()).as(name + " in the dark at " + width).isEmpty();
    desk.dark(false).picture("desk-" + name + "-" + width);
  }

  /** Addresses of all pages, with something to see on each, by names for pictures. */
  private static Map<String, String> pages() {
    Subject wrong = walk.order("61.00");
    walk.simulator().faults().nextPaymentTakes(3_000);
    walk.checkout(walk.createLink(wrong)).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("is being looked at");
    Subject byHand = walk.order("62.00");
    walk.createLink(byHand);
    walk.open("/paylink/confirm?id=" + walk.link(byHand));
    walk.desk().type(By.id("paylink-reference"), "Receipt 17").press("Confirm the payment");
    String undo = walk.desk().find(By.cssSelector("a[href*='undo=']")).getAttribute("href");
    Subject open = walk.order("63.00");
    walk.createLink(open);
    String link = walk.link(open);
    walk.trial()
        .paylink()
        .sendTemplate(
            link,
            "looks",
            List.of("refused@example.com"),
            Optional.empty(),
            Optional.empty(),
            User.ADMIN.actor());
    String exception = walk.trial().paylink().openExceptions(User.ADMIN.actor()).get(0).id();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("links", "/paylink/links");
    all.put("links-nonsense", "/paylink/links?status=purple&from=yesterday&mode=none");
    all.put("link", "/paylink/link?id=" + walk.link(wrong));
    all.put("link-by-hand", "/paylink/link?id=" + walk.link(byHand));
    all.put("link-cancel", "/paylink/link?id=" + link + "&cancel=Y");
    all.put("create", "/paylink/create");
    all.put("create-order", "/paylink/create?type=ORDER&id=" + open.id());
    all.put("compose", "/paylink/compose?link=" + link);
    all.put("qr", "/paylink/qr?link=" + link);
    all.put("pay-now", "/paylink/payNow?paymentLinkId=" + link);
    all.put("confirm", "/paylink/confirm?id=" + link);
    all.put("undo", undo.replaceFirst("https?://[^/]+", ""));
    all.put("exceptions", "/paylink/exceptions");
    all.put("exception", "/paylink/exception?id=" + exception);
    all.put("policy", "/paylink/policy");
    all.put("templates", "/paylink/templates");
    all.put("template", "/paylink/templates?template=link&language=de");
    all.put("news", "/paylink/news");
    all.put("preferences", "/paylink/preferences");
    all.put("health", "/paylink/health");
    all.put("refused", "/paylink/nowhere");
    all.put("panel", "/orders/" + wrong.id());
    all.put("tasks", "/tasks");
    return all;
  }
}
