package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormStrictnessTest extends SimulatorFixture {
  private static final String ITEM = "line_items[0][price_data]";
  private static final String GOOD =
      "mode=payment&success_url=https://shop.example/ok"
          + "&line_items[0][quantity]=1&"
          + ITEM
          + "[currency]=usd&"
          + ITEM
          + "[unit_amount]=1250&"
          + ITEM
          + "[product_data][name]=Invoice+1001";

  @Test
  void aPlainFormWithLiteralBracketsIsUnderstood() throws Exception {
    HttpResponse<String> answer = post("/v1/checkout/sessions", GOOD);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Request-Id")).isPresent();
    assertThat(answer.headers().firstValue("Stripe-Version"))
        .contains(SimulatorOptions.DEFAULT_API_VERSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[unit_amount]=1250 | [unit_amount]=12.50 | parameter_invalid_integer",
        "[unit_amount]=1250 | [unit_amount]=1e3 | parameter_invalid_integer",
        "[unit_amount]=1250 | [unit_amount]=0 | parameter_invalid_integer",
        "[unit_amount]=1250 | [unit_amount]=-5 | parameter_invalid_integer",
        "[unit_amount]=1250 | [unit_amount]=49 | amount_too_small",
        "[unit_amount]=1250 | [unit_amount]=100000000 | amount_too_large",
        "[unit_amount]=1250 | [amount]=1250 | parameter_unknown",
        "[currency]=usd | [currency]= | parameter_missing",
        "mode=payment | mode=payment&colour=red | parameter_unknown",
        "mode=payment | mode=payment&line_items=x | parameter_unknown",
        "mode=payment | mode=payment&customer=cus_1 | simulator_unsupported",
        "https://shop.example/ok | not+a+url | url_invalid",
        "https://shop.example/ok | javascript:alert(1) | url_invalid",
        "mode=payment | mode=payment&customer_email=nobody | email_invalid",
        "line_items[0] | line_items[1] | parameter_invalid_array",
      })
  void aFaultyParameterIsNamedInStripesShape(String good, String faulty, String code)
      throws Exception {
    HttpResponse<String> answer = post("/v1/checkout/sessions", GOOD.replace(good, faulty));

    JsonObject error =
        JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("error");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error.get("type").getAsString()).isEqualTo("invalid_request_error");
    assertThat(error.get("code").getAsString()).isEqualTo(code);
    assertThat(error.get("message").getAsString()).isNotBlank();
    assertThat(simulator.sessionsCreated()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[currency]=usd | [currency]=USD",
        "[currency]=usd | [currency]=xyz",
        "mode=payment | mode=payment&mode=payment",
        "mode=payment | mode=pay%6",
        "mode=payment | mode=payment&locale=%FF",
        "mode=payment | mode=payment&locale=klingon",
        "mode=payment | mode=payment&&submit_type=pay",
        "line_items[0][quantity]=1 | line_items[0][quantity]=",
      })
  void brokenInputIsRefused(String good, String faulty) throws Exception {
    assertThat(post("/v1/checkout/sessions", GOOD.replace(good, faulty)).statusCode())
        .isEqualTo(400);
    assertThat(simulator.sessionsCreated()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "jpy,50,200",
    "jpy,49,400",
    "kwd,1250,200",
    "kwd,1255,400",
    "isk,500,200",
    "isk,550,400",
    "gbp,30,200",
    "gbp,29,400"
  })
  void currenciesHaveTheirOwnUnitsAndMinimums(String currency, int amount, int status)
      throws Exception {
    String form =
        GOOD.replace("=usd", "=" + currency)
            .replace("[unit_amount]=1250", "[unit_amount]=" + amount);

    assertThat(post("/v1/checkout/sessions", form).statusCode()).isEqualTo(status);
  }

  @Test
  void anUnknownPathIsSaidTheWayStripeSaysIt() throws Exception {
    HttpResponse<String> answer = get("/v1/unicorns");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Unrecognized request URL (GET: /v1/unicorns)");
  }

  @Test
  void anOversizedBodyIsRefused() throws Exception {
    assertThat(
            post("/v1/checkout/sessions", GOOD + "&metadata[x]=" + "y".repeat(300_000))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void basicAuthenticationWorksAndNoneDoesNot() throws Exception {
    String basic =
        java.util.Base64.getEncoder()
            .encodeToString(
                (simulator.apiKey() + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var uri = java.net.URI.create(simulator.baseUrl() + "/v1/account");
    var with =
        java.net.http.HttpRequest.newBuilder(uri).header("Authorization", "Basic " + basic).build();
    var without = java.net.http.HttpRequest.newBuilder(uri).build();

    var bodies = HttpResponse.BodyHandlers.ofString();
    assertThat(browser.send(with, bodies).statusCode()).isEqualTo(200);
    assertThat(browser.send(without, bodies).statusCode()).isEqualTo(401);
  }
}
