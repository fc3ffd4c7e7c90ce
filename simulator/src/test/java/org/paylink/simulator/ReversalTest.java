package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundRetrieveParams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.simulator.account.Refusal;

/** Refunds and disputes on Stripe's wire, by the unchanged stripe-java. */
class ReversalTest extends SimulatorFixture {
  @TempDir Path folder;

  private String paid() throws StripeException {
    String session = create().getId();
    simulator.pay(session);
    return simulator.reversals().paymentIntent(session).orElseThrow();
  }

  private Refund refund(String intent, long amount, String key) throws StripeException {
    RefundCreateParams params =
        RefundCreateParams.builder()
            .setPaymentIntent(intent)
            .setAmount(amount)
            .setReason(RefundCreateParams.Reason.DUPLICATE)
            .putMetadata("refund", key)
            .build();
    return stripe.v1().refunds().create(params, key(key));
  }

  private List<String> eventsSince(int count) {
    return simulator.events().stream()
        .skip(count)
        .map(event -> event.get("type").getAsString())
        .toList();
  }

  private Dispute onlyDispute(String intent) throws StripeException {
    StripeCollection<Dispute> all =
        stripe.v1().disputes().list(DisputeListParams.builder().setPaymentIntent(intent).build());
    assertThat(all.getData()).hasSize(1);
    return all.getData().get(0);
  }

  @Test
  void aRefundUnderTheSameKeyIsMadeOnce() throws StripeException {
    String intent = paid();
    int before = simulator.events().size();

    Refund first = refund(intent, 500, "k");
    Refund again = refund(intent, 500, "k");

    assertThat(again.getId()).isEqualTo(first.getId()).startsWith("re_");
    assertThat(first.getStatus()).isEqualTo("succeeded");
    assertThat(first.getPaymentIntent()).isEqualTo(intent);
    assertThat(first.getMetadata()).containsEntry("refund", "k");
    assertThat(simulator.reversals().totalRefunded()).containsEntry("usd", 500L);
    assertThat(eventsSince(before)).containsExactly("refund.created", "charge.refunded");
  }

