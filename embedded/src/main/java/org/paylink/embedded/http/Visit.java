package org.paylink.embedded.http;

import java.time.ZoneId;
import java.util.Locale;
import org.paylink.page.Pages;
import org.paylink.page.Words;
import org.paylink.site.AcceptedLanguages;
import org.paylink.site.WebRequest;

/**
 * One request for a page of the host's, whose it is, and how they read.
 *
 * @param request what was asked
 * @param session by whom
 * @param words in the first of the browser's languages that pages are written in, else in English
 */
record Visit(WebRequest request, Session session, Words words) {
  /** A request for pages with these texts. */
  static Visit of(WebRequest request, Session session, Pages pages, ZoneId zone) {
    String accepted = Requests.header(request, "accept-language").orElse("");
    Locale locale =
        AcceptedLanguages.of(accepted).stream()
            .filter(wanted -> pages.languages().stream().anyMatch(known -> same(known, wanted)))
            .findFirst()
            .orElse(Locale.ENGLISH);
    return new Visit(request, session, pages.words(locale, zone));
  }

  /** Whether it only reads. */
  boolean reads() {
    return "GET".equals(request.method()) || "HEAD".equals(request.method());
  }

  /** Who asks. */
  User user() {
    return session.user();
  }

  /** How they read and write numbers. */
  Locale locale() {
    return words.formats().words();
  }

  /** A text of the sample host's own. */
  String text(String name) {
    return words.text(Texts.PREFIX + name);
  }

  private static boolean same(Locale one, Locale other) {
    return one.getLanguage().equals(other.getLanguage());
  }
}
