package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.GatewayBench;
import org.paylink.gateway.GatewayContract;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.money.Money;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.simulator.wire.RequestSchema;

/** Stripe by the shared contract, and what is Stripe's own, against the simulator. */
class StripeGatewayTest extends GatewayContract {
  @Override
  protected GatewayBench openBench() throws IOException {
    return new StripeBench();
  }

  private StripeSimulator simulator() {
    return ((StripeBench) bench()).simulator();
  }

  private RecordedRequest lastRequest() {
    List<RecordedRequest> all = simulator().requests();
    return all.get(all.size() - 1);
  }

  private Session startedFor(String key, String currency, String amount) throws GatewayException {
    Money money = Money.ofMajor(currency, amount);
    return bench().gateway().start(bench().account(), request(key, money));
  }

  private String unitAmountSentFor(String currency, String amount) throws GatewayException {
    Session session = startedFor("k-" + currency, currency, amount);
    String sent = lastRequest().form().values().get("line_items[0][price_data][unit_amount]");
    bench().pay(session.id());
    assertThat(fetched(session).charge().flatMap(Session.Charge::amount))
        .contains(Money.ofMajor(currency, amount));
    return sent;
  }

  @Test
  void yenAreSentAsYenAndIcelandicCrownsAsHundredths() throws GatewayException {
    assertThat(unitAmountSentFor("JPY", "1000")).isEqualTo("1000");
    assertThat(unitAmountSentFor("ISK", "1000")).isEqualTo("100000");
    assertThat(unitAmountSentFor("UGX", "10000")).isEqualTo("1000000");
    assertThat(unitAmountSentFor("KWD", "1.230")).isEqualTo("1230");
    assertThat(unitAmountSentFor("MGA", "9000.00")).isEqualTo("9000");
  }

  @Test
  void anAmountThatStripeCannotCountIsRefusedBeforeAnyCall() {
    GatewayException fils = failure(() -> startedFor("k1", "KWD", "1.235"));
    GatewayException iraimbilanja = failure(() -> startedFor("k2", "MGA", "9000.20"));

    assertThat(fils.kind()).isEqualTo(Kind.REFUSED);
    assertThat(iraimbilanja.kind()).isEqualTo(Kind.REFUSED);
    assertThat(simulator().requests()).isEmpty();
  }

  @Test
  void aStartCarriesTheAttemptInSessionAndPayment() throws GatewayException {
    StartRequest request = request("k1", PRICE);

    Session unused = started("k1");

    RecordedRequest sent = lastRequest();
    assertThat(sent.path()).isEqualTo("/v1/checkout/sessions");
    assertThat(sent.header("idempotency-key")).contains("k1");
    assertThat(sent.header("stripe-version")).contains(Stripe.API_VERSION);
    assertThat(Stripe.enableTelemetry).isFalse();
    assertThat(sent.header("x-stripe-client-telemetry")).isEmpty();
    assertThat(sent.form().values())
        .containsEntry("mode", "payment")
        .containsEntry("client_reference_id", "attempt-k1")
        .containsEntry("metadata[paylink_attempt]", "attempt-k1")
        .containsEntry("metadata[paylink_link]", "link-1")
        .containsEntry("payment_intent_data[metadata][paylink_attempt]", "attempt-k1")
        .containsEntry("payment_intent_data[metadata][paylink_link]", "link-1")
        .containsEntry("line_items[0][quantity]", "1")
        .containsEntry("line_items[0][price_data][currency]", "usd")
        .containsEntry("line_items[0][price_data][product_data][name]", request.purpose())
        .containsEntry("success_url", request.returnUrl())
        .containsEntry("cancel_url", request.cancelUrl())
        .containsEntry("expires_at", Long.toString(request.expiresAt().getEpochSecond()))
        .containsEntry("locale", "en");
  }

  @Test
  void aRepeatedRequestIsIdenticalToTheByte() throws GatewayException {
    StartRequest frozen = request("k1", PRICE);
    Session once = bench().gateway().start(bench().account(), frozen);
    String first = lastRequest().body();
    bench().advance(Duration.ofMinutes(100));

    Session again = bench().gateway().start(bench().account(), frozen);

    assertThat(lastRequest().body()).isEqualTo(first);
    assertThat(again.id()).isEqualTo(once.id());
  }

