package org.paylink.simulator;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A merchant's endpoint that keeps what it receives and answers as told. */
final class WebhookReceiver implements AutoCloseable {
  static final String SECRET = "whsec_test";

  /** One request as received. */
  record Received(String signature, String body) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final HttpServer server;
  private volatile int status = 200;

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/hook", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new Received(exchange.getRequestHeaders().getFirst("Stripe-Signature"), body));
      exchange.sendResponseHeaders(status, -1);
    }
    first.countDown();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answer(int newStatus) {
    status = newStatus;
  }

  List<Received> received() {
    return received;
  }

  boolean awaitOne(long time, TimeUnit unit) throws InterruptedException {
    return first.await(time, unit);
  }

  /** The types of the events received, in order. */
  List<String> types() {
    return received.stream()
        .map(r -> JsonParser.parseString(r.body()).getAsJsonObject())
        .map(event -> event.get("type").getAsString())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
