package org.paylink.embedded.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.embedded.TrialHost;
import org.paylink.records.Query;

/** A trial in memory, and what is said to it over HTTP. */
final class Wire implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TrialHost trial;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  Wire(Path folder) throws IOException {
    String database = "jdbc:derby:memory:wire" + NUMBER.incrementAndGet() + ";create=true";
    trial = TrialHost.start(0, folder, Map.of("database.url", database));
  }

  TrialHost trial() {
    return trial;
  }

  int port() {
    return trial.baseUrl().getPort();
  }

  @Override
  public void close() {
    trial.close();
  }

  HttpResponse<String> answer(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  int linksOf(String order) {
    return trial
        .host()
        .records()
        .unit(unit -> unit.list(Query.from("PaymentLink").equal("subjectId", order)))
        .size();
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String cookie, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  URI address(String path) {
    return URI.create(trial.baseUrl() + path);
  }

  static String cookie(HttpResponse<String> page) {
    return page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  static String token(String html, String action) {
    String form = html.substring(html.indexOf("action=\"" + action + "\""));
    Matcher token = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"").matcher(form);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  /** What the server answers to exactly these bytes. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", trial.baseUrl().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
