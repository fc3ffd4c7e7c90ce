package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Reversal.Refund;
import org.paylink.gateway.Reversal.Refund.State;
import org.paylink.money.Money;

/** What goes back by refunds, ours and others', and what becomes of them. */
interface RefundContract extends ReversalCase {
  @Test
  default void whatCanBePaidBackIsDeclared() {
    assertThat(bench().gateway().capabilities().contains(Capability.REFUNDS))
        .isEqualTo(bench().gateway().reversing().isPresent());
  }

  @Test
  default void nothingWentBackOfANewCharge() throws GatewayException {
    assertThat(reversals(charged("k1"))).isEmpty();
  }

  @Test
  default void aWholeChargeGoesBack() throws GatewayException {
    String charge = charged("k1");

    Refund refund = refunded("r1", charge, "12.50");

    assertThat(refund.state()).isEqualTo(State.DONE);
    assertThat(refund.amount()).contains(PRICE);
    assertThat(refund.refundId()).contains("refund-r1");
    assertThat(refund.occurredAt()).isEqualTo(bench().now());
    assertThat(refund.failedAt()).isEmpty();
    assertThat(refund.failure()).isEmpty();
    assertThat(refund.requestId()).isPresent();
    assertThat(onlyRefund(charge).externalRef()).isEqualTo(refund.externalRef());
    assertThat(bench().refunds().totalRefunded()).containsValue(1_250L);
  }

  @Test
  default void severalPartsGoBackEachUnderItsOwnReference() throws GatewayException {
    String charge = charged("k1");

    Refund one = refunded("r1", charge, "5.00");
    Refund two = refunded("r2", charge, "0.01");
    Refund three = refunded("r3", charge, "7.49");

    assertThat(refunds(charge))
        .extracting(Refund::externalRef)
        .containsExactlyInAnyOrder(one.externalRef(), two.externalRef(), three.externalRef())
        .doesNotHaveDuplicates();
    assertThat(refunds(charge))
        .extracting(refund -> refund.refundId().orElseThrow() + " " + refund.amount().orElseThrow())
        .containsExactlyInAnyOrder(
            "refund-r1 " + Money.ofMajor("USD", "5.00"),
            "refund-r2 " + Money.ofMajor("USD", "0.01"),
            "refund-r3 " + Money.ofMajor("USD", "7.49"));
  }

  @Test
  default void refundsOfOneChargeAreNotToldOfAnother() throws GatewayException {
    String one = charged("k1");
    String two = charged("k2");
    Refund refund = refunded("r1", one, "5.00");

    assertThat(refunds(two)).isEmpty();
    assertThat(onlyRefund(one).externalRef()).isEqualTo(refund.externalRef());
  }