  @Test
  void moreThanIsLeftIsRefusedAndKeptUnderItsKey() throws StripeException {
    String intent = paid();
    Refund unused = refund(intent, 1_000, "k1");

    InvalidRequestException error =
        catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, 251, "k2"));

    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(refund(intent, 250, "k3").getAmount()).isEqualTo(250);
    error = catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, 1, "k4"));
    assertThat(error.getCode()).isEqualTo("charge_already_refunded");
    assertThat(simulator.reversals().refundsMade()).isEqualTo(2);
  }

  @Test
  void anUnknownOrUnpaidIntentIsRefused() throws StripeException {
    InvalidRequestException unknown =
        catchThrowableOfType(InvalidRequestException.class, () -> refund("pi_none", 1, "k1"));
    String session = create().getId();
    simulator.decline(session, "insufficient_funds");
    String unpaid = simulator.reversals().paymentIntent(session).orElseThrow();
    InvalidRequestException early =
        catchThrowableOfType(InvalidRequestException.class, () -> refund(unpaid, 1, "k2"));

    assertThat(unknown.getStatusCode()).isEqualTo(404);
    assertThat(unknown.getCode()).isEqualTo("resource_missing");
    assertThat(early.getStatusCode()).isEqualTo(400);
  }

  @Test
  void aRefundMayFailAfterItSucceededAndItsMoneyCanGoBackAgain() throws StripeException {
    String intent = paid();
    String refund = simulator.reversals().refundWholeAtDashboard(intent);
    int before = simulator.events().size();
    passTime(Duration.ofDays(3));

    simulator.reversals().failRefund(refund, "expired_or_canceled_card");

    Refund failed =
        stripe
            .v1()
            .refunds()
            .retrieve(
                refund,
                RefundRetrieveParams.builder().addExpand("failure_balance_transaction").build());
    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
    assertThat(failed.getFailureBalanceTransactionObject().getCreated())
        .isEqualTo(clock.instant().getEpochSecond());
    assertThat(eventsSince(before))
        .containsExactly("refund.failed", "refund.updated", "charge.refund.updated");
    assertThat(simulator.reversals().totalRefunded()).isEmpty();
    assertThat(refund(intent, 1_250, "k").getStatus()).isEqualTo("succeeded");
  }

  @Test
  void pendingRefundsStayPendingUntilSomethingHappens() throws StripeException {
    String intent = paid();
    simulator.reversals().nextRefundsStayPending(1);

    String pending = refund(intent, 100, "k1").getId();
    assertThat(refund(intent, 100, "k2").getStatus()).isEqualTo("succeeded");
    assertThat(stripe.v1().refunds().retrieve(pending).getStatus()).isEqualTo("pending");
    simulator.reversals().completeRefund(pending);

    assertThat(stripe.v1().refunds().retrieve(pending).getStatus()).isEqualTo("succeeded");
    assertThat(
            catchThrowableOfType(
                Refusal.class, () -> simulator.reversals().completeRefund(pending)))
        .isNotNull();
  }

  @Test
  void refundsAreListedByPaymentAndTimePageByPage() throws StripeException {
    String intent = paid();
    String other = paid();
    for (int i = 0; i < 3; i++) {
      Refund unused = refund(intent, 100, "k" + i);
    }
    passTime(Duration.ofHours(1));
    long late = clock.instant().getEpochSecond();
    String newest = simulator.reversals().refundAtDashboard(other, 50);

    RefundListParams byPayment =
        RefundListParams.builder().setPaymentIntent(intent).setLimit(2L).build();
    StripeCollection<Refund> first = stripe.v1().refunds().list(byPayment);
    assertThat(first.getHasMore()).isTrue();
    assertThat(first.autoPagingIterable()).hasSize(3);
    assertThat(
            stripe
                .v1()
                .refunds()
                .list(
                    RefundListParams.builder()
                        .setCreated(RefundListParams.Created.builder().setGte(late).build())
                        .build())
                .getData())
        .extracting(Refund::getId)
        .containsExactly(newest);
  }

  @Test
  void aDisputeTakesMoneyAndAFeeAndGivesTheMoneyBackWhenWon() throws StripeException {
    String intent = paid();
    int before = simulator.events().size();

    String id = simulator.reversals().openDispute(intent, "fraudulent");
    simulator.reversals().respond(id);
    assertThat(onlyDispute(intent).getStatus()).isEqualTo("under_review");
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, 1, "k"));
    assertThat(refused.getCode()).isEqualTo("charge_disputed");
    simulator.reversals().winDispute(id);

    Dispute won = onlyDispute(intent);
    assertThat(won.getStatus()).isEqualTo("won");
    assertThat(won.getBalanceTransactions())
        .extracting(t -> t.getAmount() + " " + t.getFee() + " " + t.getNet())
        .containsExactly("-1250 1500 -2750", "1250 0 1250");
    assertThat(eventsSince(before))
        .containsExactly(
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated");
  }

  @Test
  void aLostDisputeMovesNoFurtherMoneyAndAnInquiryNone() throws StripeException {
    String lost = paid();
    String asked = paid();

    simulator.reversals().loseDispute(simulator.reversals().openDispute(lost, 300, "general"));
    String inquiry = simulator.reversals().openInquiry(asked, "general");

    assertThat(onlyDispute(lost).getStatus()).isEqualTo("lost");
    assertThat(onlyDispute(lost).getBalanceTransactions()).hasSize(1);
    assertThat(onlyDispute(asked).getStatus()).isEqualTo("warning_needs_response");
    assertThat(onlyDispute(asked).getBalanceTransactions()).isEmpty();
    simulator.reversals().closeInquiry(inquiry);
    assertThat(onlyDispute(asked).getStatus()).isEqualTo("warning_closed");
  }

  @Test
  void aRestartKeepsRefundsAndDisputes() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.forTests(clock, 7).withDataFile(folder.resolve("stripe.json"));
    try (StripeSimulator first = StripeSimulator.start(options)) {
      String session =
          client(first, first.apiKey())
              .v1()
              .checkout()
              .sessions()
              .create(params(1_250, "usd").build())
              .getId();
      first.pay(session);
      String unused = first.reversals().refundAtDashboard(session, 50);
      unused = first.reversals().openDisputeOnly(session, OptionalLong.of(70), "general");
    }

    try (StripeSimulator second = StripeSimulator.start(options)) {
      assertThat(second.reversals().totalRefunded()).containsEntry("usd", 50L);
      assertThat(second.reversals().disputes()).hasSize(1);
    }
  }
}