  @Test
  void everyRequestFitsThePublishedDescription() throws Exception {
    Optional<Path> wire = RequestSchema.locate();
    Assumptions.assumeTrue(wire.isPresent(), "NOT RUN: ../shared/wire and WIRE_DIR are absent");
    Session session = started("k1");
    Session fetched = fetched(session);
    Session closed = closed(fetched);
    payBackAndAsk();
    AccountCheck check = bench().gateway().check(bench().account());
    RequestSchema schema = RequestSchema.read(wire.orElseThrow());

    assertThat(closed.state()).isEqualTo(Session.State.EXPIRED);
    assertThat(check.mode()).isEqualTo(Mode.TEST);
    assertThat(simulator().requests()).hasSizeGreaterThanOrEqualTo(11);
    for (RecordedRequest request : simulator().requests()) {
      assertThat(schema.problems(request)).as(request.path()).isEmpty();
    }
  }

  private void payBackAndAsk() throws GatewayException {
    String charge = chargeOf(paid("k2", PRICE));
    assertThat(refunded("r1", charge, "1.00").amount()).isPresent();
    assertThat(reversals(charge)).hasSize(1);
    assertThat(reversing().changedSince(bench().account(), bench().now())).contains(charge);
  }

  @Test
  void aRefundCarriesOurIdAndTheReasonsThatStripeKnows() throws GatewayException {
    String charge = chargeOf(paid("k1", Money.ofMajor("ISK", "1000")));

    assertThat(
            reversing()
                .refund(bench().account(), refundRequest("r1", charge, "ISK", "400"))
                .amount())
        .contains(Money.ofMajor("ISK", "400"));

    assertThat(lastRequest().path()).isEqualTo("/v1/refunds");
    assertThat(lastRequest().header("idempotency-key")).contains("r1");
    assertThat(lastRequest().form().values())
        .containsOnlyKeys("payment_intent", "amount", "reason", "metadata[paylink_refund]")
        .containsEntry("amount", "40000")
        .containsEntry("reason", "requested_by_customer")
        .containsEntry("metadata[paylink_refund]", "refund-r1");
  }

  @Test
  void aKeyOfTheOtherModeIsRefusedBeforeAnyCall() {
    var mixedUp = StripeBench.account(simulator().baseUrl(), "sk_live_x", Mode.TEST);

    assertThat(failure(() -> bench().gateway().start(mixedUp, request("k1", PRICE))).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    RefundRequest refund = refundRequest("r1", "pi_1", "USD", "1.00");
    assertThat(failure(() -> reversing().refund(mixedUp, refund)).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure(() -> reversing().reversals(mixedUp, "pi_1")).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure(() -> reversing().changedSince(mixedUp, bench().now())).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(simulator().requests()).isEmpty();
  }

  @Test
  void aLiveKeyIsNotSentInClear() {
    var live = StripeBench.account(simulator().baseUrl(), "sk_live_x", Mode.LIVE);

    assertThat(failure(() -> bench().gateway().start(live, request("k1", PRICE))).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure(() -> bench().gateway().check(live)).kind()).isEqualTo(Kind.KEY_REFUSED);
    assertThat(simulator().requests()).isEmpty();
  }

  @Test
  void theSessionsEndStaysWithinStripesWindow() {
    Instant now = Instant.parse("2026-03-01T10:00:00.750Z");

    Instant early = new StripeGateway().sessionEnd(now, now.plusSeconds(5));
    Instant fitting = new StripeGateway().sessionEnd(now, now.plus(Duration.ofHours(3)));
    Instant late = new StripeGateway().sessionEnd(now, now.plus(Duration.ofDays(90)));

    assertThat(Duration.between(now, early)).isGreaterThan(Duration.ofMinutes(30));
    assertThat(fitting).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    assertThat(Duration.between(now, late)).isLessThan(Duration.ofHours(24));
    assertThat(early).isEqualTo(early.truncatedTo(ChronoUnit.SECONDS));
  }
}
