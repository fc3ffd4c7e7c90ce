package org.paylink.site;

import java.util.List;
import java.util.Locale;

/**
 * Tells people from mail scanners, link previews and prefetching browsers, by what they say of
 * themselves.
 */
final class Visitors {
  private static final List<String> MACHINES =
      List.of(
          "bot",
          "crawl",
          "spider",
          "preview",
          "scan",
          "proxy",
          "facebookexternalhit",
          "whatsapp",
          "telegram",
          "slack",
          "skype",
          "discord",
          "curl",
          "wget",
          "python",
          "java/",
          "go-http",
          "headlesschrome",
          "safelinks",
          "barracuda",
          "mimecast",
          "proofpoint",
          "googleimageproxy");

  private Visitors() {}

  /** PERSON or SCANNER. */
  static String kind(WebRequest request) {
    String agent = header(request, "user-agent").toLowerCase(Locale.ROOT);
    String purpose = header(request, "sec-purpose") + header(request, "purpose");
    boolean machine =
        agent.isEmpty() || !purpose.isEmpty() || MACHINES.stream().anyMatch(agent::contains);
    return machine ? "SCANNER" : "PERSON";
  }

  static String header(WebRequest request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  /** The visitor's language; English when it says none we can read. */
  static Locale locale(WebRequest request, String fallback) {
    try {
      return Locale.LanguageRange.parse(header(request, "accept-language")).stream()
          .map(range -> Locale.forLanguageTag(range.getRange()))
          .filter(locale -> !locale.getLanguage().isEmpty())
          .findFirst()
          .orElse(Locale.forLanguageTag(fallback));
    } catch (IllegalArgumentException e) {
      return Locale.forLanguageTag(fallback);
    }
  }
}
