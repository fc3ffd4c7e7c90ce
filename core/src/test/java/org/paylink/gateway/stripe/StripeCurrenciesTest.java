package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paylink.money.Currencies;
import org.paylink.money.Money;

class StripeCurrenciesTest {
  @ParameterizedTest
  @CsvSource({
    "USD, 12.50, 1250",
    "EUR, 0.01, 1",
    "HUF, 500.00, 50000",
    "TWD, 800.45, 80045",
    "JPY, 1000, 1000",
    "KRW, 1000, 1000",
    "CLP, 5, 5",
    "XPF, 5, 5",
    "VND, 20000, 20000",
    "ISK, 5, 500",
    "UGX, 5, 500",
    "MGA, 12.00, 12",
    "KWD, 5.120, 5120",
    "BHD, 1.000, 1000",
    "USD, -3.10, -310"
  })
  void countsAsStripeDoesAndBack(String currency, String major, long smallest) {
    Money money = Money.ofMajor(currency, major);

    assertThat(StripeCurrencies.toSmallestUnit(money)).isEqualTo(smallest);
    assertThat(StripeCurrencies.toMoney(currency.toLowerCase(Locale.ROOT), smallest))
        .contains(money);
  }

  @ParameterizedTest
  @CsvSource({"KWD, 5.124", "MGA, 12.50", "IQD, 1.000", "LYD, 1.000", "UYI, 1"})
  void refusesWhatStripeCannotBeAskedFor(String currency, String major) {
    assertThatThrownBy(() -> StripeCurrencies.toSmallestUnit(Money.ofMajor(currency, major)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesInsteadOfOverflowing() {
    assertThatThrownBy(() -> StripeCurrencies.toSmallestUnit(new Money("ISK", Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(StripeCurrencies.toMoney("mga", Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void readsOnlyWhatIsExact() {
    assertThat(StripeCurrencies.toMoney("isk", 550)).isEmpty();
    assertThat(StripeCurrencies.toMoney("xyz", 100)).isEmpty();
    assertThat(StripeCurrencies.toMoney("", 100)).isEmpty();
  }

  @Test
  void everyCurrencyOfOursIsExactBothWaysOrRefused() {
    for (String code : Currencies.all()) {
      for (long minor : new long[] {1, 7, 10, 99, 100, 1_000, 123_450, 99_999_999}) {
        Money money = Money.ofMinor(code, minor);
        try {
          long smallest = StripeCurrencies.toSmallestUnit(money);
          assertThat(StripeCurrencies.toMoney(code, smallest)).as(code).contains(money);
        } catch (ArithmeticException refused) {
          assertThat(refused).hasMessageContaining("");
        }
      }
    }
  }

  @Test
  void knowsPublishedMinimums() {
    assertThat(StripeCurrencies.minimum("USD")).contains(Money.ofMajor("USD", "0.50"));
    assertThat(StripeCurrencies.minimum("JPY")).contains(Money.ofMajor("JPY", "50"));
    assertThat(StripeCurrencies.minimum("KWD")).isEmpty();
  }
}
