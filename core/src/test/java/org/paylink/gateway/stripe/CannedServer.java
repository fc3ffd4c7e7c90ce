package org.paylink.gateway.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers what it is told to, by path; for answers no well-behaved simulator gives. */
final class CannedServer implements AutoCloseable {
  /** How one path answers. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new LinkedHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  CannedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The calls so far, such as {@code GET /v1/account}. */
  List<String> calls() {
    return calls;
  }

  CannedServer on(String call, int status, String body, String... headers) {
    return on(
        call,
        exchange -> {
          for (int at = 0; at < headers.length; at += 2) {
            exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  CannedServer on(String call, Reply reply) {
    replies.put(call, reply);
    return this;
  }

  /** Sends a byte now and then until the server is closed. */
  CannedServer trickleOn(String call) {
    return on(
        call,
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000_000);
          while (!closedWithinMillis(50)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
          }
        });
  }

  private boolean closedWithinMillis(long wait) {
    try {
      return closing.await(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      calls.add(call);
      Reply reply = replies.get(call);
      exchange.getRequestBody().readAllBytes();
      if (reply == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        reply.to(exchange);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
