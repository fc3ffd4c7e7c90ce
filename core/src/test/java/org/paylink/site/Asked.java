package org.paylink.site;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as browsers and others send them. */
final class Asked {
  private Asked() {}

  /** A page asked for with these headers, by lower-case name. */
  static WebRequest with(Map<String, String> headers) {
    return request("GET", headers, Map.of(), "203.0.113.9", false);
  }

  /** A page asked for at an address that ends in this parameter. */
  static WebRequest at(String parameter, String value, Map<String, String> headers) {
    return request("GET", headers, Map.of(parameter, List.of(value)), "203.0.113.9", false);
  }

  /** A page asked for over a connection from this address. */
  static WebRequest from(String peer, Map<String, String> headers) {
    return request("GET", headers, Map.of(), peer, false);
  }

  static WebRequest request(
      String method,
      Map<String, String> headers,
      Map<String, List<String>> query,
      String peer,
      boolean secure) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return new WebRequest(method, "/x", query, Map.of(), lists, new byte[0], peer, secure);
  }
}
