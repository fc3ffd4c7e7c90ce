package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.math.RoundingMode
import org.paylink.money.Currencies
import org.paylink.money.Money

/** The host's decimals as money. The host keeps two decimals whatever the currency has. */
@CompileStatic
final class OfbizAmounts {
  /** Whether the amount can be counted in the currency's minor unit; a yen amount with cents can't. */
  static boolean isExact(String currency, BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= Currencies.decimals(currency)
  }

  /** The amount; a fraction of the minor unit is rounded up, so that it is never asked for too little by display. */
  static Money money(String currency, BigDecimal amount) {
    return Money.ofMajor(currency, amount.setScale(Currencies.decimals(currency), RoundingMode.UP))
  }

  /** The sum of a decimal field over rows; an empty field is nothing. */
  static BigDecimal sum(Collection<BigDecimal> amounts) {
    BigDecimal total = BigDecimal.ZERO
    for (BigDecimal amount : amounts) {
      total = total.add(amount ?: BigDecimal.ZERO)
    }
    return total
  }

  /** The text, or its beginning and an ellipsis when it is longer than the limit. */
  static String shortened(String text, int limit) {
    String plain = text.replaceAll(/\s+/, ' ').trim()
    if (plain.length() <= limit) {
      return plain
    }
    int end = limit - 1
    return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end) + '…'
  }
}
