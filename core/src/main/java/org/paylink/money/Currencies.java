package org.paylink.money;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many decimals each currency has, by ISO 4217 (list one,
 * https://www.six-group.com/en/products-services/financial-information/data-standards.html). A
 * table of our own, because {@code java.util.Currency} follows the JDK's release and not the
 * standard's.
 */
public final class Currencies {
  private static final Set<String> NO_DECIMALS =
      codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
  private static final Set<String> THREE_DECIMALS = codes("BHD IQD JOD KWD LYD OMR TND");
  private static final Set<String> TWO_DECIMALS =
      codes(
          "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF"
              + " CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD"
              + " HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA"
              + " MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN"
              + " QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP"
              + " TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW");
  private static final Map<Integer, Set<String>> BY_DECIMALS =
      Map.of(0, NO_DECIMALS, 2, TWO_DECIMALS, 3, THREE_DECIMALS);

  private Currencies() {}

  /** Whether the code is a currency we can count in. */
  public static boolean isKnown(String code) {
    return BY_DECIMALS.values().stream().anyMatch(codes -> codes.contains(code));
  }

  /**
   * Decimals of the currency: 0, 2 or 3.
   *
   * @throws IllegalArgumentException if the code is not known
   */
  public static int decimals(String code) {
    return BY_DECIMALS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a currency we can count in: " + code));
  }

  /** All codes, three upper-case letters each. */
  public static Set<String> all() {
    return BY_DECIMALS.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> codes(String list) {
    return Stream.of(list.split(" ")).collect(Collectors.toUnmodifiableSet());
  }
}
