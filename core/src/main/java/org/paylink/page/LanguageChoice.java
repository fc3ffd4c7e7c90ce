package org.paylink.page;

import java.util.Locale;

/**
 * A page in another language.
 *
 * @param language which
 * @param url where, as seen from the page itself
 */
public record LanguageChoice(Locale language, String url) {

  /** The language's name as its speakers write it. */
  String name() {
    String name = language.getDisplayLanguage(language);
    return name.substring(0, 1).toUpperCase(language) + name.substring(1);
  }
}
