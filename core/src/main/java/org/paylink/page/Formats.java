package org.paylink.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.paylink.money.Currencies;
import org.paylink.money.Money;

/**
 * Money and time as one reader writes them.
 *
 * @param words the locale of the words around, see {@link Labels#wordsLocale}: money and dates are
 *     written as those who wrote the words would write them
 * @param zone the zone dates are shown in
 */
public record Formats(Locale words, ZoneId zone) {

  /** What is left of a time: a whole number of one unit. */
  public record Left(String unit, long count) {
    /** The label of it, in its grammatical number. */
    public String labelKey() {
      return "PaylinkLeft_" + unit + (count == 1 ? "_one" : "_other");
    }
  }

  /** An amount with its currency and exactly its decimals, such as {@code $50.85}. */
  public String money(Money money) {
    int decimals = Currencies.decimals(money.currency());
    Optional<Currency> known = currency(money.currency());
    NumberFormat format =
        known.isPresent()
            ? NumberFormat.getCurrencyInstance(words)
            : NumberFormat.getNumberInstance(words);
    known.ifPresent(format::setCurrency);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    String written = format.format(money.major());
    // The JDK sets codes that have no sign, such as KWD, right against the digits.
    return known.isPresent()
        ? written.replaceAll("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})", "\u00a0")
        : money.currency() + "\u00a0" + written;
  }

  /** A date and time with the month in words and the zone's name, for customers. */
  public String longDateTime(Instant at) {
    return localized(FormatStyle.LONG).format(at)
        + " "
        + DateTimeFormatter.ofPattern("z", words).withZone(zone).format(at);
  }

  /** A date and time, short enough for tables. */
  public String dateTime(Instant at) {
    return localized(FormatStyle.MEDIUM).format(at);
  }

  /**
   * What is left, rounded to the nearest: days from a day and a half on, hours from an hour and a
   * half, then minutes, at least one. Nothing when the time has come.
   */
  public static Optional<Left> left(Instant now, Instant until) {
    Duration left = Duration.between(now, until);
    if (left.isNegative() || left.isZero()) {
      return Optional.empty();
    }
    if (left.compareTo(Duration.ofHours(36)) >= 0) {
      return Optional.of(new Left("day", left.plusHours(12).toDays()));
    }
    if (left.compareTo(Duration.ofMinutes(90)) >= 0) {
      return Optional.of(new Left("hour", left.plusMinutes(30).toHours()));
    }
    return Optional.of(new Left("minute", Math.max(1, left.plusSeconds(30).toMinutes())));
  }

  private DateTimeFormatter localized(FormatStyle date) {
    return DateTimeFormatter.ofLocalizedDateTime(date, FormatStyle.SHORT)
        .withLocale(words)
        .withZone(zone);
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      // The standard has a currency that this JDK doesn't know yet.
      return Optional.empty();
    }
  }
}
