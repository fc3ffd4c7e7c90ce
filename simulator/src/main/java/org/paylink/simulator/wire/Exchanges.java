package org.paylink.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads requests from and writes answers to the JDK's HTTP server. */
public final class Exchanges {
  /** The longest body accepted, in bytes. */
  public static final int LONGEST_BODY = 256 * 1024;

  private Exchanges() {}

  /** The body as text; empty if it is longer than {@link #LONGEST_BODY}. */
  public static Optional<String> body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    return bytes.length > LONGEST_BODY
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The query as it was sent; empty if there is none. */
  public static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  /** Writes the whole answer. */
  public static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = begin(exchange, answer);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Writes the first half of the answer's body, then breaks the connection. */
  public static void writeHalf(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = begin(exchange, answer);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, body.length / 2);
    out.flush();
    exchange.close();
  }

  private static byte[] begin(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    return body;
  }
}
