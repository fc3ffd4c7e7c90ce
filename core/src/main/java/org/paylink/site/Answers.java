package org.paylink.site;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.paylink.page.Pages;
import org.paylink.page.PublicView;

/** Makes responses, with the headers every one of them carries. */
final class Answers {
  private final Pages pages;

  Answers(Pages pages) {
    this.pages = pages;
  }

  /** A customer's page. */
  WebResponse page(PublicView view) {
    Map<String, String> headers = headers("text/html; charset=utf-8");
    headers.put("Content-Security-Policy", policy());
    headers.put("Content-Language", view.locale().toLanguageTag());
    byte[] body = pages.publicPage(view).getBytes(StandardCharsets.UTF_8);
    return new WebResponse(status(view.state()), headers, body);
  }

  /** Sends the browser elsewhere with a GET. */
  static WebResponse seeOther(String location) {
    Map<String, String> headers = headers("text/plain; charset=utf-8");
    headers.put("Location", location);
    return new WebResponse(303, headers, new byte[0]);
  }

  /** A line of text, for machines. */
  static WebResponse text(int status, String text) {
    return new WebResponse(
        status, headers("text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The method is not for this address. */
  static WebResponse methodNotAllowed(String allowed) {
    Map<String, String> headers = headers("text/plain; charset=utf-8");
    headers.put("Allow", allowed);
    return new WebResponse(405, headers, new byte[0]);
  }

  private static int status(PublicView.State state) {
    return switch (state) {
      case PAYABLE, CHECKING, WAITING_FOR_BANK, PAID, REVIEW -> 200;
      case NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED -> 410;
      case IN_PROGRESS, ON_HOLD -> 409;
      case NOT_FOUND -> 404;
      case TOO_MANY_TRIES -> 429;
      case GATEWAY_DOWN, UNAVAILABLE -> 503;
    };
  }

  private String policy() {
    // Browsers apply form-action to the redirect that follows as well, and that goes to the
    // gateway's own host.
    return "default-src 'none'; style-src "
        + pages.publicStyleSource()
        + "; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
  }

  private static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Robots-Tag", "noindex, nofollow");
    headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    return headers;
  }
}
