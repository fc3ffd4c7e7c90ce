package org.paylink.embedded.http;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.paylink.money.Money;

/** How the sample host, which speaks English only, writes amounts, moments and statuses. */
final class Texts {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private Texts() {}

  /** Such as {@code 1,240.50 USD}. */
  static String money(Money money) {
    return number(money) + " " + money.currency();
  }

  /** Such as {@code 1,240.50}, in a column that names the currency. */
  static String number(Money money) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    int decimals = Math.max(0, money.major().scale());
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(money.major());
  }

  /** Such as {@code 3 Aug 2026, 14:05}. */
  static String moment(Instant moment, ZoneId zone) {
    return MOMENT.format(moment.atZone(zone));
  }

  /**
   * A status id in words: {@code ORDER_APPROVED} is Approved, {@code INVOICE_IN_PROCESS} is In
   * process.
   */
  static String status(String statusId) {
    String words =
        statusId
            .replaceFirst("^(ORDER|INVOICE|PMNT|PAYMENT)_", "")
            .replace('_', ' ')
            .toLowerCase(Locale.ROOT);
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The colour a status is shown in besides its word: good, busy, over. */
  static String tone(String statusId) {
    if (statusId.endsWith("_PAID")
        || statusId.endsWith("_COMPLETED")
        || statusId.endsWith("_RECEIVED")) {
      return "good";
    }
    return statusId.endsWith("_CANCELLED") ? "over" : "busy";
  }
}
