package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Reversal.Refund;

/** Keys, lost answers and refusals of refunds, and finding what nobody told us. */
interface RefundOutcomeContract extends ReversalCase {
  @Test
  default void theSameKeyAnswersTheSameRefund() throws GatewayException {
    String charge = charged("k1");

    Refund first = refunded("r1", charge, "5.00");
    Refund again = refunded("r1", charge, "5.00");

    assertThat(again.externalRef()).isEqualTo(first.externalRef());
    assertThat(bench().refunds().refundsMade()).isEqualTo(1);
    assertThat(refunded("r2", charge, "5.00").externalRef()).isNotEqualTo(first.externalRef());
  }

  @Test
  default void aKeyUsedForAnotherRefundIsRefused() throws GatewayException {
    String charge = charged("k1");
    Refund first = refunded("r1", charge, "5.00");

    assertThat(failure(() -> refunded("r1", charge, "5.01")).kind()).isEqualTo(Kind.KEY_REUSED);
    assertThat(onlyRefund(charge).externalRef()).isEqualTo(first.externalRef());
  }

  @Test
  default void manyRefundsAtOnceUnderOneKeyAreOne() throws Exception {
    String charge = charged("k1");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Set<String> refunds = new HashSet<>();
      List<Future<Optional<String>>> answers =
          threads.invokeAll(Collections.nCopies(16, () -> refundedOrBusy(charge)));
      for (Future<Optional<String>> answer : answers) {
        answer.get().ifPresent(refunds::add);
      }
      assertThat(refunds).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(bench().refunds().refundsMade()).isEqualTo(1);
  }

  private Optional<String> refundedOrBusy(String charge) throws GatewayException {
    try {
      return Optional.of(refunded("r1", charge, "1.00").externalRef());
    } catch (GatewayException failure) {
      assertThat(failure.kind()).isEqualTo(Kind.BUSY);
      return Optional.empty();
    }
  }

  @Test
  default void aRefundWhoseAnswerIsLostIsFoundByOurIdOfIt() throws GatewayException {
    String charge = charged("k1");
    bench().loseAnswerOfNextRefund();

    assertThat(failure(() -> refunded("r1", charge, "5.00")).kind())
        .isEqualTo(Kind.OUTCOME_UNKNOWN);

    Refund found = onlyRefund(charge);
    assertThat(found.refundId()).contains("refund-r1");
    assertThat(refunded("r1", charge, "5.00").externalRef()).isEqualTo(found.externalRef());
    assertThat(bench().refunds().refundsMade()).isEqualTo(1);
  }

  @Test
  default void aRefundThatWasNeverDoneIsAnUnknownOutcomeTooAndNotFound() throws GatewayException {
    String charge = charged("k1");
    bench().hangNextRefundBeforeWork();
    RefundRequest request = refundRequest("r1", charge, "USD", "5.00");
    Reversing impatient = bench().impatientGateway().reversing().orElseThrow();

    assertThat(failure(() -> impatient.refund(bench().account(), request)).kind())
        .isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(refunds(charge)).isEmpty();
    assertThat(refunded("r1", charge, "5.00").refundId()).contains("refund-r1");
    assertThat(bench().refunds().refundsMade()).isEqualTo(1);
  }

  @Test
  default void aFailureOfTheGatewaysMakesNoRefundAndIsStoredForItsKey() throws GatewayException {
    String charge = charged("k1");
    bench().failNextRefund();

    assertThat(failure(() -> refunded("r1", charge, "5.00")).kind()).isEqualTo(Kind.FAILED);
    assertThat(failure(() -> refunded("r1", charge, "5.00")).kind()).isEqualTo(Kind.FAILED);

    assertThat(refunds(charge)).isEmpty();
    assertThat(refunded("r2", charge, "5.00").refundId()).contains("refund-r2");
  }

