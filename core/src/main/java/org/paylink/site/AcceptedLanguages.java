package org.paylink.site;

import java.util.List;
import java.util.Locale;

/**
 * What a browser says of the languages its user reads. Source:
 * https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
public final class AcceptedLanguages {
  private AcceptedLanguages() {}

  /**
   * The languages of a header, the dearest first; none when it says none we can read.
   *
   * @param header what {@code Accept-Language} holds, which may be anything
   */
  public static List<Locale> of(String header) {
    try {
      return Locale.LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0)
          .map(range -> plain(Locale.forLanguageTag(range.getRange())))
          .filter(locale -> !locale.getLanguage().isEmpty())
          .toList();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The JDK throws the latter at a header that is a mere hyphen.
      return List.of();
    }
  }

  /** Without wishes for calendars and digits, which pages don't follow. */
  static Locale plain(Locale locale) {
    return new Locale.Builder()
        .setLanguage(locale.getLanguage())
        .setScript(locale.getScript())
        .setRegion(locale.getCountry())
        .build();
  }
}
