package org.paylink.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paylink.site.UrlEncoded;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/**
 * Somebody who asks the public site, from an address of its own.
 *
 * @param address where the connection comes from
 * @param agent what it says it is
 * @param secure whether the connection is HTTPS
 */
record Client(String address, String agent, boolean secure) {
  static final String PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130 Mobile Safari";
  static final String DESKTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0";

  static Client at(String address) {
    return new Client(address, PHONE, false);
  }

  WebResponse get(World world, String url) {
    return ask(world, "GET", url, "", Map.of());
  }

  WebResponse ask(
      World world, String method, String url, String body, Map<String, String> headers) {
    return world.paylink.site().handle(request(method, url, body, headers));
  }

  /** A request to a whole address or to a path of the public pages. */
  WebRequest request(String method, String url, String body, Map<String, String> headers) {
    String rest = url.replaceFirst("^.*?/pay(?=/)", "");
    int question = rest.indexOf('?');
    Map<String, List<String>> all =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    all.putIfAbsent("user-agent", List.of(agent));
    return new WebRequest(
        method,
        question < 0 ? rest : rest.substring(0, question),
        question < 0 ? Map.of() : UrlEncoded.parse(rest.substring(question + 1)),
        Map.of(),
        all,
        body.getBytes(StandardCharsets.UTF_8),
        address,
        secure);
  }
}
