package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

/** What the host answers on the wire, to browsers and to others. */
@Timeout(60)
class HostServerTest {
  private static final String HOOK = "/pay/hook/trial-us";
  private static final int MOST_BYTES = 256 * 1024;

  @TempDir static Path folder;
  private static Wire wire;

  @BeforeAll
  static void start() throws IOException {
    wire = new Wire(folder);
  }

  @AfterAll
  static void stop() {
    if (wire != null) {
      wire.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/documents", "/simulators", "/orders/DEMO10090", "/invoices/8004"})
  void everyPageForbidsWhatItDoesNotNeed(String path) throws Exception {
    HttpResponse<String> page = wire.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
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
    HttpResponse<String> page = wire.get(path);
    assertThat(page.statusCode()).isIn(403, 404);
    assertThat(page.body()).doesNotContainPattern("Exception\\b");
  }

  @Test
  void anotherMethodIsRefusedWithTheOnesThereAre() throws Exception {
    assertThat(wire.send("DELETE", "/", "").statusCode()).isEqualTo(405);
    assertThat(wire.send("POST", "/documents", "").headers().firstValue("Allow"))
        .contains("GET, HEAD");
    assertThat(wire.get("/orders/DEMO10090/create").headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aHeadRequestGetsNoBody() throws Exception {
    HttpResponse<String> page = wire.send("HEAD", "/documents", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEmpty();
  }

  @Test
  void aForeignNameForThisMachineIsRefused() throws Exception {
    String answer = wire.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 421");
  }

  @Test
  void healthSaysWhatWaits() throws Exception {
    HttpResponse<String> health = wire.get("/health");
    assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(health.body())
        .contains("\"database\":true", "\"oldestUnsettledEventSeconds\":null")
        .contains("\"unpostedReceipts\":0", "\"outboxWaiting\":0");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedBeforeItIsWorkedOn() throws Exception {
    assertThat(wire.send("POST", HOOK, "x".repeat(MOST_BYTES + 1)).statusCode()).isEqualTo(413);
    assertThat(wire.send("POST", HOOK, "x".repeat(MOST_BYTES)).statusCode()).isEqualTo(400);
    assertThat(wire.send("POST", "/user", "x".repeat(65 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhenItComesInChunks() throws Exception {
    HttpRequest.BodyPublisher chunks =
        HttpRequest.BodyPublishers.ofInputStream(
            () -> new java.io.ByteArrayInputStream(new byte[MOST_BYTES + 1]));
    HttpResponse<String> answer =
        wire.answer(HttpRequest.newBuilder(wire.address(HOOK)).POST(chunks).build());
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aLengthThatIsALieTakesNothingOver() throws Exception {
    String head = "POST " + HOOK + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    // Less is announced than comes: only what was announced is read, and it is no notification.
    assertThat(wire.raw(head + "Content-Length: 3\r\n\r\n" + "{}x".repeat(500)))
        .startsWith("HTTP/1.1 400");
    // No length that a body could have.
    assertThat(wire.raw(head + "Content-Length: -5\r\n\r\nabc")).startsWith("HTTP/1.1 400");
    // The largest length a body could have, and none comes.
    assertThat(wire.raw(head + "Content-Length: 9223372036854775807\r\n\r\nabc"))
        .doesNotContain(" 200");
    assertThat(wire.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    int taken = wire.port();
    assertThatThrownBy(() -> TrialHost.start(taken, folder))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("Port " + taken + " is in use")
        .hasMessageContaining("--port");
  }
}