  @Test
  default void moreThanIsLeftIsRefused() throws GatewayException {
    String charge = charged("k1");
    assertThat(failure(() -> refunded("r1", charge, "12.51")).kind()).isEqualTo(Kind.REFUSED);
    Refund part = refunded("r2", charge, "12.49");

    assertThat(failure(() -> refunded("r3", charge, "0.02")).kind()).isEqualTo(Kind.REFUSED);

    assertThat(onlyRefund(charge).externalRef()).isEqualTo(part.externalRef());
    Refund rest = refunded("r4", charge, "0.01");
    assertThat(rest.state()).isEqualTo(State.DONE);
    assertThat(failure(() -> refunded("r5", charge, "0.01")).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  default void slowMoneyGoesBackOnceItCame() throws GatewayException {
    Session session = started("k1");
    bench().paySlowly(session.id());
    bench().finishSlowPayment(session.id(), true);

    assertThat(refunded("r1", chargeOf(fetched(session)), "1.00").state()).isEqualTo(State.DONE);
  }

  @Test
  default void yenGoBackAsYen() throws GatewayException {
    Money price = Money.ofMajor("JPY", "1000");
    String charge = chargeOf(paid("k1", price));

    Refund refund =
        reversing().refund(bench().account(), refundRequest("r1", charge, "JPY", "400"));

    assertThat(refund.amount()).contains(Money.ofMajor("JPY", "400"));
    assertThat(onlyRefund(charge).amount()).contains(Money.ofMajor("JPY", "400"));
    assertThat(bench().refunds().totalRefunded()).containsValue(400L);
  }

  @Test
  default void anAmountThatCannotBeSaidIsRefusedBeforeAnyCall() throws GatewayException {
    String charge = charged("k1");
    Money fraction = bench().inexpressible();
    for (RefundRequest request :
        List.of(
            new RefundRequest("r1", "R1", charge, fraction, RefundRequest.Reason.OTHER),
            refundRequest("r2", charge, "USD", "0.00"),
            refundRequest("r3", charge, "USD", "-1.00"))) {
      assertThat(failure(() -> reversing().refund(bench().unreachableAccount(), request)).kind())
          .isEqualTo(Kind.REFUSED);
    }
    assertThat(bench().refunds().refundsMade()).isZero();
  }

  @Test
  default void everyReasonIsUnderstood() throws GatewayException {
    String charge = charged("k1");
    for (RefundRequest.Reason reason : RefundRequest.Reason.values()) {
      Refund refund =
          reversing()
              .refund(
                  bench().account(),
                  new RefundRequest(
                      "r-" + reason, "R" + reason, charge, Money.ofMajor("USD", "0.10"), reason));
      assertThat(refund.state()).isEqualTo(State.DONE);
    }
  }

  @Test
  default void aRefundMayBePendingUntilItArrives() throws GatewayException {
    String charge = charged("k1");
    bench().refunds().nextRefundsStayPending(1);

    Refund pending = refunded("r1", charge, "5.00");
    assertThat(pending.state()).isEqualTo(State.PENDING);
    assertThat(onlyRefund(charge).state()).isEqualTo(State.PENDING);
    bench().refunds().completeRefund(pending.externalRef());

    assertThat(onlyRefund(charge).state()).isEqualTo(State.DONE);
  }

  @Test
  default void aRefundMayFailDaysAfterItWasDone() throws GatewayException {
    String charge = charged("k1");
    Refund done = refunded("r1", charge, "12.50");
    Instant madeAt = bench().now();
    bench().advance(Duration.ofDays(4));

    bench().refunds().failRefund(done.externalRef(), "lost_or_stolen_card");

    Refund failed = onlyRefund(charge);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.occurredAt()).isEqualTo(madeAt);
    assertThat(failed.failedAt()).contains(bench().now());
    assertThat(failed.failure()).contains("lost_or_stolen_card");
    assertThat(failed.amount()).contains(PRICE);
    assertThat(refunded("r2", charge, "12.50").state()).isEqualTo(State.DONE);
  }

  @Test
  default void aRefundMadeAtTheDashboardIsSeenAsNoneOfOurs() throws GatewayException {
    Session session = paid("k1", PRICE);
    Refund ours = refunded("r1", chargeOf(session), "2.50");

    String part = bench().refunds().refundAtDashboard(session.id(), 400);
    String rest = bench().refunds().refundWholeAtDashboard(session.id());

    assertThat(refunds(chargeOf(session)))
        .extracting(Refund::externalRef, Refund::refundId, refund -> refund.amount().orElseThrow())
        .containsExactlyInAnyOrder(
            Tuple.tuple(ours.externalRef(), Optional.of("refund-r1"), Money.ofMajor("USD", "2.50")),
            Tuple.tuple(part, Optional.empty(), Money.ofMajor("USD", "4.00")),
            Tuple.tuple(rest, Optional.empty(), Money.ofMajor("USD", "6.00")));
  }

  @Test
  default void notificationsOfRefundsNameTheirCharge() throws GatewayException {
    String charge = charged("k1");
    Refund refund = refunded("r1", charge, "5.00");
    assertNames(charge);

    bench().refunds().failRefund(refund.externalRef(), "unknown");

    assertNames(charge);
  }

  private void assertNames(String charge) {
    assertThat(verified(bench().reversalNotification(charge)))
        .isInstanceOfSatisfying(
            Notification.Verified.class,
            event -> {
              assertThat(event.concern()).isEqualTo(Notification.Concern.REVERSAL);
              assertThat(event.paymentRefs()).first().isEqualTo(charge);
            });
  }
}
