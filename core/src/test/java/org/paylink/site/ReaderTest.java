package org.paylink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

  @ParameterizedTest
  @CsvSource({
    "de-AT, en, de-AT",
    "en-GB, de, en-GB",
    "'fr-FR,fr;q=0.9,de;q=0.5', en, de",
    "'en;q=0.5,de;q=0.9', en, de",
    "'de;q=0,en-US', de, en-US",
    "de-DE-u-ca-buddhist-nu-thai, en, de-DE",
    "'', de-DE, de-DE",
    "fr-FR, de-DE, de-DE",
    "*, de, de",
    "'', '', en",
  })
  void aPageIsInTheBestLanguageThatBrowserAndLinkKnow(String accepted, String link, String tag) {
    Reader reader = Reader.of(asked(accepted), link, LANGUAGES);
    assertThat(reader.locale().toLanguageTag()).isEqualTo(tag);
    assertThat(reader.chosen()).isEmpty();
  }

  @Test
  void whatWasChosenGoesFirstAndStaysInTheAddress() {
    Reader reader = chosen("de", "en-US");
    assertThat(reader.locale()).isEqualTo(Locale.GERMAN);
    assertThat(reader.keep("/pay/t")).isEqualTo("/pay/t?lang=de");
    assertThat(reader.keep("/pay/t?look=2")).isEqualTo("/pay/t?look=2&lang=de");
  }

  @Test
  void whoeverChoosesALanguageKeepsTheCountryOfIt() {
    assertThat(chosen("de", "en-US,de-CH;q=0.5").locale().toLanguageTag()).isEqualTo("de-CH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xx",
        "DE",
        "de-DE",
        "de&x=1",
        "\"><script>",
        "../../etc/passwd",
        "de\r\nX: 1"
      })
  void nonsenseChoosesNothing(String value) {
    Reader reader = chosen(value, "en-US");
    assertThat(reader.locale()).isEqualTo(Locale.US);
    assertThat(reader.chosen()).isEmpty();
    assertThat(reader.keep("/pay/t")).isEqualTo("/pay/t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en;q=x", ";;;", "%%%", "toolongforalanguagetag", "-", "en-", "\u0000"})
  void aBrowserThatSaysNonsenseReadsTheLinksLanguage(String accepted) {
    assertThat(Reader.of(asked(accepted), "de-DE", LANGUAGES).locale().getLanguage())
        .isIn("de", "en");
  }

  @Test
  void choosingKeepsWhatTheAddressSaysAndNothingElse() {
    WebRequest request =
        Asked.request(
            "GET",
            Map.of(),
            Map.of(
                "left", List.of("1"),
                "look", List.of("7"),
                "lang", List.of("en"),
                "x", List.of("<b>")),
            "203.0.113.9",
            false);
    assertThat(Reader.of(request, "en", LANGUAGES).choices(request, LANGUAGES))
        .extracting(choice -> choice.url())
        .containsExactly("?left=1&look=7&lang=en", "?left=1&look=7&lang=de");
    WebRequest odd = Asked.at("left", "1&lang=xx", Map.of());
    assertThat(Reader.of(odd, "en", LANGUAGES).choices(odd, LANGUAGES).get(1).url())
        .isEqualTo("?lang=de");
  }

  private static WebRequest asked(String accepted) {
    return Asked.with(Map.of("accept-language", accepted));
  }

  private static Reader chosen(String language, String accepted) {
    WebRequest request = Asked.at("lang", language, Map.of("accept-language", accepted));
    return Reader.of(request, "en", LANGUAGES);
  }
}
