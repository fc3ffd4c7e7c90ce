package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paylink.problem.Problem;

/** Every text that people read stands in the label file in English and in German. */
class LabelLanguagesTest {
  private static final Set<Locale> LANGUAGES = Set.of(Locale.ENGLISH, Locale.GERMAN);
  private static final Pattern FACT = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^\\[\\]]*)]");

  private final Map<String, Map<Locale, String>> texts = read();

  @Test
  void everyTextIsThereInEnglishAndInGerman() {
    assertThat(keysWhere(values -> !values.keySet().containsAll(LANGUAGES))).isEmpty();
    assertThat(keysWhere(values -> values.values().stream().anyMatch(String::isBlank))).isEmpty();
  }

  @Test
  void everyLanguageNamesTheSameFacts() {
    assertThat(keysWhere(values -> differ(values, LabelLanguagesTest::facts))).isEmpty();
  }

  @Test
  void aFactThatMayBeAbsentMayBeAbsentInEveryLanguage() {
    assertThat(keysWhere(values -> differ(values, LabelLanguagesTest::requiredFacts))).isEmpty();
  }

  @Test
  void aPartThatMayBeLeftOutHoldsTheSameFactsInEveryLanguage() {
    assertThat(keysWhere(values -> differ(values, LabelLanguagesTest::optionalParts))).isEmpty();
  }

  @Test
  void germanIsWrittenWithGermanSigns() {
    // English quotation marks, a straight apostrophe and a space before a full stop are slips.
    assertThat(keysWhere(values -> values.get(Locale.GERMAN).matches(".*(“[^.,\\] ]|”|'| \\.).*")))
        .isEmpty();
  }

  @Test
  void aSentenceEndsAsOneInEveryLanguage() {
    assertThat(keysWhere(values -> differ(values, LabelLanguagesTest::ending))).isEmpty();
  }

  @Test
  void aProblemSaysWhatItMeansForTheMoneyInGermanToo() {
    for (Problem problem : Problem.values()) {
      assertThat(texts.get(problem.labelKey()).get(Locale.GERMAN))
          .as(problem.labelKey())
          .containsAnyOf(
              "kein Link angelegt",
              "nichts zurückgezahlt",
              "kein zweiter angelegt",
              "nichts abgebucht",
              "nichts geändert",
              "keine Zahlung begonnen",
              "keine zweite Zahlung begonnen",
              "keine zweite begonnen",
              "kein Geld bewegt",
              "sicher",
              "nichts getan",
              "keine Zahlung von Hand",
              "beim Zahlungsdienstleister gespeichert");
    }
  }

  @Test
  void nothingWasTakenIsSaidInBothLanguagesOrInNone() {
    assertThat(
            keysWhere(
                values ->
                    values.get(Locale.ENGLISH).contains("othing was taken")
                        != values.get(Locale.GERMAN).contains("wurde nichts abgebucht")))
        .isEmpty();
  }

  private Set<String> keysWhere(Predicate<Map<Locale, String>> property) {
    return texts.keySet().stream()
        .filter(key -> property.test(texts.get(key)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean differ(Map<Locale, String> values, Function<String, Object> of) {
    return values.values().stream().map(of).distinct().count() > 1;
  }

  private static Set<String> facts(String text) {
    return FACT.matcher(text).results().map(fact -> fact.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> requiredFacts(String text) {
    return facts(OPTIONAL_PART.matcher(text).replaceAll(""));
  }

  private static Set<Set<String>> optionalParts(String text) {
    return OPTIONAL_PART
        .matcher(text)
        .results()
        .map(part -> facts(part.group(1)))
        .collect(Collectors.toSet());
  }

  private static String ending(String text) {
    return text.matches("(?s).*[.?:!]$") ? text.substring(text.length() - 1) : "";
  }

  private static Map<String, Map<Locale, String>> read() {
    String file = "/org/paylink/config/PaylinkUiLabels.xml";
    try (InputStream xml = LabelLanguagesTest.class.getResourceAsStream(file)) {
      return LabelFile.read(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
