package org.paylink.embedded.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paylink.site.WebResponse;

/** Makes answers, with the headers every one of them carries, and sends them. */
final class Replies {
  private final String policy;

  /**
   * Answers of a host.
   *
   * @param inlineStyles the sources, for a content security policy, of the styles that the panel
   *     and the desk bring
   * @param inlineScript the same for its script
   */
  Replies(List<String> inlineStyles, String inlineScript) {
    // Browsers apply form-action to the redirect that follows as well, and that of a payment with
    // the customer at the desk goes to the gateway's own host.
    policy =
        "default-src 'none'; style-src 'self' "
            + String.join(" ", inlineStyles)
            + "; script-src "
            + inlineScript
            + "; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  /** A page of the host's. */
  WebResponse page(int status, String html) {
    Map<String, String> headers = headers("text/html; charset=utf-8");
    headers.put("Content-Security-Policy", policy);
    return new WebResponse(status, headers, html.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the browser to another page of ours with a GET. */
  static WebResponse seeOther(String location) {
    Map<String, String> headers = headers("text/plain; charset=utf-8");
    headers.put("Location", location);
    return new WebResponse(303, headers, new byte[0]);
  }

  /** A line of text. */
  static WebResponse text(int status, String text) {
    return new WebResponse(
        status, headers("text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Anything else. */
  static WebResponse bytes(int status, String contentType, byte[] body) {
    return new WebResponse(status, headers(contentType), body);
  }

  /** The answer with one more header. */
  static WebResponse with(WebResponse response, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.put(name, value);
    return new WebResponse(response.status(), headers, response.body());
  }

  /** Sends an answer; a HEAD request gets its headers only. */
  static void send(HttpExchange exchange, WebResponse response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean head = "HEAD".equals(exchange.getRequestMethod());
    int length = response.body().length;
    exchange.sendResponseHeaders(response.status(), head || length == 0 ? -1 : length);
    if (!head && length > 0) {
      exchange.getResponseBody().write(response.body());
    }
  }

  private static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("X-Robots-Tag", "noindex, nofollow");
    return headers;
  }
}
