package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PageFlowTest extends SimulatorFixture {
  private HttpResponse<String> choose(String url, String choice) throws Exception {
    return post(url, "choice=" + choice);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void thePageShowsWhatIsPaidForAndEscapesIt() throws Exception {
    HttpResponse<String> page = get(create(125_000, "usd").getUrl());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Simulator – no real money")
        .contains("$1,250.00")
        .contains("Sample Merchant")
        .contains("Invoice 1001 &lt;b&gt;&amp;amp;&lt;/b&gt;")
        .contains("https://shop.example/cancelled")
        .doesNotContain("<b>")
        .doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void payingSendsThePayerBackWithTheSession() throws Exception {
    var session = create();

    String back = location(choose(session.getUrl(), "pay"));

    assertThat(back).isEqualTo("https://shop.example/return?session=" + session.getId());
    assertThat(fetch(session.getId()).getPaymentStatus()).isEqualTo("paid");
  }

  @Test
  void aReturnAddressWithOtherLettersIsEncoded() throws Exception {
    SessionCreateParams params =
        params(1_250, "usd")
            .setSuccessUrl("https://shop.example/zurück?s={CHECKOUT_SESSION_ID}")
            .build();
    var session = stripe.v1().checkout().sessions().create(params);

    assertThat(location(choose(session.getUrl(), "pay")))
        .isEqualTo("https://shop.example/zur%C3%BCck?s=" + session.getId());
  }

  @Test
  void aDeclineStaysOnThePageAndCanBeRetried() throws Exception {
    var session = create();

    HttpResponse<String> declined = choose(session.getUrl(), "decline");

    assertThat(declined.statusCode()).isEqualTo(200);
    assertThat(declined.body()).contains("insufficient funds").contains("value=\"pay\"");
    assertThat(location(choose(session.getUrl(), "pay"))).contains(session.getId());
  }

  @Test
  void authenticationIsASecondPageThatCanBePassedOrFailed() throws Exception {
    var session = create();
    String second = simulator.baseUrl() + location(choose(session.getUrl(), "pay_3ds"));
    assertThat(get(second).body()).contains("Approve this payment?");

    HttpResponse<String> failed = choose(second, "fail");
    assertThat(failed.body()).contains("unable to authenticate");
    assertThat(simulator.chargesMade()).isZero();
    choose(session.getUrl(), "pay_3ds");

    assertThat(location(choose(second, "approve"))).contains(session.getId());
    assertThat(simulator.chargesMade()).isEqualTo(1);
  }

  @Test
  void aBankDebitReturnsThePayerUnpaid() throws Exception {
    var session = create();

    location(choose(session.getUrl(), "bank_debit"));

    assertThat(fetch(session.getId()).getStatus()).isEqualTo("complete");
    assertThat(fetch(session.getId()).getPaymentStatus()).isEqualTo("unpaid");
    post("/simulator", "action=debit_succeeds&session=" + session.getId());
    assertThat(fetch(session.getId()).getPaymentStatus()).isEqualTo("paid");
  }

  @Test
  void theSecondTabIsToldThatItWasPaid() throws Exception {
    var session = create();
    choose(session.getUrl(), "pay");

    HttpResponse<String> reload = get(session.getUrl());
    HttpResponse<String> secondTab = choose(session.getUrl(), "pay");

    assertThat(reload.body()).contains("Already paid");
    assertThat(secondTab.statusCode()).isEqualTo(409);
    assertThat(secondTab.body()).contains("Already paid");
    assertThat(simulator.totalCharged()).containsEntry("usd", 1_250L);
  }

  @Test
  void manyTabsAtOncePayOnce() throws Exception {
    var session = create();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tabs = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        tabs.add(() -> choose(session.getUrl(), "pay").statusCode());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> tab : threads.invokeAll(tabs)) {
        statuses.add(tab.get());
      }
      assertThat(statuses).containsOnly(303, 409).containsOnlyOnce(303);
      assertThat(simulator.chargesMade()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anExpiredPageSaysSo() throws Exception {
    var session = create();
    simulator.expireNow(session.getId());

    assertThat(get(session.getUrl()).body()).contains("has expired");
    assertThat(choose(session.getUrl(), "pay").statusCode()).isEqualTo(410);
    assertThat(simulator.chargesMade()).isZero();
  }

  @Test
  void onlyOfferedMethodsAreShown() throws Exception {
    SessionCreateParams cardOnly =
        params(1_250, "usd")
            .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
            .build();
    String url = stripe.v1().checkout().sessions().create(cardOnly).getUrl();

    assertThat(get(url).body()).contains("value=\"pay\"").doesNotContain("bank_debit");
  }

  @Test
  void anUnknownPageIsNotFound() throws Exception {
    assertThat(get("/c/pay/cs_test_none").statusCode()).isEqualTo(404);
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void theControlPageListsAndActs() throws Exception {
    String id = create().getId();
    assertThat(get("/").body()).contains("/simulator");
    assertThat(get("/simulator").body()).contains(id).contains("$12.50");

    location(post("/simulator", "action=expire&session=" + id));
    location(
        post("/simulator", "action=api_fault&kind=RATE_LIMITED&operation=ANY&times=2&seconds=1"));

    assertThat(fetchStatus(id)).isEqualTo(429);
    assertThat(get("/simulator").body())
        .contains("checkout.session.expired")
        .contains("API call (any): rate limited");
    assertThat(post("/simulator", "action=pay&session=" + id).statusCode()).isEqualTo(400);
  }

  private int fetchStatus(String id) {
    try {
      return fetch(id).getLastResponse().code();
    } catch (StripeException e) {
      return e.getStatusCode();
    }
  }

  @Test
  void theClockCanBeAdvancedFromTheControlPage() throws Exception {
    String id = create().getId();

    post("/simulator", "action=advance&minutes=1440");

    assertThat(fetch(id).getStatus()).isEqualTo("expired");
  }

  @Test
  void anotherSitesFormIsRefused() throws Exception {
    var session = create();
    HttpRequest foreign =
        request(session.getUrl())
            .header("Origin", "https://evil.example")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("choice=pay"))
            .build();

    assertThat(browser.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
    assertThat(simulator.chargesMade()).isZero();
  }
}
