package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.ApiFault;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;

/** The simulators other than Stripe's: their wires as documented, their payers' pages. */
@Timeout(60)
class HostedSimulatorTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ManualClock clock = new ManualClock();
  private HostedFormSimulator form;
  private ApprovalSimulator approval;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    form = HostedFormSimulator.start(SimulatorOptions.forTests(clock, 7));
    approval = ApprovalSimulator.start(SimulatorOptions.forTests(clock, 7));
  }

  @AfterEach
  void stop() {
    form.close();
    approval.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url, String... fields) throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonObject page(HostedSimulator simulator, String key, String amount) throws Exception {
    String request =
        """
        {"getHostedPaymentPageRequest": {
          "merchantAuthentication": {"transactionKey": "%s"},
          "refId": "%s",
          "transactionRequest": {"amount": "%s", "currencyCode": "USD",
            "order": {"invoiceNumber": "A1", "description": "Goods"}, "userFields": {"link": "L1"}},
          "hostedPaymentSettings": {"url": "http://127.0.0.1:9/back",
            "cancelUrl": "http://127.0.0.1:9/left", "expiresAt": "%s"}}}
        """
            .formatted(
                simulator.apiKey(), key, amount, clock.instant().plus(Duration.ofMinutes(14)));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/xml/v1/request.api"))
                .POST(BodyPublishers.ofString(request)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("\uFEFF");
    return JsonParser.parseString(answer.body().substring(1)).getAsJsonObject();
  }

  private JsonObject order(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        send(request.header("Authorization", "Bearer " + approval.apiKey()));
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private JsonObject newOrder() throws Exception {
    String body =
        """
        {"intent": "CAPTURE", "expires_at": "%s",
         "purchase_units": [{"custom_id": "A1", "invoice_id": "L1", "description": "Goods",
           "amount": {"currency_code": "USD", "value": "12.50"}}],
         "application_context": {"return_url": "http://127.0.0.1:9/back",
           "cancel_url": "http://127.0.0.1:9/left"}}
        """
            .formatted(clock.instant().plus(Duration.ofHours(2)));
    return order(
        HttpRequest.newBuilder(URI.create(approval.baseUrl() + "/v2/checkout/orders"))
            .header("Order-Request-Id", "k1")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonObject capture(String id) throws Exception {
    return order(
        HttpRequest.newBuilder(
                URI.create(approval.baseUrl() + "/v2/checkout/orders/" + id + "/capture"))
            .POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void thePayersPageOpensWithATokenAndLeadsBackAfterPaying() throws Exception {
    JsonObject page = page(form, "k1", "12.50");
    String url = page.get("formUrl").getAsString();
    String token = page.get("token").getAsString();

    assertThat(post(url, "token", token).body()).contains("$12.50", "Goods", "no real money");
    assertThat(send(HttpRequest.newBuilder(URI.create(url))).statusCode()).isEqualTo(405);
    assertThat(post(url, "token", "tok_guessed").statusCode()).isEqualTo(404);
    HttpResponse<String> paid = post(url, "token", token, "choice", "pay");

    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(paid.headers().firstValue("location")).contains("http://127.0.0.1:9/back");
    assertThat(form.totalCharged()).containsEntry("USD", 1_250L);
    assertThat(post(url, "token", token, "choice", "pay").body()).contains("made already");
    assertThat(form.totalCharged()).containsEntry("USD", 1_250L);
  }

  @Test
  void aPayersTransferArrivesAfterThreeDaysOrNever() throws Exception {
    for (String choice : new String[] {"bank_pays", "bank_refuses"}) {
      JsonObject page = page(form, choice, "12.50");
      post(
          page.get("formUrl").getAsString(),
          "token",
          page.get("token").getAsString(),
          "choice",
          choice);
    }
    form.advance(Duration.ofDays(2));
    assertThat(form.all()).allMatch(checkout -> checkout.state == State.PENDING);

    form.advance(Duration.ofDays(1));

    assertThat(form.all().stream().map(checkout -> checkout.state))
        .containsExactly(State.PAID, State.FAILED);
  }

  @Test
  void whatThePayerAgreedToIsTakenByTheCaptureAlone() throws Exception {
    String id = newOrder().get("id").getAsString();
    String url = approval.baseUrl() + "/checkoutnow/" + id;
    assertThat(capture(id).toString()).contains("ORDER_NOT_APPROVED");

    assertThat(post(url, "choice", "pay").statusCode()).isEqualTo(303);
    assertThat(approval.totalCharged()).isEmpty();

    assertThat(capture(id).get("status").getAsString()).isEqualTo("COMPLETED");
    assertThat(capture(id).toString()).contains("ORDER_ALREADY_CAPTURED");
    assertThat(approval.totalCharged()).containsEntry("USD", 1_250L);
  }

  @Test
  void aFormSentByAnotherSiteChoosesNothing() throws Exception {
    String id = newOrder().get("id").getAsString();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(approval.baseUrl() + "/checkoutnow/" + id))
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("choice=pay")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(approval.checkout(id).state).isEqualTo(State.OPEN);
  }

  @Test
  void notificationsAreSentSignedAndAgainWhenRefused() throws Exception {
    try (WebhookReceiver receiver = new WebhookReceiver()) {
      form.webhook(receiver.url(), "secret");
      JsonObject page = page(form, "k1", "12.50");
      form.pay(page.get("pageId").getAsString());
      receiver.answer(500);
      assertThat(form.deliverDue()).isEqualTo(1);
      receiver.answer(200);
      form.advance(Duration.ofMinutes(1));
      assertThat(form.deliverDue()).isEqualTo(1);

      assertThat(receiver.received()).hasSize(2);
      assertThat(receiver.received().get(0).body())
          .isEqualTo(receiver.received().get(1).body())
          .contains("net.hosted.payment.settled");
    }
  }

  @Test
  void aPersonPlaysTheBankAndAsksForFaultsOnTheControlPage() throws Exception {
    String id = page(form, "k1", "12.50").get("pageId").getAsString();
    form.payByBankTransfer(id);
    String control = form.baseUrl() + "/simulator";
    assertThat(send(HttpRequest.newBuilder(URI.create(control))).body()).contains("Bank pays", id);

    post(control, "action", "bank_pays", "checkout", id);
    post(control, "action", "fault", "operation", "CREATE", "kind", "SERVER_ERROR");

    assertThat(form.checkout(id).state).isEqualTo(State.PAID);
    assertThat(form.faults().take(ApiOperation.CREATE).map(ApiFault::kind))
        .contains(ApiFault.Kind.SERVER_ERROR);
  }

  @Test
  void aPersonRefundsAndDisputesOnTheControlPage() throws Exception {
    String id = newOrder().get("id").getAsString();
    approval.approve(id);
    capture(id);
    String control = approval.baseUrl() + "/simulator";
    post(control, "action", "refund", "payment", id, "amount", "250");
    post(control, "action", "dispute", "payment", id);

    assertThat(approval.reversals().totalRefunded()).containsEntry("USD", 250L);
    assertThat(send(HttpRequest.newBuilder(URI.create(control))).body())
        .contains("$2.50", "Hand evidence in", "Won");
  }

  @Test
  void aRestartKeepsCheckoutsKeysAndMoney() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.forTests(clock, 7).withDataFile(folder.resolve("form.json"));
    String paid;
    try (HostedFormSimulator first = HostedFormSimulator.start(options)) {
      paid = page(first, "k1", "12.50").get("pageId").getAsString();
      first.pay(paid);
    }

    try (HostedFormSimulator second = HostedFormSimulator.start(options)) {
      assertThat(second.checkout(paid).state).isEqualTo(State.PAID);
      assertThat(page(second, "k1", "12.50").get("pageId").getAsString()).isEqualTo(paid);
      assertThat(page(second, "k1", "12.51").toString()).contains("KEY_REUSED");
      assertThat(second.totalCharged()).containsEntry("USD", 1_250L);
    }
  }
}
