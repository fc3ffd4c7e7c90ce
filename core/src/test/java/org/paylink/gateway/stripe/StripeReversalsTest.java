package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.Reversing;
import org.paylink.money.Money;

/** What Stripe may answer about refunds and disputes that no well-behaved simulator does. */
class StripeReversalsTest extends CannedStripe {
  private static final String REFUND = "POST /v1/refunds";
  private static final String REFUNDS = "GET /v1/refunds";
  private static final String DISPUTES = "GET /v1/disputes";
  private static final String NONE = list("", false);
  private static final String MADE =
      """
      {"id":"re_1","object":"refund","amount":500,"currency":"usd","created":1772366400,
       "payment_intent":"pi_1","status":"succeeded","metadata":{"paylink_refund":"R1"}}
      """;
  private static final String DISPUTED =
      """
      {"id":"du_1","object":"dispute","amount":1250,"currency":"usd","created":1772366400,
       "payment_intent":"pi_1","status":"needs_response","reason":"general",
       "balance_transactions":[]}
      """;
  private static final RefundRequest REQUESTED =
      new RefundRequest(
          "r1", "R1", "pi_1", Money.ofMajor("USD", "5.00"), RefundRequest.Reason.OTHER);

  private final Reversing reversing = gateway.reversing().orElseThrow();

  private static String list(String entries, boolean more) {
    return "{\"object\":\"list\",\"has_more\":%s,\"data\":[%s]}".formatted(more, entries);
  }

  private void answer(String refunds, String disputes) {
    server
        .on(
            "GET /v1/payment_intents/pi_1",
            200,
            "{\"id\":\"pi_1\",\"livemode\":false,\"currency\":\"usd\"}")
        .on(REFUNDS, 200, refunds)
        .on(DISPUTES, 200, disputes);
  }

  private List<Reversal> reversals() throws GatewayException {
    return reversing.reversals(account, "pi_1");
  }

  private Reversal.Refund onlyRefund() throws GatewayException {
    assertThat(reversals()).hasSize(1);
    return (Reversal.Refund) reversals().get(0);
  }

  private Reversal.Dispute onlyDispute() throws GatewayException {
    assertThat(reversals()).hasSize(1);
    return (Reversal.Dispute) reversals().get(0);
  }

  private Kind kindOfReversals() {
    return failure(this::reversals).kind();
  }

  private Kind kindOfRefund() {
    return failure(() -> reversing.refund(account, REQUESTED)).kind();
  }

  @Test
  void unknownWordsArePendingAndOpen() throws GatewayException {
    for (String word : List.of("requires_action", "pending", "a_new_word")) {
      answer(list(MADE.replace("succeeded", word), false), NONE);
      assertThat(onlyRefund().state()).isEqualTo(Reversal.Refund.State.PENDING);
    }
    for (String word : List.of("under_review", "a_new_word")) {
      answer(NONE, list(DISPUTED.replace("needs_response", word), false));
      assertThat(onlyDispute().state()).isEqualTo(Reversal.Dispute.State.OPEN);
    }
  }

  @Test
  void aCancelledRefundHasFailedThoughNothingSaysWhen() throws GatewayException {
    answer(list(MADE.replace("succeeded", "canceled"), false), NONE);

    assertThat(onlyRefund().state()).isEqualTo(Reversal.Refund.State.FAILED);
    assertThat(onlyRefund().failedAt()).isEmpty();
    assertThat(onlyRefund().failure()).isEmpty();
  }

  @Test
  void amountsThatCannotBeReadAreAbsent() throws GatewayException {
    for (String amount : List.of("null", "\"500\"", "5.5", "-500", "0")) {
      answer(list(MADE.replace("500", amount), false), NONE);
      assertThat(onlyRefund().amount()).as(amount).isEmpty();
    }
    answer(NONE, list(DISPUTED.replace("usd", "eur"), false));
    assertThat(onlyDispute().amount()).isEmpty();
  }

