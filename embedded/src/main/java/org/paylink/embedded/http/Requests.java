package org.paylink.embedded.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.site.UrlEncoded;
import org.paylink.site.WebRequest;

/** Turns what the JDK's HTTP server received into plain values. */
final class Requests {
  /** So much of a body that is too long is still read, so that its sender gets to the answer. */
  private static final int MOST_DRAINED = 1024 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";

  private Requests() {}

  /**
   * The request, or nothing when its body is longer than allowed, whatever it says about its
   * length.
   *
   * @param path what the request is for, undecoded
   * @param mostBytes the longest body, in bytes
   */
  static Optional<WebRequest> read(HttpExchange exchange, String path, int mostBytes)
      throws IOException {
    InputStream in = exchange.getRequestBody();
    // One byte more than allowed tells a body that is too long from one that just fits.
    byte[] body = in.readNBytes(mostBytes + 1);
    if (body.length > mostBytes) {
      drain(in);
      return Optional.empty();
    }
    return Optional.of(with(exchange, path, body));
  }

  /** The request without its form and body. */
  static WebRequest head(HttpExchange exchange, String path) {
    return with(exchange, path, new byte[0]);
  }

  private static WebRequest with(HttpExchange exchange, String path, byte[] body) {
    Map<String, List<String>> headers = headers(exchange.getRequestHeaders());
    return new WebRequest(
        exchange.getRequestMethod().toUpperCase(Locale.ROOT),
        path,
        UrlEncoded.parse(exchange.getRequestURI().getRawQuery()),
        form(headers, body),
        headers,
        body,
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        false);
  }

  /** The first value of a header, by its lower-case name. */
  static Optional<String> header(WebRequest request, String name) {
    return first(request.headers(), name);
  }

  /** The first value of a form field. */
  static Optional<String> field(WebRequest request, String name) {
    return first(request.form(), name);
  }

  /** The first value of a parameter in the address. */
  static Optional<String> parameter(WebRequest request, String name) {
    return first(request.query(), name);
  }

  private static Optional<String> first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int drained = 0;
    int read = in.read(buffer);
    while (read > 0 && drained < MOST_DRAINED) {
      drained += read;
      read = in.read(buffer);
    }
  }

  private static Map<String, List<String>> headers(Headers received) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    received.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }

  private static Map<String, List<String>> form(Map<String, List<String>> headers, byte[] body) {
    boolean form =
        first(headers, "content-type")
            .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
            .isPresent();
    return form ? UrlEncoded.parse(new String(body, StandardCharsets.UTF_8)) : Map.of();
  }
}
