package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Mode;
import org.paylink.gateway.StartRequest;
import org.paylink.money.Money;

/** A gateway whose Stripe answers what a test says, for what no well-behaved simulator does. */
@Timeout(30)
abstract class CannedStripe {
  static final String START = "POST /v1/checkout/sessions";
  static final String FETCH = "GET /v1/checkout/sessions/cs_test_1";
  static final String EXPIRE = "POST /v1/checkout/sessions/cs_test_1/expire";
  static final String OPEN =
      """
      {"id":"cs_test_1","object":"checkout.session","livemode":false,"status":"open",
       "payment_status":"unpaid","url":"https://checkout.stripe.com/c/pay/cs_test_1",
       "expires_at":1772366400,"metadata":{"paylink_attempt":"A1"},"payment_intent":null}
      """;
  static final StartRequest REQUEST =
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

  final Gateway gateway = new StripeGateway(Duration.ofSeconds(5), Duration.ofMillis(900));
  CannedServer server;
  GatewayAccount account;

  @BeforeEach
  void open() throws IOException {
    server = new CannedServer();
    account = StripeBench.account(server.baseUrl() + "/", "sk_test_SECRET", Mode.TEST);
  }

  @AfterEach
  void close() {
    server.close();
  }

  static GatewayException failure(ThrowingCallable call) {
    GatewayException failure = catchThrowableOfType(GatewayException.class, call);
    assertThat(failure).as("a failure by kind").isNotNull();
    return failure;
  }

  GatewayException startFailure() {
    return failure(() -> gateway.start(account, REQUEST));
  }

  GatewayException fetchFailure() {
    return failure(() -> gateway.fetch(account, "cs_test_1"));
  }

  static String error(String type, String code, String message) {
    return "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"%s\"}}"
        .formatted(type, code, message);
  }
}
