package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Session;
import org.paylink.gateway.wire.WireJson;

/** Answers that Stripe, or something between us and Stripe, may give. */
class StripeWireTest extends CannedStripe {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "null",
        "[]",
        "{",
        "{}",
        "<html></html>",
        "{\"id\":null}",
        "{\"id\":7}",
        "{\"id\":\"../x\"}",
        "{\"id\":\"cs_1\",\"metadata\":[]}"
      })
  void anUnreadableAnswerIsAnUnknownOutcomeOfAStartAndAFailureOfAFetch(String body) {
    server.on(START, 200, body, "Request-Id", "req_9").on(FETCH, 200, body);

    assertThat(startFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(startFailure().requestId()).contains("req_9");
    assertThat(fetchFailure().kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void anAnswerAboutAnotherAttemptOrSessionIsNotBelieved() {
    server.on(START, 200, OPEN.replace("A1", "A2"));
    server.on(FETCH, 200, OPEN.replace("cs_test_1", "cs_test_2"));

    assertThat(startFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(fetchFailure().kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void anOpenSessionWithoutItsUrlIsNotAStart() {
    server.on(START, 200, OPEN.replace("\"url\"", "\"link\""));

    assertThat(startFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void anAnswerOfTheOtherModeIsRefused() {
    server.on(FETCH, 200, OPEN.replace("\"livemode\":false", "\"livemode\":true"));

    assertThat(fetchFailure().kind()).isEqualTo(Kind.KEY_REFUSED);
  }

  @Test
  void aBaseWithASlashAndAGoodAnswerWork() throws GatewayException {
    server.on(START, 200, OPEN, "Request-Id", "req_1");

    Session session = gateway.start(account, REQUEST);

    assertThat(session.url()).contains("https://checkout.stripe.com/c/pay/cs_test_1");
    assertThat(session.requestId()).contains("req_1");
  }

  @Test
  void anEndlessAnswerIsNotRead() {
    server.on(FETCH, 200, "{\"a\":\"" + "x".repeat(2 * WireJson.MAX_BYTES) + "\"}");

    assertThat(fetchFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void closingAsksTheSessionItself() {
    server.on(EXPIRE, 200, OPEN.replace("\"open\"", "\"expired\"")).on(FETCH, 200, OPEN);

    GatewayException failure = failure(() -> gateway.close(account, "cs_test_1"));

    assertThat(failure.kind()).isEqualTo(Kind.FAILED);
    assertThat(server.calls()).containsExactly(EXPIRE, FETCH);
  }

  @Test
  void aRefusedCloseOfASessionThatIsStillOpenIsARefusal() {
    server.on(EXPIRE, 400, error("invalid_request_error", "", "no")).on(FETCH, 200, OPEN);

    assertThat(failure(() -> gateway.close(account, "cs_test_1")).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void aRestrictedKeyIsCheckedByTheBalance() throws GatewayException {
    GatewayAccount restricted = StripeBench.account(server.baseUrl(), "rk_test_SECRET", Mode.TEST);
    server.on(
        "GET /v1/account",
        403,
        error("invalid_request_error", "", "no permission on account 'acct_1ABC'."));
    server.on("GET /v1/balance", 200, "{\"object\":\"balance\",\"livemode\":false}");

    assertThat(gateway.check(restricted))
        .usingRecursiveComparison()
        .ignoringFields("gatewayTime")
        .isEqualTo(new AccountCheck("acct_1ABC", Optional.empty(), Mode.TEST));
  }

  @Test
  void theAccountsNameIsTheOneOnItsDashboard() throws GatewayException {
    server.on(
        "GET /v1/account",
        200,
        "{\"id\":\"acct_1\",\"settings\":{\"dashboard\":{\"display_name\":\"Shop\"}}}");

    assertThat(gateway.check(account))
        .usingRecursiveComparison()
        .ignoringFields("gatewayTime")
        .isEqualTo(new AccountCheck("acct_1", Optional.of("Shop"), Mode.TEST));
  }
}
