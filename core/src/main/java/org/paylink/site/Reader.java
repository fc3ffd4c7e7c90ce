package org.paylink.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paylink.page.LanguageChoice;

/**
 * In which language a visitor reads. What was chosen on the page goes first and stays in the
 * address, because there is no cookie; then what the browser says, then the link's language.
 *
 * @param locale the language and how numbers and dates are written
 * @param chosen the language chosen on the page, if one was
 */
record Reader(Locale locale, Optional<String> chosen) {
  /** The parameter of an address that holds the language chosen. */
  static final String PARAMETER = "lang";

  /** What else of an address stays when the language is changed. */
  private static final Set<String> KEPT = Set.of("left", "look");

  /**
   * Who asks.
   *
   * @param linkTag the link's language
   * @param languages the languages that pages are written in
   */
  static Reader of(WebRequest request, String linkTag, List<Locale> languages) {
    List<Locale> accepted = AcceptedLanguages.of(Visitors.header(request, "accept-language"));
    Locale ofLink = AcceptedLanguages.plain(Locale.forLanguageTag(linkTag));
    Optional<Locale> chosen =
        languages.stream()
            .filter(language -> language.getLanguage().equals(parameter(request, PARAMETER)))
            .findFirst();
    if (chosen.isPresent()) {
      return new Reader(
          withRegion(chosen.get(), accepted, ofLink), chosen.map(Locale::getLanguage));
    }
    List<Locale> candidates = new ArrayList<>(accepted);
    candidates.add(ofLink);
    Locale locale =
        candidates.stream()
            .filter(candidate -> languages.stream().anyMatch(known -> same(known, candidate)))
            .findFirst()
            .orElse(candidates.get(0));
    return new Reader(locale.getLanguage().isEmpty() ? Locale.ENGLISH : locale, Optional.empty());
  }

  /** The address of one of our pages, in the language chosen. */
  String keep(String address) {
    return chosen
        .map(language -> address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + language)
        .orElse(address);
  }

  /** The same page in each language. */
  List<LanguageChoice> choices(WebRequest request, List<Locale> languages) {
    StringBuilder kept = new StringBuilder("?");
    for (String name : KEPT.stream().sorted().toList()) {
      String value = parameter(request, name);
      if (value.matches("[0-9]{1,3}")) {
        kept.append(name).append('=').append(value).append('&');
      }
    }
    return languages.stream()
        .map(
            language ->
                new LanguageChoice(language, kept + PARAMETER + "=" + language.getLanguage()))
        .toList();
  }

  private static String parameter(WebRequest request, String name) {
    return request.query().getOrDefault(name, List.of("")).get(0);
  }

  private static Locale withRegion(Locale language, List<Locale> accepted, Locale ofLink) {
    return accepted.stream()
        .filter(locale -> same(language, locale))
        .findFirst()
        .orElse(same(language, ofLink) ? ofLink : language);
  }

  private static boolean same(Locale one, Locale other) {
    return one.getLanguage().equals(other.getLanguage());
  }
}
