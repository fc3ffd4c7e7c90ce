package org.paylink.simulator.wire;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Currencies as Stripe treats them, in lower case.
 *
 * @see <a href="https://docs.stripe.com/currencies">Supported currencies</a>
 */
public final class Currencies {
  /** The largest amount of a charge in minor units: eight digits. */
  public static final long LARGEST_AMOUNT = 99_999_999;

  private static final Set<String> ZERO_DECIMAL =
      set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf");

  /** Without decimals, yet written with two for compatibility; the decimals must be 00. */
  private static final Set<String> WRITTEN_WITH_DECIMALS = set("isk ugx");

  /** With three decimals of which the last must be 0. */
  private static final Set<String> THREE_DECIMAL = set("bhd jod kwd omr tnd");

  private static final Set<String> TWO_DECIMAL =
      set(
          "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp"
              + " byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel"
              + " gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp lkr"
              + " lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd"
              + " pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std"
              + " szl thb tjs top try ttd twd tzs uah uyu uzs wst xcd yer zar zmw");

  private static final Map<String, Long> MINIMUMS =
      Map.ofEntries(
          Map.entry("usd", 50L),
          Map.entry("aed", 200L),
          Map.entry("aud", 50L),
          Map.entry("brl", 50L),
          Map.entry("cad", 50L),
          Map.entry("chf", 50L),
          Map.entry("czk", 1_500L),
          Map.entry("dkk", 250L),
          Map.entry("eur", 50L),
          Map.entry("gbp", 30L),
          Map.entry("hkd", 400L),
          Map.entry("huf", 17_500L),
          Map.entry("inr", 50L),
          Map.entry("jpy", 50L),
          Map.entry("mxn", 1_000L),
          Map.entry("myr", 200L),
          Map.entry("nok", 300L),
          Map.entry("nzd", 50L),
          Map.entry("pln", 200L),
          Map.entry("ron", 200L),
          Map.entry("sek", 300L),
          Map.entry("sgd", 50L),
          Map.entry("thb", 1_000L));

  private Currencies() {}

  private static Set<String> set(String codes) {
    return Set.of(codes.split(" "));
  }

  /** Whether payments in it are possible. Upper case is not known. */
  public static boolean isKnown(String currency) {
    return TWO_DECIMAL.contains(currency)
        || ZERO_DECIMAL.contains(currency)
        || WRITTEN_WITH_DECIMALS.contains(currency)
        || THREE_DECIMAL.contains(currency);
  }

  /** How many digits of an amount stand behind the point. */
  public static int decimals(String currency) {
    if (ZERO_DECIMAL.contains(currency)) {
      return 0;
    }
    return THREE_DECIMAL.contains(currency) ? 3 : 2;
  }

  /** What every amount in the currency must be divisible by. */
  public static int step(String currency) {
    if (WRITTEN_WITH_DECIMALS.contains(currency)) {
      return 100;
    }
    return THREE_DECIMAL.contains(currency) ? 10 : 1;
  }

  /** The smallest charge in minor units; 1 where Stripe publishes none. */
  public static long minimum(String currency) {
    return MINIMUMS.getOrDefault(currency, 1L);
  }

  /** The amount for people, in English, such as {@code $1,250.00} or {@code ¥1,250}. */
  public static String format(long minorUnits, String currency) {
    BigDecimal amount = BigDecimal.valueOf(minorUnits, decimals(currency));
    NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
    format.setCurrency(Currency.getInstance(currency.toUpperCase(Locale.ROOT)));
    int shown = WRITTEN_WITH_DECIMALS.contains(currency) ? 0 : decimals(currency);
    format.setMinimumFractionDigits(shown);
    format.setMaximumFractionDigits(decimals(currency));
    return format.format(amount);
  }
}
