package org.paylink.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.paylink.page.Pages;
import org.paylink.page.PublicView;

/** Makes responses, with the headers every one of them carries. */
final class Answers {
  private final Pages pages;

  Answers(Pages pages) {
    this.pages = pages;
  }

  /** In which language the visitor reads. */
  Reader reader(WebRequest request, String linkTag) {
    return Reader.of(request, linkTag, pages.languages());
  }

  /** A customer's page, which leads on in the language that was chosen. */
  WebResponse page(PublicView view, WebRequest request) {
    List<Locale> languages = pages.languages();
    Reader reader = reader(request, "en");
    PublicView own = view.withAddresses(reader::keep);
    String html = pages.publicPage(own, reader.choices(request, languages));
    Map<String, String> headers = headers("text/html; charset=utf-8");
    headers.put("Content-Security-Policy", policy(view));
    headers.put("Content-Language", view.locale().toLanguageTag());
    headers.put("Vary", "Accept-Language");
    // Looks again without scripts; a header, because it leaves the page itself as it is read.
    own.refreshAfter()
        .ifPresent(
            after ->
                headers.put(
                    "Refresh",
                    Math.max(1, after.toSeconds())
                        + own.retryUrl().map(url -> "; url=" + url).orElse("")));
    return new WebResponse(status(view.state()), headers, html.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the browser elsewhere with a GET. */
  static WebResponse seeOther(String location) {
    return with(empty(303), "Location", location);
  }

  /** A line of text, for machines. */
  static WebResponse text(int status, String text) {
    return text(status, "text/plain; charset=utf-8", text);
  }

  /** Text of a kind, for machines. */
  static WebResponse text(int status, String contentType, String text) {
    return new WebResponse(status, headers(contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer, to be asked for again after so long at the earliest. */
  static WebResponse after(WebResponse response, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return with(response, "Retry-After", Long.toString(seconds));
  }

  /** The answer with one more header. */
  static WebResponse with(WebResponse response, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.put(name, value);
    return new WebResponse(response.status(), headers, response.body());
  }

  private static WebResponse empty(int status) {
    return new WebResponse(status, headers("text/plain; charset=utf-8"), new byte[0]);
  }

  private static int status(PublicView.State state) {
    return switch (state) {
      case PAYABLE, HANDOVER, CHECKING, WAITING_FOR_BANK, PAID, PAID_BACK, REVIEW -> 200;
      case NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED -> 410;
      case IN_PROGRESS, ON_HOLD -> 409;
      case NOT_FOUND -> 404;
      case TOO_MANY_TRIES -> 429;
      case GATEWAY_DOWN, UNAVAILABLE -> 503;
      case INSECURE -> 403;
      case NOT_ALLOWED -> 405;
      case TOO_LARGE -> 413;
    };
  }

  private String policy(PublicView view) {
    return basePolicy() + formTargets(view);
  }

  /**
   * A page that sends the browser to a gateway with a form may send it there and nowhere else.
   * Elsewhere the form goes to ourselves and is redirected to whichever gateway was chosen.
   */
  private static String formTargets(PublicView view) {
    if (view.state() != PublicView.State.HANDOVER) {
      return "";
    }
    return view.payOptions().stream()
        .map(option -> origin(URI.create(option.action())))
        .distinct()
        .collect(Collectors.joining(" ", "; form-action ", ""));
  }

  private static String origin(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }

  private String basePolicy() {
    // Browsers apply form-action to the redirect that follows as well, and that goes to the
    // gateway's own host.
    return "default-src 'none'; style-src "
        + pages.publicStyleSource()
        + "; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
  }

  /** Source of the list: https://owasp.org/www-project-secure-headers/ */
  private static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Robots-Tag", "noindex, nofollow");
    headers.put(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return headers;
  }
}
