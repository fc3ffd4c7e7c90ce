package org.paylink.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.paylink.site.UrlEncoded;
import org.paylink.site.WebRequest;

/**
 * Turns a servlet request into plain values. Never asks the server for parameters, because reading
 * them would consume a form body before its raw bytes are read.
 */
final class RequestReader {
  private static final String FORM = "application/x-www-form-urlencoded";

  private RequestReader() {}

  /**
   * The request, or nothing when its body is longer than allowed.
   *
   * @param mostBytes the longest body at a path, in bytes
   */
  static Optional<WebRequest> read(HttpServletRequest request, ToIntFunction<String> mostBytes)
      throws IOException {
    int maxBodyBytes = mostBytes.applyAsInt(path(request));
    if (request.getContentLengthLong() > maxBodyBytes) {
      return Optional.empty();
    }
    byte[] body = body(request, maxBodyBytes);
    if (body.length > maxBodyBytes) {
      return Optional.empty();
    }
    return Optional.of(with(request, body));
  }

  /** The request without its form and body. */
  static WebRequest head(HttpServletRequest request) {
    return with(request, new byte[0]);
  }

  private static WebRequest with(HttpServletRequest request, byte[] body) {
    return new WebRequest(
        request.getMethod().toUpperCase(Locale.ROOT),
        path(request),
        UrlEncoded.parse(request.getQueryString()),
        form(request, body),
        headers(request),
        body,
        request.getRemoteAddr(),
        request.isSecure());
  }

  /** One byte more than allowed tells a body that is too long from one that just fits. */
  private static byte[] body(HttpServletRequest request, int maxBodyBytes) throws IOException {
    try (InputStream in = request.getInputStream()) {
      return in.readNBytes(maxBodyBytes + 1);
    }
  }

  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/") ? path : "/" + path;
  }

  private static Map<String, List<String>> form(HttpServletRequest request, byte[] body) {
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      return Map.of();
    }
    return UrlEncoded.parse(new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
    }
    return headers;
  }
}
