package org.paylink.embedded.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.embedded.TrialException;
import org.paylink.embedded.TrialHost;
import org.paylink.records.Query;

/** What the host answers on the wire, to browsers and to others. */
@Timeout(60)
class HostServerTest {
  private static final String HOOK = "/pay/hook/trial-us";
  private static final int MOST_BYTES = 256 * 1024;

  @TempDir static Path folder;
  private static TrialHost trial;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    String database = "jdbc:derby:memory:hostServer;create=true";
    trial = TrialHost.start(0, folder, Map.of("database.url", database));
    client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  }

  @AfterAll
  static void stop() {
    if (trial != null) {
      trial.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/documents", "/simulators", "/orders/DEMO10090", "/invoices/8004"})
  void everyPageForbidsWhatItDoesNotNeed(String path) throws Exception {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe-inline");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax");
    String elsewhere = "(src|href)=\"(?!/|#|http://127\\.0\\.0\\.1:)";
    assertThat(Pattern.compile(elsewhere).matcher(page.body()).find()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/orders/",
        "/orders/NONE",
        "/orders/a'b",
        "/orders/DEMO10090/delete",
        "/payments/%00",
        "/..%2f..%2fetc/passwd",
        "/style.css/x",
        "/pay"
      })
  void whatIsNotThereIsSaidToBeMissing(String path) throws Exception {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).isIn(403, 404);
    assertThat(page.body()).doesNotContain("Exception");
  }

  @Test
  void anotherMethodIsRefusedWithTheOnesThereAre() throws Exception {
    assertThat(send("DELETE", "/", "").statusCode()).isEqualTo(405);
    assertThat(send("POST", "/documents", "").headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(get("/orders/DEMO10090/create").headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aHeadRequestGetsNoBody() throws Exception {
    HttpResponse<String> page = send("HEAD", "/documents", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEmpty();
  }

  @Test
  void aForeignNameForThisMachineIsRefused() throws Exception {
    String answer = raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 421");
  }

  @Test
  void healthSaysWhatWaits() throws Exception {
    HttpResponse<String> health = get("/health");
    assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(health.body())
        .contains("\"database\":true", "\"oldestUnsettledEventSeconds\":null")
        .contains("\"unpostedReceipts\":0", "\"outboxWaiting\":0");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedBeforeItIsWorkedOn() throws Exception {
    assertThat(send("POST", HOOK, "x".repeat(MOST_BYTES + 1)).statusCode()).isEqualTo(413);
    assertThat(send("POST", HOOK, "x".repeat(MOST_BYTES)).statusCode()).isEqualTo(400);
    assertThat(send("POST", "/user", "x".repeat(65 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhenItComesInChunks() throws Exception {
    HttpRequest.BodyPublisher chunks =
        HttpRequest.BodyPublishers.ofInputStream(
            () -> new java.io.ByteArrayInputStream(new byte[MOST_BYTES + 1]));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address(HOOK)).POST(chunks).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aLengthThatIsALieTakesNothingOver() throws Exception {
    String head = "POST " + HOOK + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    // Less is announced than comes: only what was announced is read, and it is no notification.
    assertThat(raw(head + "Content-Length: 3\r\n\r\n" + "{}x".repeat(500)))
        .startsWith("HTTP/1.1 400");
    // No length that a body could have.
    assertThat(raw(head + "Content-Length: -5\r\n\r\nabc")).startsWith("HTTP/1.1 400");
    // The largest length a body could have, and none comes.
    assertThat(raw(head + "Content-Length: 9223372036854775807\r\n\r\nabc")).doesNotContain(" 200");
    assertThat(get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aFormWithoutATokenDoesNothing() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/orders/DEMO10091/create", "requestKey=k1&amount=1.00&purpose=x");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This page was open too long", "value=\"1.00\"");
    assertThat(linksOf("DEMO10091")).isZero();
  }

  @Test
  void aTokenOfOneFormDoesNotServeAnother() throws Exception {
    HttpResponse<String> page = get("/orders/DEMO10091");
    String cookie = cookie(page);
    String token = token(page.body(), "/orders/DEMO10091/create");
    String body = "formToken=" + token + "&requestKey=k2&amount=1.00&purpose=x";
    assertThat(post("/orders/DEMO10094/create", cookie, body).statusCode()).isEqualTo(403);
    assertThat(post("/orders/DEMO10091/create", "", body).statusCode()).isEqualTo(403);
    assertThat(linksOf("DEMO10091") + linksOf("DEMO10094")).isZero();
  }

  @Test
  void aForgedCookieMakesNobodyAnAdmin() throws Exception {
    String cookie = cookie(get("/")).replace(".sales.", ".admin.");
    HttpRequest request = HttpRequest.newBuilder(address("/book")).header("Cookie", cookie).build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void goingBackLeadsToOurOwnPagesOnly() throws Exception {
    HttpResponse<String> page = get("/documents");
    String token = token(page.body(), "/user");
    for (String back : new String[] {"https://evil.example/", "//evil.example", "/\\evil", "x"}) {
      String body = "formToken=" + token + "&user=admin&back=" + back;
      HttpResponse<String> answer = post("/user", cookie(page), body);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).as(back).contains("/");
    }
  }

  @Test
  void aRefusedAmountIsSaidAboveTheFormThatStillHoldsIt() throws Exception {
    HttpResponse<String> page = get("/orders/DEMO10092");
    String token = token(page.body(), "/orders/DEMO10092/create");
    String body = "formToken=" + token + "&requestKey=k3&amount=9999999&purpose=x&validityDays=";
    HttpResponse<String> answer = post("/orders/DEMO10092/create", cookie(page), body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("role=\"alert\"", "value=\"9999999\"");
    assertThat(linksOf("DEMO10092")).isZero();
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    int taken = trial.baseUrl().getPort();
    assertThatThrownBy(() -> TrialHost.start(taken, folder))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("Port " + taken + " is in use")
        .hasMessageContaining("--port");
  }

  private static int linksOf(String order) {
    return trial
        .host()
        .records()
        .unit(unit -> unit.list(Query.from("PaymentLink").equal("subjectId", order)))
        .size();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String cookie, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static URI address(String path) {
    return URI.create(trial.baseUrl() + path);
  }

  private static String cookie(HttpResponse<String> page) {
    return page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private static String token(String html, String action) {
    String form = html.substring(html.indexOf("action=\"" + action + "\""));
    Matcher token = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"").matcher(form);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  /** What the server answers to exactly these bytes. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", trial.baseUrl().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
