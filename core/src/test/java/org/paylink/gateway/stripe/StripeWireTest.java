package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.money.Money;

/** What Stripe, or something between us and Stripe, may answer that the simulator doesn't. */
@Timeout(30)
class StripeWireTest {
  private static final String START = "POST /v1/checkout/sessions";
  private static final String FETCH = "GET /v1/checkout/sessions/cs_test_1";
  private static final String EXPIRE = "POST /v1/checkout/sessions/cs_test_1/expire";
  private static final String OPEN =
      """
      {"id":"cs_test_1","object":"checkout.session","livemode":false,"status":"open",
       "payment_status":"unpaid","url":"https://checkout.stripe.com/c/pay/cs_test_1",
       "expires_at":1772366400,"metadata":{"paylink_attempt":"A1"},"payment_intent":null}
      """;
  private static final StartRequest REQUEST =
      new StartRequest(
          "k1",
          "A1",
          "L1",
          Money.ofMajor("USD", "12.50"),
          "Order",
          "https://shop.example/pay/return/tokenABC",
          "https://shop.example/pay/tokenABC",
          Instant.ofEpochSecond(1_772_366_400),
          "en");

  private final Gateway gateway = new StripeGateway(Duration.ofSeconds(5), Duration.ofMillis(900));
  private CannedServer server;
  private GatewayAccount account;

  @BeforeEach
  void open() throws IOException {
    server = new CannedServer();
    account = StripeBench.account(server.baseUrl() + "/", "sk_test_SECRET", Mode.TEST);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static GatewayException failure(ThrowingCallable call) {
    GatewayException failure = catchThrowableOfType(GatewayException.class, call);
    assertThat(failure).as("a failure by kind").isNotNull();
    return failure;
  }

  private GatewayException startFailure() {
    return failure(() -> gateway.start(account, REQUEST));
  }

  private GatewayException fetchFailure() {
    return failure(() -> gateway.fetch(account, "cs_test_1"));
  }

  private static String error(String type, String code, String message) {
    return "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"%s\"}}"
        .formatted(type, code, message);
  }

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
  void anEndlessAnswerIsNotRead() {
    server.on(FETCH, 200, "{\"a\":\"" + "x".repeat(2 * StripeJson.MAX_BYTES) + "\"}");

    assertThat(fetchFailure().kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
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
        .isEqualTo(new AccountCheck("acct_1ABC", Optional.empty(), Mode.TEST));
  }

  @Test
  void theAccountsNameIsTheOneOnItsDashboard() throws GatewayException {
    server.on(
        "GET /v1/account",
        200,
        "{\"id\":\"acct_1\",\"settings\":{\"dashboard\":{\"display_name\":\"Shop\"}}}");

    assertThat(gateway.check(account))
        .isEqualTo(new AccountCheck("acct_1", Optional.of("Shop"), Mode.TEST));
  }
}
