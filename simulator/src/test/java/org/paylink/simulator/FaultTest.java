package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.fault.ApiOperation;

class FaultTest extends SimulatorFixture {
  private static final Duration LONG = Duration.ofSeconds(30);

  private StripeClient impatient() {
    return StripeClient.builder()
        .setApiKey(simulator.apiKey())
        .setApiBase(simulator.baseUrl())
        .setMaxNetworkRetries(0)
        .setReadTimeout(2_000)
        .build();
  }

  private Session createUnder(String key) throws StripeException {
    return createUnder(stripe, key);
  }

  private static Session createUnder(StripeClient client, String key) throws StripeException {
    return client.v1().checkout().sessions().create(params(1_250, "usd").build(), key(key));
  }

  private void assertConnectionFails(String key) {
    assertThat(
            catchThrowableOfType(ApiConnectionException.class, () -> createUnder(impatient(), key)))
        .isNotNull();
  }

  @Test
  void aRateLimitSaysHowLongToWait() throws Exception {
    simulator.faults().rateLimit(ApiOperation.FETCH, 1, Duration.ofSeconds(7));

    HttpResponse<String> answer = get("/v1/account");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(get("/v1/account").statusCode()).isEqualTo(200);
  }

  @Test
  void faultsStrikeOnlyTheirOperation() throws StripeException {
    simulator.faults().rateLimit(ApiOperation.EXPIRE, 1, Duration.ofSeconds(1));
    String id = create().getId();
    assertThat(fetch(id).getStatus()).isEqualTo("open");

    assertThat(
            catchThrowableOfType(
                RateLimitException.class, () -> stripe.v1().checkout().sessions().expire(id)))
        .isNotNull();
    assertThat(stripe.v1().checkout().sessions().expire(id).getStatus()).isEqualTo("expired");
  }

  @Test
  void aLostAnswerLeavesTheWorkDoneForTheSameKey() throws StripeException {
    // HttpURLConnection repeats a request once by itself when its connection is closed.
    simulator.faults().loseAnswer(ApiOperation.CREATE, 2);
    assertConnectionFails("k");
    assertThat(simulator.sessionsCreated()).isEqualTo(1);

    Session session = createUnder("k");

    assertThat(session.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .contains("true");
    assertThat(simulator.sessionsCreated()).isEqualTo(1);
    assertThat(simulator.sessions().get(0).id()).isEqualTo(session.getId());
  }

  @Test
  void aSingleLostAnswerIsRepairedByTheJdkUnderTheSameKey() throws StripeException {
    simulator.faults().loseAnswer(ApiOperation.CREATE, 1);

    Session session = createUnder("k");

    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(simulator.requests()).hasSize(2);
    assertThat(simulator.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void aCutAnswerLeavesTheWorkDone() throws StripeException {
    simulator.faults().cutAnswer(ApiOperation.CREATE, 1);

    ApiException error = catchThrowableOfType(ApiException.class, () -> createUnder("k"));

    // The SDK reports half an answer as an error that bears the status 200.
    assertThat(error.getStatusCode()).isEqualTo(200);
    assertThat(simulator.sessionsCreated()).isEqualTo(1);

    assertThat(createUnder("k").getStatus()).isEqualTo("open");
    assertThat(simulator.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void aCallThatHangsAfterTheWorkHasDoneIt() throws StripeException {
    simulator.faults().hangAfterWork(ApiOperation.CREATE, 1, LONG);
    assertConnectionFails("k");

    assertThat(simulator.sessionsCreated()).isEqualTo(1);
    assertThat(createUnder("k").getId()).isEqualTo(simulator.sessions().get(0).id());
  }

  @Test
  void aCallThatHangsBeforeTheWorkHasDoneNothing() throws StripeException {
    simulator.faults().hangBeforeWork(ApiOperation.CREATE, 1, LONG);
    assertConnectionFails("k");

    assertThat(simulator.sessionsCreated()).isZero();
    assertThat(createUnder("k").getStatus()).isEqualTo("open");
  }

  @Test
  void anotherAmountIsTakenAndTold() throws StripeException {
    simulator.faults().nextPaymentTakes(999);
    String id = create().getId();
    simulator.pay(id);

    Session session = expanded(id);

    assertThat(session.getAmountTotal()).isEqualTo(999);
    assertThat(session.getPaymentIntentObject().getAmountReceived()).isEqualTo(999);
    assertThat(simulator.totalCharged()).containsEntry("usd", 999L);
  }

  @Test
  void anotherCurrencyIsTakenAndTold() throws StripeException {
    simulator.faults().nextPaymentInCurrency("eur");
    String id = create().getId();
    simulator.pay(id);

    Session session = expanded(id);

    assertThat(session.getCurrency()).isEqualTo("eur");
    assertThat(session.getPaymentIntentObject().getCurrency()).isEqualTo("eur");
    assertThat(simulator.totalCharged()).containsOnlyKeys("eur");
  }

  @Test
  void theAmountMayBeAbsentEverywhereThoughTheMoneyWasTaken() throws StripeException {
    simulator.faults().nextPaymentWithoutAmount();
    String id = create().getId();
    simulator.pay(id);

    Session session = expanded(id);

    assertThat(session.getAmountTotal()).isNull();
    assertThat(session.getPaymentIntentObject().getAmountReceived()).isNull();
    assertThat(session.getPaymentIntentObject().getLatestChargeObject().getAmount()).isNull();
    assertThat(simulator.session(id).orElseThrow().amountTotal()).isEmpty();
    assertThat(simulator.totalCharged()).containsEntry("usd", 1_250L);
  }

  @Test
  void onlyTheNextPaymentSuffers() throws StripeException {
    simulator.faults().nextPaymentTakes(999);
    simulator.pay(create().getId());
    simulator.pay(create().getId());

    assertThat(simulator.totalCharged()).containsEntry("usd", 999L + 1_250L);
  }

  private Session expanded(String id) throws StripeException {
    return stripe
        .v1()
        .checkout()
        .sessions()
        .retrieve(
            id, SessionRetrieveParams.builder().addExpand("payment_intent.latest_charge").build());
  }
}
