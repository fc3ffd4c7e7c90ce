package org.paylink.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that people read. A text names facts as <code>${name}</code>; a part of it in square
 * brackets is left out when a fact in that part is absent. Safe for concurrent use.
 */
public final class Labels {
  private static final String RESOURCE = "/org/paylink/config/PaylinkUiLabels.xml";
  private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern FACT = Pattern.compile("\\$\\{(\\w+)}");

  private final Map<String, Map<Locale, String>> texts;

  private Labels(Map<String, Map<Locale, String>> texts) {
    this.texts = texts;
  }

  /** The labels on the class path. */
  public static Labels load() {
    try (InputStream xml = Labels.class.getResourceAsStream(RESOURCE)) {
      if (xml == null) {
        throw new IllegalStateException("there is no label file " + RESOURCE);
      }
      return read(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The labels of a file in the host's format. */
  static Labels read(InputStream xml) {
    return new Labels(LabelFile.read(xml));
  }

  /**
   * The text of a key that needs no facts.
   *
   * @throws MissingResourceException if there is no such key
   */
  public String text(String key, Locale locale) {
    return text(key, locale, Map.of());
  }

  /**
   * The text of a key in the locale's language or else in English, with its facts filled in. Not
   * escaped for HTML.
   *
   * @throws MissingResourceException if there is no such key
   * @throws IllegalArgumentException if a fact is absent that the text can't do without
   */
  public String text(String key, Locale locale, Map<String, String> facts) {
    return find(key, locale, facts)
        .orElseThrow(
            () -> new MissingResourceException("no label " + key, Labels.class.getName(), key));
  }

  /** As {@link #text(String, Locale, Map)}, for keys that may be unknown. */
  public Optional<String> find(String key, Locale locale, Map<String, String> facts) {
    return Optional.ofNullable(texts.get(key))
        .map(values -> fill(key, values.get(languageOf(values, locale)), facts));
  }

  /** The text of a key in exactly this language, with its facts and brackets as they stand. */
  public Optional<String> raw(String key, Locale language) {
    return Optional.ofNullable(texts.get(key)).map(values -> values.get(language));
  }

  /** The languages a key has a text in, sorted by their tags. */
  public List<Locale> languages(String key) {
    return texts.getOrDefault(key, Map.of()).keySet().stream()
        .sorted(Comparator.comparing(Locale::toLanguageTag))
        .toList();
  }

  /**
   * The language a page in this locale is written in, with the locale's country: dates among
   * English words are written in English.
   */
  public Locale wordsLocale(Locale locale) {
    Locale language = languageOf(texts.get("PaylinkPaymentLinks"), locale);
    return language.getLanguage().equals(locale.getLanguage())
        ? locale
        : new Locale.Builder().setLocale(language).setRegion(region(locale)).build();
  }

  /** The languages there are words in, English first. */
  public List<Locale> languages() {
    return texts.get("PaylinkPaymentLinks").keySet().stream()
        .sorted(
            Comparator.comparing((Locale language) -> !language.equals(Locale.ENGLISH))
                .thenComparing(Locale::toLanguageTag))
        .toList();
  }

  /** All keys. */
  Set<String> keys() {
    return texts.keySet();
  }

  private static String region(Locale locale) {
    // Java lets a locale hold a region that isn't well-formed, which the builder refuses.
    return locale.getCountry().matches("[A-Z]{2}|[0-9]{3}") ? locale.getCountry() : "";
  }

  private static Locale languageOf(Map<Locale, String> values, Locale locale) {
    Locale withCountry = Locale.forLanguageTag(locale.getLanguage() + "-" + region(locale));
    Locale language = Locale.forLanguageTag(locale.getLanguage());
    return values.containsKey(withCountry)
        ? withCountry
        : values.containsKey(language) ? language : Locale.ENGLISH;
  }

  private static String fill(String key, String text, Map<String, String> facts) {
    // Brackets are resolved before facts are filled in, so that a fact's own brackets stay.
    String parts =
        OPTIONAL_PART
            .matcher(text)
            .replaceAll(part -> hasAll(part.group(1), facts) ? quote(part.group(1)) : "");
    return FACT.matcher(parts).replaceAll(fact -> quote(fact(key, fact, facts)));
  }

  private static String fact(String key, MatchResult fact, Map<String, String> facts) {
    String value = facts.get(fact.group(1));
    if (value == null) {
      throw new IllegalArgumentException("the label " + key + " needs the fact " + fact.group(1));
    }
    return value;
  }

  private static boolean hasAll(String part, Map<String, String> facts) {
    return FACT.matcher(part)
        .results()
        .allMatch(fact -> !facts.getOrDefault(fact.group(1), "").isBlank());
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(text);
  }
}
