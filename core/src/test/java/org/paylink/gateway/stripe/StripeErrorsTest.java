package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;

/** What failures say of what was done. */
class StripeErrorsTest extends CannedStripe {
  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, parameter_invalid, REFUSED",
    "400, idempotency_error, '', KEY_REUSED",
    "401, invalid_request_error, '', KEY_REFUSED",
    "402, card_error, card_declined, REFUSED",
    "403, invalid_request_error, '', KEY_REFUSED",
    "404, invalid_request_error, resource_missing, NOT_FOUND",
    "409, invalid_request_error, idempotency_key_in_use, BUSY",
    "409, idempotency_error, '', BUSY",
    "424, api_error, '', FAILED",
    "429, invalid_request_error, rate_limit, BUSY",
    "429, invalid_request_error, lock_timeout, BUSY",
    "500, api_error, '', FAILED",
    "503, api_error, '', FAILED"
  })
  void anErrorIsKnownByItsKind(int status, String type, String code, Kind kind) {
    server.on(START, status, error(type, code, "says why"), "Request-Id", "req_9");
    server.on(FETCH, status, error(type, code, "says why"), "Request-Id", "req_9");

    assertThat(startFailure().kind()).isEqualTo(kind);
    assertThat(fetchFailure().kind()).isEqualTo(kind);
    assertThat(startFailure().requestId()).contains("req_9");
    assertThat(startFailure()).hasMessageContaining("says why").hasMessageContaining(type);
  }

  @ParameterizedTest
  @CsvSource({
    "301, FAILED",
    "400, FAILED",
    "403, FAILED",
    "404, FAILED",
    "407, FAILED",
    "429, BUSY",
    "502, FAILED",
    "504, FAILED"
  })
  void anErrorThatIsNotOfStripesShapeSaysNothingOfOurObjects(int status, Kind kind) {
    server.on(FETCH, status, "<html>a proxy</html>", "Location", server.baseUrl() + "/v1/trap");

    assertThat(fetchFailure().kind()).isEqualTo(kind);
    assertThat(server.calls()).containsExactly(FETCH);
  }

  @Test
  @Timeout(10)
  void anAnswerThatTricklesEndsInTime() {
    server.trickleOn(FETCH);
    GatewayException failure =
        failure(
            () ->
                new StripeGateway(Duration.ofMillis(300), Duration.ofMillis(700))
                    .fetch(account, "cs_test_1"));

    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAnUnknownOutcomeAndNotRepeated() {
    server.on(START, exchange -> {});

    assertThat(startFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(server.calls()).containsExactly(START);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "999999999, 3600", "soon, -1", "-5, -1", "99999999999999999999, -1"})
  void theWaitAskedForIsBounded(String header, long seconds) {
    server.on(
        FETCH, 429, error("invalid_request_error", "rate_limit", "slow"), "Retry-After", header);

    assertThat(fetchFailure().retryAfter())
        .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://host.invalid", "not a url", "ftp://x", ""})
  void anAddressWhereNobodyAnswersIsUnreachable(String base) {
    GatewayAccount nowhere = StripeBench.account(base, "sk_test_SECRET", Mode.TEST);

    assertThat(failure(() -> gateway.start(nowhere, REQUEST)).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void noFailureSaysASecretOrAToken() {
    String says = "bad sk_test_SECRET for whsec_bench at https://shop.example/pay/return/tokenABC";
    server.on(START, 400, error("invalid_request_error", "sk_test_SECRET", says));
    server.on(FETCH, 200, "{\"id\":\"sk_test_SECRET!\"}");
    GatewayAccount oddBase =
        StripeBench.account("http://sk_test_SECRET/tokenABC:x", "sk_test_SECRET", Mode.TEST);
    StringWriter log = new StringWriter();
    PrintWriter printer = new PrintWriter(log, true);

    startFailure().printStackTrace(printer);
    fetchFailure().printStackTrace(printer);
    failure(() -> gateway.start(oddBase, REQUEST)).printStackTrace(printer);

    assertThat(log.toString()).doesNotContain("SECRET", "whsec_bench", "tokenABC");
  }
}
