package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What forms do that nobody filled in on our pages, and what happens to those somebody did. */
@Timeout(60)
class HostFormsTest {
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
  void aFormWithoutATokenDoesNothing() throws Exception {
    HttpResponse<String> answer =
        wire.send("POST", "/orders/DEMO10091/create", "requestKey=k1&amount=1.00&purpose=x");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This page was open too long", "value=\"1.00\"");
    assertThat(wire.linksOf("DEMO10091")).isZero();
  }

  @Test
  void aTokenOfOneFormDoesNotServeAnother() throws Exception {
    HttpResponse<String> page = wire.get("/orders/DEMO10091");
    String cookie = Wire.cookie(page);
    String token = Wire.token(page.body(), "/orders/DEMO10091/create");
    String body = "formToken=" + token + "&requestKey=k2&amount=1.00&purpose=x";
    assertThat(wire.post("/orders/DEMO10094/create", cookie, body).statusCode()).isEqualTo(403);
    assertThat(wire.post("/orders/DEMO10091/create", "", body).statusCode()).isEqualTo(403);
    assertThat(wire.linksOf("DEMO10091") + wire.linksOf("DEMO10094")).isZero();
  }

  @Test
  void aForgedCookieMakesNobodyAnAdmin() throws Exception {
    String cookie = Wire.cookie(wire.get("/")).replace(".sales.", ".admin.");
    HttpRequest request =
        HttpRequest.newBuilder(wire.address("/book")).header("Cookie", cookie).build();
    assertThat(wire.answer(request).statusCode()).isEqualTo(403);
  }

  @Test
  void goingBackLeadsToOurOwnPagesOnly() throws Exception {
    HttpResponse<String> page = wire.get("/documents");
    String token = Wire.token(page.body(), "/user");
    for (String back : new String[] {"https://evil.example/", "//evil.example", "/\\evil", "x"}) {
      String body = "formToken=" + token + "&user=admin&back=" + back;
      HttpResponse<String> answer = wire.post("/user", Wire.cookie(page), body);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).as(back).contains("/");
    }
  }

  @Test
  void aRefusedAmountIsSaidAboveTheFormThatStillHoldsIt() throws Exception {
    HttpResponse<String> page = wire.get("/orders/DEMO10092");
    String token = Wire.token(page.body(), "/orders/DEMO10092/create");
    String body = "formToken=" + token + "&requestKey=k3&amount=9999999&purpose=x&validityDays=";
    HttpResponse<String> answer = wire.post("/orders/DEMO10092/create", Wire.cookie(page), body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("role=\"alert\"", "value=\"9999999\"");
    assertThat(wire.linksOf("DEMO10092")).isZero();
  }
}