  @Test
  default void anUnknownChargeIsNotFound() {
    for (String charge : List.of("NONE1", "../account", "a/b?c=d")) {
      assertThat(failure(() -> reversals(charge)).kind()).as(charge).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure(() -> refunded("r-" + charge.length(), charge, "1.00")).kind())
          .as(charge)
          .isEqualTo(Kind.NOT_FOUND);
    }
  }

  @Test
  default void aWrongKeyPaysNothingBackAndIsNotQuoted() throws GatewayException {
    String charge = charged("k1");
    GatewayAccount wrong = bench().accountWithKey("sk_test_wrong0and0never0quoted");
    RefundRequest request = refundRequest("r1", charge, "USD", "1.00");

    for (GatewayException failure :
        List.of(
            failure(() -> reversing().refund(wrong, request)),
            failure(() -> reversing().reversals(wrong, charge)),
            failure(() -> reversing().changedSince(wrong, bench().now())))) {
      assertThat(failure.kind()).isEqualTo(Kind.KEY_REFUSED);
      assertThat(failure.toString() + failure.getCause()).doesNotContain("never0quoted");
    }
    assertThat(bench().refunds().refundsMade()).isZero();
  }

  @Test
  default void aBusyGatewayPaysNothingBackAndSaysHowLongToWait() throws GatewayException {
    String charge = charged("k1");
    bench().beBusyOnce(Duration.ofSeconds(7));
    GatewayException refund = failure(() -> refunded("r1", charge, "1.00"));
    bench().beBusyOnce(Duration.ofSeconds(8));
    GatewayException asking = failure(() -> reversals(charge));

    assertThat(refund.kind()).isEqualTo(Kind.BUSY);
    assertThat(refund.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(asking.kind()).isEqualTo(Kind.BUSY);
    assertThat(asking.retryAfter()).contains(Duration.ofSeconds(8));
    assertThat(reversals(charge)).isEmpty();
  }

  @Test
  default void nobodyListeningForRefundsIsUnreachable() throws GatewayException {
    String charge = charged("k1");
    GatewayAccount nobody = bench().unreachableAccount();
    RefundRequest request = refundRequest("r1", charge, "USD", "1.00");

    assertThat(failure(() -> reversing().refund(nobody, request)).kind())
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> reversing().reversals(nobody, charge)).kind())
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> reversing().changedSince(nobody, Instant.EPOCH)).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  default void chargesWithNewRefundsAreFoundWithoutBeingTold() throws GatewayException {
    Session old = paid("k1", PRICE);
    Session recent = paid("k2", PRICE);
    String quiet = charged("k3");
    String unused = bench().refunds().refundAtDashboard(old.id(), 100);
    bench().advance(Duration.ofHours(2));
    Instant since = bench().now();
    unused = bench().refunds().refundAtDashboard(recent.id(), 100);

    assertThat(changedSince(since)).containsExactly(chargeOf(recent));
    assertThat(changedSince(since.minus(Duration.ofHours(3))))
        .contains(chargeOf(old), chargeOf(recent))
        .doesNotContain(quiet);
    assertThat(changedSince(since.plus(Duration.ofMinutes(1)))).isEmpty();
  }

  @Test
  default void listsAreReadToTheirEnd() throws GatewayException {
    Session first = paid("k1", PRICE);
    Session second = paid("k2", PRICE);
    Session third = paid("k3", PRICE);
    String unused = bench().refunds().refundAtDashboard(first.id(), 1);
    for (int i = 0; i < 205; i++) {
      unused = bench().refunds().refundAtDashboard(second.id(), 1);
    }
    unused = bench().refunds().refundAtDashboard(third.id(), 1);

    assertThat(changedSince(Instant.EPOCH))
        .containsExactlyInAnyOrder(chargeOf(first), chargeOf(second), chargeOf(third));
    assertThat(refunds(chargeOf(second)))
        .hasSize(205)
        .extracting(Refund::externalRef)
        .doesNotHaveDuplicates();
  }

  private Set<String> changedSince(Instant since) throws GatewayException {
    return reversing().changedSince(bench().account(), since);
  }
}
