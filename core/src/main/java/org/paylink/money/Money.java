package org.paylink.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of one currency, counted in the currency's minor unit (cents; yen themselves;
 * fils). Never rounds: what does not fit throws.
 *
 * @param currency ISO 4217 code, upper case
 * @param minor the amount in minor units; may be negative
 */
public record Money(String currency, long minor) implements Comparable<Money> {

  /** Checks the code. */
  public Money {
    Currencies.decimals(currency);
  }

  /** An amount counted in minor units: {@code ofMinor("JPY", 1_000)} is a thousand yen. */
  public static Money ofMinor(String currency, long minor) {
    return new Money(currency, minor);
  }

  /**
   * An amount written in major units: {@code ofMajor("USD", "50.85")}.
   *
   * @throws ArithmeticException if the currency has fewer decimals than the amount, or it does not
   *     fit a long
   */
  public static Money ofMajor(String currency, BigDecimal major) {
    return new Money(currency, exactMinor(currency, major));
  }

  /** See {@link #ofMajor(String, BigDecimal)}. */
  public static Money ofMajor(String currency, String major) {
    return ofMajor(currency, new BigDecimal(major));
  }

  /** Nothing, in a currency. */
  public static Money zero(String currency) {
    return new Money(currency, 0);
  }

  /** The amount in major units, with exactly the currency's decimals. */
  public BigDecimal major() {
    return BigDecimal.valueOf(minor, Currencies.decimals(currency));
  }

  /** The sum; both must be of one currency. */
  public Money plus(Money other) {
    return new Money(currency, Math.addExact(minor, same(other).minor));
  }

  /** The difference; both must be of one currency. */
  public Money minus(Money other) {
    return new Money(currency, Math.subtractExact(minor, same(other).minor));
  }

  /** The smaller of two amounts of one currency. */
  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Whether it is more than nothing. */
  public boolean isPositive() {
    return minor > 0;
  }

  /** Whether it is nothing. */
  public boolean isZero() {
    return minor == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other).minor);
  }

  @Override
  public String toString() {
    return major().toPlainString() + " " + currency;
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
    }
    return other;
  }

  private static long exactMinor(String currency, BigDecimal major) {
    return major
        .setScale(Currencies.decimals(currency), RoundingMode.UNNECESSARY)
        .movePointRight(Currencies.decimals(currency))
        .longValueExact();
  }
}
