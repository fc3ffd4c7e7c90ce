package org.paylink.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses in pages. */
final class Addresses {
  private Addresses() {}

  /**
   * The address, if following it can only lead to a page.
   *
   * @throws IllegalArgumentException for any other scheme, such as {@code javascript:}
   */
  static String checked(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    boolean relative = !lower.matches("(?s)[^/?#]*:.*");
    if (relative || lower.startsWith("https://") || lower.startsWith("http://")) {
      return address;
    }
    throw new IllegalArgumentException("not the address of a page");
  }

  /** The address with one more parameter. */
  static String with(String address, String name, String value) {
    return checked(address)
        + (address.contains("?") ? "&" : "?")
        + name
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
