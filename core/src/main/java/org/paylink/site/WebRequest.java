package org.paylink.site;

import java.util.List;
import java.util.Map;

/**
 * One request to the public pages, as plain values, so that every host and the tests use the same
 * code.
 *
 * @param method the HTTP method in upper case
 * @param path what follows the public pages' mount, starting with {@code /}, undecoded as received
 * @param query parameters of the query string, decoded, in the order received
 * @param form fields of a form-encoded body, decoded; empty for any other body
 * @param headers by lower-case name
 * @param body the raw body, byte by byte as received; empty when there is none
 * @param remoteAddress the address the connection came from, which may be a proxy's
 * @param secure whether the connection to the host's server is HTTPS
 */
public record WebRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> form,
    Map<String, List<String>> headers,
    byte[] body,
    String remoteAddress,
    boolean secure) {}
