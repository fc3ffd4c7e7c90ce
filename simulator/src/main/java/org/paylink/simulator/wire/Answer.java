package org.paylink.simulator.wire;

import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param headers further headers
 * @param body the body; empty for none
 */
public record Answer(int status, String contentType, Map<String, String> headers, String body) {

  /** JSON with further headers. */
  public static Answer json(int status, String body, Map<String, String> headers) {
    return new Answer(status, "application/json", Map.copyOf(headers), body);
  }

  /** A page. */
  public static Answer html(int status, String body) {
    return new Answer(status, "text/html; charset=utf-8", Map.of(), body);
  }

  /** Sends the browser elsewhere by GET. */
  public static Answer seeOther(String url) {
    return new Answer(303, "text/plain", Map.of("Location", url), "");
  }
}