  @Test
  void whatIsOfAnotherPaymentIsNotBelieved() {
    answer(list(MADE.replace("pi_1", "pi_2"), false), NONE);
    assertThat(kindOfReversals()).isEqualTo(Kind.FAILED);
    answer(NONE, list(DISPUTED.replace("pi_1", "pi_2"), false));
    assertThat(kindOfReversals()).isEqualTo(Kind.FAILED);
    answer(NONE, NONE);
    server.on("GET /v1/payment_intents/pi_1", 200, "{\"id\":\"pi_2\",\"currency\":\"usd\"}");
    assertThat(kindOfReversals()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aListThatSaysNeitherItsEntriesNorItsEndIsNotBelieved() {
    for (String broken :
        List.of(
            "{}",
            "{\"data\":[]}",
            "{\"has_more\":false}",
            "{\"has_more\":false,\"data\":[1]}",
            list("", true),
            list("{\"payment_intent\":\"pi_1\"}", false),
            list(MADE.replace("re_1", "re/1"), false))) {
      answer(broken, NONE);
      assertThat(kindOfReversals()).as(broken).isEqualTo(Kind.FAILED);
    }
    answer(NONE, list(DISPUTED.replace(",\n \"balance_transactions\":[]", ""), false));
    assertThat(kindOfReversals()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aListWithoutEndIsGivenUp() {
    answer(list(MADE, true), NONE);
    assertThat(kindOfReversals()).isEqualTo(Kind.FAILED);
    assertThat(server.calls()).hasSize(1 + 10);

    assertThat(failure(() -> reversing.changedSince(account, Instant.EPOCH)).kind())
        .isEqualTo(Kind.FAILED);
    assertThat(server.calls()).hasSize(1 + 10 + 100);
  }

  @Test
  void aRefundWithoutAPaymentIntentIsNamedByItsCharge() throws GatewayException {
    answer(
        list(
            MADE.replace(
                "\"payment_intent\":\"pi_1\"", "\"payment_intent\":null,\"charge\":\"ch_9\""),
            false),
        NONE);

    assertThat(reversing.changedSince(account, Instant.EPOCH)).containsExactly("ch_9");
  }

  @Test
  void moneyOfTheOtherModeIsNotBelieved() {
    answer(NONE, NONE);
    server.on(
        "GET /v1/payment_intents/pi_1",
        200,
        "{\"id\":\"pi_1\",\"livemode\":true,\"currency\":\"usd\"}");

    assertThat(kindOfReversals()).isEqualTo(Kind.KEY_REFUSED);
  }

  @Test
  void anAnswerAboutAnotherRefundLeavesTheOutcomeUnknown() {
    for (String other :
        List.of(
            MADE.replace("R1", "R2"),
            MADE.replace("pi_1", "pi_2"),
            "{}",
            "nothing",
            "{\"id\":1}")) {
      server.on(REFUND, 200, other);
      assertThat(kindOfRefund()).as(other).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void refusalsOfRefundsAreToldApart() {
    server.on(REFUND, 400, error("invalid_request_error", "charge_already_refunded", "done"));
    assertThat(kindOfRefund()).isEqualTo(Kind.REFUSED);
    server.on(REFUND, 404, error("invalid_request_error", "resource_missing", "none"));
    assertThat(kindOfRefund()).isEqualTo(Kind.NOT_FOUND);
    server.on(REFUND, 402, error("invalid_request_error", "balance_insufficient", "poor"));
    assertThat(kindOfRefund()).isEqualTo(Kind.REFUSED);
    server.on(REFUND, 500, error("api_error", "", "sorry"));
    assertThat(kindOfRefund()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aFailureReasonIsACodeOrUnknown() throws GatewayException {
    String failed = MADE.replace("\"succeeded\"", "\"failed\",\"failure_reason\":\"%s\"");
    answer(list(failed.formatted("<b>x</b>"), false), NONE);
    assertThat(onlyRefund().failure()).isEqualTo(Optional.of("unknown"));
  }
}
