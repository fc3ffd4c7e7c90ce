package org.paylink.proof;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paylink.site.PublicSite;
import org.paylink.site.UrlEncoded;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/** What comes in over the network: browsers' requests and gateways' notifications. */
record PublicRequests(PublicSite site) {

  /** What a gateway gets that hands a notification over with these headers. */
  WebResponse hook(String account, String body, Map<String, String> headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send("POST", "/pay/hook/" + account, bytes, lower, Map.of());
  }

  /**
   * What a caller gets.
   *
   * @param url with anything before {@code /pay/}
   * @param moreHeaders besides a browser's own
   */
  WebResponse send(
      String method,
      String url,
      byte[] body,
      Map<String, List<String>> moreHeaders,
      Map<String, List<String>> form) {
    String rest = url.substring(url.indexOf("/pay/") + "/pay".length());
    int question = rest.indexOf('?');
    Map<String, List<String>> query =
        question < 0 ? Map.of() : UrlEncoded.parse(rest.substring(question + 1));
    Map<String, List<String>> headers = new HashMap<>(moreHeaders);
    headers.putIfAbsent("user-agent", List.of("Mozilla/5.0 (a person's phone)"));
    String path = question < 0 ? rest : rest.substring(0, question);
    return site.handle(
        new WebRequest(method, path, query, form, headers, body, "127.0.0.1", false));
  }
}
