package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.host.Tasks;

/** A person of the sample host sees and ticks off the own tasks, and no other's. */
class TaskScreenTest {
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

  @Test
  void aTaskIsTickedOffByItsPersonAlone() throws Exception {
    String theirs = open("accountant", "Look <at> it");
    String own = open("sales", "Call them");
    String sales = Wire.cookie(wire.get("/"));
    assertThat(page(sales).body()).contains("Call them").doesNotContain("Look");
    tickOff(sales, theirs);
    tickOff(sales, own);
    assertThat(isOpen(theirs)).isTrue();
    assertThat(isOpen(own)).isFalse();
    assertThat(wire.post("/tasks", sales, "formToken=x&task=" + theirs).statusCode())
        .isEqualTo(403);
    String accountant = become("accountant", sales);
    assertThat(page(accountant).body()).contains("Look &lt;at&gt; it");
    tickOff(accountant, theirs);
    assertThat(page(accountant).body()).contains("Done by accountant");
  }

  private static String open(String login, String title) {
    var host = wire.trial().host();
    return host.records()
        .unit(unit -> host.tasks().open(unit, new Tasks.NewTask(login, title, "x")));
  }

  private static boolean isOpen(String task) {
    var host = wire.trial().host();
    return host.records().unit(unit -> host.tasks().isOpen(unit, task)).orElseThrow();
  }

  private static void tickOff(String cookie, String task) throws Exception {
    String token = Wire.token(page(cookie).body(), "/tasks");
    wire.post("/tasks", cookie, "formToken=" + token + "&task=" + task);
  }

  private static String become(String user, String cookie) throws Exception {
    String token = Wire.token(page(cookie).body(), "/user");
    return Wire.cookie(
        wire.post("/user", cookie, "formToken=" + token + "&user=" + user + "&back=/"));
  }

  private static HttpResponse<String> page(String cookie) throws Exception {
    return wire.answer(
        HttpRequest.newBuilder(wire.address("/tasks")).header("Cookie", cookie).build());
  }
}
