package org.paylink.simulator.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An API request as it was received.
 *
 * @param requestId the identifier it was given (req_…)
 * @param at when it came, by the simulator's clock
 * @param method the HTTP method
 * @param path the path without the query
 * @param query the query, still encoded; empty if there was none
 * @param headers the first value of each header, by its name in lower case, but for the key
 * @param body the body, still encoded
 */
public record RecordedRequest(
    String requestId,
    Instant at,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body) {

  /** A header's value; the name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The parameters: of a POST those of its body, else those of its query. */
  public Form form() {
    return Form.parse(method.equals("POST") ? body : query);
  }
}
