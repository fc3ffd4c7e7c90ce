package org.paylink.embedded.http;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.Map;
import org.paylink.money.Money;
import org.paylink.page.Words;

/** How the sample host writes amounts, moments and statuses for one reader. */
final class Texts {
  /** What the labels of the sample host's own pages begin with. */
  static final String PREFIX = "PaylinkSample_";

  private final Words words;

  Texts(Words words) {
    this.words = words;
  }

  /** A text of ours with its facts. */
  String text(String name, String fact, String value) {
    return words.text(PREFIX + name, Map.of(fact, value));
  }

  /** Such as {@code 1,240.50 USD}. */
  String money(Money money) {
    return number(money) + " " + money.currency();
  }

  /** Such as {@code 1,240.50}, in a column that names the currency. */
  String number(Money money) {
    NumberFormat format = NumberFormat.getNumberInstance(words.formats().words());
    int decimals = Math.max(0, money.major().scale());
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(money.major());
  }

  /** Such as {@code Aug 3, 2026, 2:05 PM}. */
  String moment(Instant moment) {
    return words.formats().dateTime(moment);
  }

  /** A status id in words: {@code ORDER_APPROVED} is Approved. */
  String status(String statusId) {
    String code = statusId.replaceFirst("^(ORDER|INVOICE|PMNT|PAYMENT)_", "");
    return words.find(PREFIX + "Status_" + code, Map.of()).orElse(code);
  }

  /** The account with its name in the sample chart of accounts, which is that of the demo data. */
  String account(String glAccountId) {
    return words.find(PREFIX + "Account_" + glAccountId, Map.of()).orElse(glAccountId);
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
