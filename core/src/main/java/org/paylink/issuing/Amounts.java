package org.paylink.issuing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.paylink.money.Currencies;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** Reads what people type. */
public final class Amounts {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");
  private static final int MOST_DAYS = 3_650;

  private Amounts() {}

  /**
   * An amount as a person typed it: digits with a point, exactly what the currency can hold, and
   * more than nothing.
   *
   * @throws PaylinkException AMOUNT_MISSING, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE
   */
  public static Money amount(String text, String currency) {
    String plain = text.strip();
    if (plain.isEmpty()) {
      throw new PaylinkException(Problem.AMOUNT_MISSING);
    }
    if (!PLAIN.matcher(plain).matches()) {
      throw malformed(plain, currency);
    }
    Money money;
    try {
      money = Money.ofMajor(currency, new BigDecimal(plain));
    } catch (ArithmeticException e) {
      throw malformed(plain, currency);
    }
    if (!money.isPositive()) {
      throw new PaylinkException(Problem.AMOUNT_NOT_POSITIVE, Map.of("amount", money.toString()));
    }
    return money;
  }

  static String currency(String text) {
    String code = text.strip();
    if (!Currencies.isKnown(code)) {
      throw new PaylinkException(Problem.CURRENCY_UNKNOWN, Map.of("currency", shortened(code)));
    }
    return code;
  }

  /** Whole days, 0 for ever. */
  static int days(String text) {
    String plain = text.strip();
    if (!DAYS.matcher(plain).matches() || Integer.parseInt(plain) > MOST_DAYS) {
      throw new PaylinkException(
          plain.startsWith("-") ? Problem.VALIDITY_TOO_SHORT : Problem.VALIDITY_MALFORMED,
          Map.of("days", shortened(plain), "max", Integer.toString(MOST_DAYS)));
    }
    return Integer.parseInt(plain);
  }

  /** What a person typed, short enough to be repeated to them. */
  public static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static PaylinkException malformed(String plain, String currency) {
    return new PaylinkException(
        Problem.AMOUNT_MALFORMED,
        Map.of(
            "amount",
            shortened(plain),
            "currency",
            currency,
            "decimals",
            Integer.toString(Currencies.decimals(currency))));
  }
}
