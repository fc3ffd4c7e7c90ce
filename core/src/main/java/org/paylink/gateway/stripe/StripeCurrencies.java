package org.paylink.gateway.stripe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.money.Currencies;
import org.paylink.money.Money;

/**
 * How Stripe counts money, which is not how ISO 4217 counts it. Conversions are exact: what can't
 * be said in Stripe's unit is refused, never rounded.
 *
 * <p>Source: https://docs.stripe.com/currencies (zero-decimal and three-decimal currencies, special
 * cases, minimum charge amounts). That page lists UGX as zero-decimal and, under special cases, as
 * sent with two decimals that are always 00; the API enforces the latter, so this table follows it.
 */
public final class StripeCurrencies {
  private static final Set<String> ZERO_DECIMAL =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");

  /** Whole units only, yet sent as hundredths that end in 00. */
  private static final Set<String> WHOLE_UNITS_SENT_AS_HUNDREDTHS = Set.of("ISK", "UGX");

  /** Sent as thousandths whose last digit must be 0. */
  private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  /** Counted in thousandths or in whole units by ISO 4217, and not taken by Stripe at all. */
  private static final Set<String> NOT_TAKEN = Set.of("IQD", "LYD", "UYI");

  /** Minimum charge in Stripe's smallest unit, for accounts that settle in that currency. */
  private static final Map<String, Long> MINIMUM =
      Map.ofEntries(
          Map.entry("USD", 50L),
          Map.entry("AED", 200L),
          Map.entry("AUD", 50L),
          Map.entry("BGN", 100L),
          Map.entry("BRL", 50L),
          Map.entry("CAD", 50L),
          Map.entry("CHF", 50L),
          Map.entry("CZK", 1_500L),
          Map.entry("DKK", 250L),
          Map.entry("EUR", 50L),
          Map.entry("GBP", 30L),
          Map.entry("HKD", 400L),
          Map.entry("HUF", 17_500L),
          Map.entry("INR", 50L),
          Map.entry("JPY", 50L),
          Map.entry("MXN", 1_000L),
          Map.entry("MYR", 200L),
          Map.entry("NOK", 300L),
          Map.entry("NZD", 50L),
          Map.entry("PLN", 200L),
          Map.entry("RON", 200L),
          Map.entry("SEK", 300L),
          Map.entry("SGD", 50L),
          Map.entry("THB", 1_000L));

  private StripeCurrencies() {}

  /**
   * The amount in Stripe's smallest unit, as {@code unit_amount} takes it.
   *
   * @throws ArithmeticException if Stripe can't be asked for exactly this amount: a fraction that
   *     Stripe doesn't count (1.005 KWD, 0.50 MGA), more than a long holds, or a currency it
   *     doesn't take
   */
  public static long toSmallestUnit(Money money) {
    String code = money.currency();
    if (NOT_TAKEN.contains(code)) {
      throw new ArithmeticException("Stripe does not take " + code);
    }
    long amount = rescale(money.minor(), Currencies.decimals(code), decimals(code));
    if (!isAllowed(code, amount)) {
      throw new ArithmeticException("Stripe does not count fractions as small as in " + money);
    }
    return amount;
  }

  /**
   * What an amount on Stripe's wire means; empty when it can't be read exactly, so that nothing is
   * ever taken for equal by mistake.
   *
   * @param currency three letters in any case
   * @param amount in Stripe's smallest unit; may be negative
   */
  public static Optional<Money> toMoney(String currency, long amount) {
    String code = currency.toUpperCase(Locale.ROOT);
    if (!Currencies.isKnown(code) || NOT_TAKEN.contains(code)) {
      return Optional.empty();
    }
    try {
      long minor = rescale(amount, decimals(code), Currencies.decimals(code));
      return Optional.of(Money.ofMinor(code, minor));
    } catch (ArithmeticException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The least that Stripe charges in a currency, where it publishes one. It is a hint for an early,
   * kind refusal: Stripe applies the minimum of the account's settlement currency.
   */
  public static Optional<Money> minimum(String currency) {
    return Optional.ofNullable(MINIMUM.get(currency)).flatMap(amount -> toMoney(currency, amount));
  }

  private static int decimals(String code) {
    if (ZERO_DECIMAL.contains(code)) {
      return 0;
    }
    return THREE_DECIMAL.contains(code) ? 3 : 2;
  }

  private static boolean isAllowed(String code, long amount) {
    if (WHOLE_UNITS_SENT_AS_HUNDREDTHS.contains(code)) {
      return amount % 100 == 0;
    }
    return !THREE_DECIMAL.contains(code) || amount % 10 == 0;
  }

  private static long rescale(long amount, int from, int to) {
    long factor = 1;
    for (int step = Math.min(from, to); step < Math.max(from, to); step++) {
      factor *= 10;
    }
    if (to >= from) {
      return Math.multiplyExact(amount, factor);
    }
    if (amount % factor != 0) {
      throw new ArithmeticException("not a whole number of the currency's smallest units");
    }
    return amount / factor;
  }
}
