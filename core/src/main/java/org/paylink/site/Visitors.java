package org.paylink.site;

import java.util.List;
import java.util.Locale;

/**
 * Tells people from mail scanners, link previews and prefetching browsers, by what they say of
 * themselves. Whoever lies about it is taken for a person: a link is not used up by being opened.
 */
final class Visitors {
  /** Those who show a card of the page in a chat. */
  private static final List<String> PREVIEWS =
      List.of(
          "facebookexternalhit",
          "facebot",
          "whatsapp",
          "telegrambot",
          "slackbot",
          "slack-imgproxy",
          "skypeuripreview",
          "discordbot",
          "twitterbot",
          "linkedinbot",
          "pinterestbot",
          "redditbot",
          "mattermost",
          "line-poker",
          "iframely",
          "embedly",
          "bsky",
          "mastodon",
          "preview");

  /** Those who read pages by themselves: mail security, search engines, programs. */
  private static final List<String> SCANNERS =
      List.of(
          "bot",
          "crawl",
          "spider",
          "scan",
          "proxy",
          "safelinks",
          "microsoft office",
          "barracuda",
          "mimecast",
          "proofpoint",
          "symantec",
          "trendmicro",
          "forcepoint",
          "fortinet",
          "sophos",
          "cisco",
          "ironport",
          "checkpoint",
          "zscaler",
          "urldefense",
          "virustotal",
          "urlscan",
          "curl",
          "wget",
          "python",
          "java/",
          "java-http-client",
          "apache-httpclient",
          "okhttp",
          "go-http",
          "node-fetch",
          "axios",
          "libwww",
          "ruby",
          "headlesschrome",
          "phantomjs",
          "puppeteer");

  private static final List<String> PHONES =
      List.of("mobile", "iphone", "ipod", "windows phone", "opera mini");

  private Visitors() {}

  /** PERSON, or PREFETCH, PREVIEW or SCANNER for machines. */
  static String kind(WebRequest request) {
    String agent = agent(request);
    if (isPrefetch(request)) {
      return "PREFETCH";
    }
    if (PREVIEWS.stream().anyMatch(agent::contains)) {
      return "PREVIEW";
    }
    boolean machine =
        agent.isEmpty()
            || "HEAD".equals(request.method())
            || SCANNERS.stream().anyMatch(agent::contains);
    return machine ? "SCANNER" : "PERSON";
  }

  /**
   * PHONE, TABLET or DESKTOP. Tablets that call themselves a desktop are taken for one; on Android
   * they leave out a word that phones say. Source:
   * https://developer.chrome.com/docs/multidevice/user-agent
   */
  static String device(WebRequest request) {
    String agent = agent(request);
    boolean android = agent.contains("android");
    if (agent.contains("ipad") || (android && !agent.contains("mobile"))) {
      return "TABLET";
    }
    // Browsers that no longer say the device in their name say it here.
    boolean hint = header(request, "sec-ch-ua-mobile").equals("?1");
    return hint || PHONES.stream().anyMatch(agent::contains) ? "PHONE" : "DESKTOP";
  }

  /** The header's first value; empty when it is absent. */
  static String header(WebRequest request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  /**
   * Whether a browser loads the page before anybody asked for it. Source:
   * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Purpose
   */
  private static boolean isPrefetch(WebRequest request) {
    String purpose =
        header(request, "sec-purpose")
            + header(request, "purpose")
            + header(request, "x-purpose")
            + header(request, "x-moz");
    String lower = purpose.toLowerCase(Locale.ROOT);
    return lower.contains("prefetch") || lower.contains("prerender") || lower.contains("preview");
  }

  private static String agent(WebRequest request) {
    // A brand of phones whose name ends like those of robots.
    return header(request, "user-agent").toLowerCase(Locale.ROOT).replace("cubot", "");
  }
}
