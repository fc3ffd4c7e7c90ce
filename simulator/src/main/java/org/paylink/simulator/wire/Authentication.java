package org.paylink.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.paylink.simulator.SimulatorOptions;

/**
 * Checks the API key, given as a bearer token or as the user of basic authentication.
 *
 * @see <a href="https://docs.stripe.com/api/authentication">Authentication</a>
 */
final class Authentication {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private Authentication() {}

  /** Refuses a request that has no key or another one. */
  static void require(HttpExchange exchange, SimulatorOptions options) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      throw ApiError.unauthorized(
          "You did not provide an API key. You need to provide your API key in the Authorization"
              + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
    }
    String key =
        header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : basicUser(header);
    if (!key.equals(options.apiKey()) && !key.equals(options.restrictedKey())) {
      String end = key.substring(Math.max(0, key.length() - 4));
      throw ApiError.unauthorized("Invalid API Key provided: ****" + end);
    }
  }

  private static String basicUser(String header) {
    if (!header.startsWith(BASIC)) {
      return "";
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      return new String(decoded, StandardCharsets.UTF_8).replaceFirst(":.*", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
