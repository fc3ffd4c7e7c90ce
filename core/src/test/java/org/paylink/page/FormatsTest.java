package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paylink.money.Currencies;
import org.paylink.money.Money;

class FormatsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-20T14:03:00Z");

  private final Words words = new Words(Labels.load(), Locale.US, BERLIN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-US | USD | 50.85 | $50.85",
        "en    | JPY | 1000  | ¥1,000",
        "fr-FR | EUR | 50.85 | 50,85 €",
        "de-DE | USD | 50.85 | 50,85 $",
        "en-US | KWD | 1.5   | KWD 1.500",
        "en-US | USD | -3    | -$3.00"
      })
  void moneyIsWrittenAsTheReaderWritesIt(String locale, String code, String major, String written) {
    Formats formats = formats(Locale.forLanguageTag(locale.strip()));
    assertThat(formats.money(Money.ofMajor(code, major)).replaceAll("[\\s\u00a0\u202f]", " "))
        .isEqualTo(written);
  }

  @Test
  void everyCurrencyWeCountInCanBeWrittenWithItsOwnDecimals() {
    for (String code : Currencies.all()) {
      String written = formats(Locale.US).money(Money.ofMinor(code, 123_456));
      int decimals = Currencies.decimals(code);
      String digits = decimals == 0 ? "123,456" : decimals == 2 ? "1,234.56" : "123.456";
      assertThat(written).as(code).endsWith(digits);
    }
  }

  @Test
  void aDateIsInTheReadersZoneAndNamesItForCustomers() {
    assertThat(formats(Locale.UK).longDateTime(NOW)).isEqualTo("20 November 2026, 15:03 CET");
    assertThat(formats(Locale.UK).dateTime(NOW)).isEqualTo("20 Nov 2026, 15:03");
  }

  @ParameterizedTest
  @CsvSource({
    "P7D, 7 days left",
    "PT167H59M, 7 days left",
    "PT36H, 2 days left",
    "PT35H, 35 hours left",
    "PT90M, 2 hours left",
    "PT89M, 89 minutes left",
    "PT1S, 1 minute left"
  })
  void whatIsLeftIsRoundedToTheNearest(Duration left, String written) {
    Formats.Left value = Formats.left(NOW, NOW.plus(left)).orElseThrow();
    assertThat(words.text(value.labelKey(), Map.of("count", Long.toString(value.count()))))
        .isEqualTo(written);
  }

  @Test
  void nothingIsLeftWhenTheTimeHasCome() {
    assertThat(Formats.left(NOW, NOW)).isEmpty();
    assertThat(Formats.left(NOW, NOW.minusSeconds(1))).isEmpty();
  }

  @Test
  void factsAreWrittenAsTheReaderWritesThem() {
    assertThat(words.text("PaylinkEvent_paid", Map.of("amount", "50.85 USD")))
        .isEqualTo("Paid $50.85");
    assertThat(
            words.text(
                "PaylinkEvent_amount_lowered",
                Map.of("from", "60", "amount", "9", "currency", "JPY")))
        .isEqualTo("Amount lowered from ¥60 to ¥9");
    assertThat(words.text("PaylinkEvent_attempt_declined", Map.of("decline", "insufficient_funds")))
        .isEqualTo("Payment declined: insufficient funds");
    assertThat(words.text("PaylinkEvent_attempt_declined", Map.of("decline", "brand_new_code")))
        .isEqualTo("Payment declined: brand_new_code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-US | $1,050.85  | Nov 20, 2026, 3:03 PM",
        "en-GB | US$1,050.85 | 20 Nov 2026, 15:03",
        "de-DE | 1.050,85 $ | 20.11.2026, 15:03",
        "fr-FR | $1,050.85  | Nov 20, 2026, 3:03 PM",
        "ja-JP | $1,050.85  | Nov 20, 2026, 3:03 PM",
        "fr    | $1,050.85  | Nov 20, 2026, 3:03 PM"
      })
  void moneyAndDatesAreWrittenLikeTheWordsAround(String locale, String money, String date) {
    Formats formats =
        new Words(Labels.load(), Locale.forLanguageTag(locale.strip()), BERLIN).formats();
    assertThat(formats.money(Money.ofMajor("USD", "1050.85")).replace('\u00a0', ' '))
        .isEqualTo(money);
    assertThat(formats.dateTime(NOW)).isEqualTo(date);
  }

  @Test
  void anAmountThatDoesNotFitItsCurrencyIsShownAsItWasGiven() {
    Map<String, String> facts = Map.of("amount", "10.005", "currency", "USD");
    assertThat(words.text("PaylinkProblem_AMOUNT_MALFORMED", facts)).contains("“10.005”", "of USD");
  }

  @Test
  void anAddressThatRunsSomethingIsRefused() {
    for (String bad :
        new String[] {"javascript:alert(1)", " javascript:x", "java\nscript:x", "data:x"}) {
      assertThatThrownBy(() -> Addresses.checked(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Addresses.with("/a?b=c:d", "e", "f&g")).isEqualTo("/a?b=c:d&e=f%26g");
    assertThat(Addresses.with("https://h/a", "e", "f")).isEqualTo("https://h/a?e=f");
  }

  private static Formats formats(Locale locale) {
    return new Formats(locale, BERLIN);
  }
}
