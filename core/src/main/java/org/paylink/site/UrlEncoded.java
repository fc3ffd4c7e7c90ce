package org.paylink.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} text, which query strings and form bodies share:
 * hosts don't use their server's parser, because it would consume the raw body. Source:
 * https://url.spec.whatwg.org/#urlencoded-parsing
 */
public final class UrlEncoded {
  /** Most pairs that are read; the rest is ignored. */
  public static final int MOST_PAIRS = 200;

  private UrlEncoded() {}

  /**
   * The decoded pairs by name, in the order received. A pair with a broken percent sign is left
   * out.
   *
   * @param text may be null, which is as good as empty
   */
  public static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return values;
    }
    String[] pairs = text.split("&", MOST_PAIRS + 1);
    for (int i = 0; i < Math.min(pairs.length, MOST_PAIRS); i++) {
      add(values, pairs[i]);
    }
    return values;
  }

  private static void add(Map<String, List<String>> values, String pair) {
    if (pair.isEmpty()) {
      return;
    }
    int equals = pair.indexOf('=');
    try {
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    } catch (IllegalArgumentException e) {
      // Browsers never send this; leaving the pair out is as if it had not been sent.
      return;
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
