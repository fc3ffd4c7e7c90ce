package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HistoryEvent;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.refund.RefundWish;
import org.paylink.refund.Refunded;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;

/** Money is paid back once, whatever happens to answers and notifications, and is in the books. */
@Timeout(120)
class RefundTest extends RefundScene {
  @AfterEach
  void everythingAgrees() {
    world.settleDown();
  }

  @Test
  void aWholeRefundIsRecordedPostedAndOpensTheInvoiceAgain() {
    Paid paid = paid(world.invoice(TOTAL));
    Refunded refunded = refund(paid, "50.85");
    assertThat(refunded.state()).isEqualTo(RefundState.DONE);
    assertThat(refunded.left()).isEqualTo(usd("0"));
    assertThat(gateway().refundsMade()).isPositive();
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.REFUNDED);
    assertThat(received(paid)).isEqualTo(usd("0"));
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(openOf(paid.subject())).isEqualTo(TOTAL);
    assertThat(open(paid.link())).isEmpty();
    tell();
    tell();
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).as("told as well").hasSize(1);
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(times(paid, HistoryEvent.REFUNDED)).isEqualTo(1);
  }

  @Test
  void aCreditNoteLeavesTheInvoiceSettled() {
    Paid paid = paid(world.invoice(TOTAL));
    world.paylink.refund(wish(paid, "20", "credit_note", "note-1", Optional.empty()), World.SALES);
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
    assertThat(openOf(paid.subject())).isEqualTo(usd("0"));
    assertThat(inBooks(paid)).isEqualTo(usd("30.85"));
  }

  @Test
  void severalPartsGoBackUntilNothingIsLeft() {
    Paid paid = paid(world.order(TOTAL));
    refund(paid, "20");
    assertThat(left(paid)).isEqualTo(usd("30.85"));
    refund(paid, "30.85");
    PaylinkException refusal =
        catchThrowableOfType(PaylinkException.class, () -> refund(paid, "0.01"));
    assertThat(refusal.problem()).isEqualTo(Problem.REFUND_NOTHING_LEFT);
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(2);
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(openOf(paid.subject())).isEqualTo(TOTAL);
  }

  @Test
  void moreThanIsLeftIsRefusedAtTheFieldAndAsksNothing() {
    Paid paid = paid(world.invoice(TOTAL));
    int before = gateway().refundsMade();
    PaylinkException refusal =
        catchThrowableOfType(PaylinkException.class, () -> refund(paid, "50.86"));
    assertThat(refusal.problem()).isEqualTo(Problem.REFUND_OVER_LEFT);
    assertThat(refusal.facts()).containsEntry("field", "amount");
    assertThat(gateway().refundsMade()).isEqualTo(before);
    assertThat(refunds(paid)).isEmpty();
  }

  @Test
  void aSecondWindowIsToldThatMoneyWentBackMeanwhile() {
    Paid paid = paid(world.invoice(TOTAL));
    world.paylink.refund(wish(paid, "20", "reopen", "window-1", Optional.of("50.85")), World.SALES);
    PaylinkException refusal =
        catchThrowableOfType(
            PaylinkException.class,
            () ->
                world.paylink.refund(
                    wish(paid, "20", "reopen", "window-2", Optional.of("50.85")), World.SALES));
    assertThat(refusal.problem()).isEqualTo(Problem.REFUND_CHANGED_MEANWHILE);
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
  }

  @Test
  void theSameFormTwiceIsOneRefund() {
    Paid paid = paid(world.invoice(TOTAL));
    RefundWish wish = wish(paid, "20");
    Refunded first = world.paylink.refund(wish, World.SALES);
    Refunded again = world.paylink.refund(wish, World.SALES);
    assertThat(again.refundId()).isEqualTo(first.refundId());
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
  }

  @Test
  void manyAtOnceNeverPayBackMoreThanCameIn() throws Exception {
    Paid paid = paid(world.invoice(TOTAL));
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int person = 0; person < 8; person++) {
        RefundWish wish = wish(paid, "20");
        results.add(people.submit(() -> world.paylink.refund(wish, World.SALES)));
      }
      for (Future<?> result : results) {
        try {
          result.get();
        } catch (java.util.concurrent.ExecutionException refused) {
          assertThat(refused.getCause()).isInstanceOf(PaylinkException.class);
        }
      }
    } finally {
      people.shutdownNow();
    }
    world.settleDown();
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(2);
    assertThat(left(paid)).isEqualTo(usd("10.85"));
    assertThat(inBooks(paid)).isEqualTo(usd("10.85"));
  }

  @Test
  void anAnswerThatIsLostIsLookedUpAndNeverAskedTwice() {
    Paid paid = paid(world.invoice(TOTAL));
    int before = gateway().refundsMade();
    world.simulator.faults().loseAnswer(ApiOperation.REFUND, 1);
    Refunded refunded = refund(paid, "20");
    assertThat(refunded.state()).isEqualTo(RefundState.REQUESTED);
    assertThat(refunded.left()).as("it counts as if it had gone back").isEqualTo(usd("30.85"));
    world.clock.advance(Duration.ofMinutes(5));
    world.paylink.sweeper().sweep();
    assertThat(gateway().refundsMade()).isEqualTo(before + 1);
    assertThat(refunds(paid)).singleElement().matches(r -> r.state() == RefundState.DONE);
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(inBooks(paid)).isEqualTo(usd("30.85"));
  }

  @Test
  void aGatewayThatIsDownIsAskedAgainAndPaysBackOnce() {
    Paid paid = paid(world.invoice(TOTAL));
    int before = gateway().refundsMade();
    world.simulator.faults().serverError(ApiOperation.REFUND, 3);
    assertThat(refund(paid, "20").state()).isEqualTo(RefundState.REQUESTED);
    world.settleDown();
    assertThat(gateway().refundsMade()).isEqualTo(before + 1);
    assertThat(refunds(paid)).singleElement().matches(r -> r.state() == RefundState.DONE);
  }

  @Test
  void aRefundAtTheDashboardArrivesIsBookedAndAPersonDecidesOnTheCreditNote() {
    Paid paid = paid(world.invoice(TOTAL));
    gateway().refundAtDashboard(paid.session().id(), 2_000);
    tell();
    assertThat(receipts(paid.link(), ReceiptType.REFUND))
        .singleElement()
        .matches(receipt -> receipt.amount().equals(usd("20")));
    assertThat(inBooks(paid)).isEqualTo(usd("30.85"));
    assertThat(openOf(paid.subject())).isEqualTo(usd("20"));
    assertThat(open(paid.link())).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
  }

  @Test
  void aRefundThatNobodyTellsOfIsFoundByAsking() {
    Paid paid = paid(world.invoice(TOTAL));
    world.clock.advance(Duration.ofMinutes(20));
    gateway().refundWholeAtDashboard(paid.session().id());
    world.clock.advance(Duration.ofMinutes(20));
    world.paylink.sweeper().sweep();
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
  }

  @Test
  void aRefundThatFailsComesBackIntoTheBooks() {
    Paid paid = paid(world.invoice(TOTAL));
    refund(paid, "20");
    gateway()
        .failRefund(refunds(paid).get(0).externalRef().orElseThrow(), "expired_or_canceled_card");
    tell();
    assertThat(receipts(paid.link(), ReceiptType.REFUND_FAILED)).hasSize(1);
    assertThat(refunds(paid)).singleElement().matches(r -> r.state() == RefundState.FAILED);
    assertThat(received(paid)).isEqualTo(TOTAL);
    assertThat(inBooks(paid)).isEqualTo(TOTAL);
    assertThat(openOf(paid.subject())).isEqualTo(usd("0"));
    assertThat(open(paid.link())).containsExactly(ExceptionKind.REFUND_FAILED);
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(left(paid)).as("it can be tried again").isEqualTo(TOTAL);
  }

  @Test
  void notificationsInAnyOrderAndTwiceEndInTheSame() {
    Paid paid = paid(world.invoice(TOTAL));
    String first = gateway().refundAtDashboard(paid.session().id(), 1_000);
    gateway().failRefund(first, "declined");
    gateway().refundAtDashboard(paid.session().id(), 500);
    List<Delivery> told = new ArrayList<>(world.simulator.deliveries());
    Collections.reverse(told);
    told.forEach(world::hook);
    told.forEach(world::hook);
    world.settleDown();
    assertThat(received(paid)).isEqualTo(usd("45.85"));
    assertThat(inBooks(paid)).isEqualTo(usd("45.85"));
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(2);
    assertThat(receipts(paid.link(), ReceiptType.REFUND_FAILED)).hasSize(1);
  }

  @Test
  void whatTheLedgerRefusesIsKnownAndPostedAfterTheMend() {
    Paid paid = paid(world.invoice(TOTAL));
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    refund(paid, "20");
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(open(paid.link())).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(inBooks(paid)).isEqualTo(TOTAL);
    world.settleDown();
    assertThat(open(paid.link())).isEmpty();
    assertThat(inBooks(paid)).isEqualTo(usd("30.85"));
  }

  @Test
  void whatGoesBackBeforeItsChargeIsPostedWaitsForIt() {
    Paid paid = paidButNotPosted();
    refund(paid, "50.85");
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    world.settleDown();
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(payments(paid.link())).hasSize(2);
    assertThat(open(paid.link())).isEmpty();
  }

  private Paid paidButNotPosted() {
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    return paid(world.invoice(TOTAL));
  }

  @Test
  void whatWasTypedForARefundIsErasedWithThePayer() {
    Paid paid = paid(world.invoice(TOTAL));
    RefundWish wish = wish(paid, "20");
    world.paylink.refund(
        new RefundWish(
            wish.requestKey(),
            wish.charge(),
            wish.amount(),
            wish.seenLeft(),
            wish.treatment(),
            wish.reason(),
            Optional.of("Zacharias Quent called"),
            wish.hostPaymentId(),
            wish.hostReturnId()),
        World.SALES);
    assertThat(Tables.of(world).toString()).contains("Zacharias Quent");
    String payer =
        world.records.unit(
            unit ->
                Links.find(unit, paid.link().linkId()).orElseThrow().payerPartyId().orElseThrow());
    world.paylink.operations().erasePersonalData(payer, World.SALES);
    assertThat(Tables.of(world).toString()).doesNotContain("Zacharias Quent");
    assertThat(refunds(paid)).hasSize(1);
  }

  @Test
  void whoMayNotRefundIsRefused() {
    Paid paid = paid(world.invoice(TOTAL));
    Actor sales = new Actor("seller", permission -> permission != Permission.REFUND);
    PaylinkException refusal =
        catchThrowableOfType(
            PaylinkException.class, () -> world.paylink.refund(wish(paid, "1"), sales));
    assertThat(refusal.problem()).isEqualTo(Problem.PERMISSION_MISSING);
    assertThat(refunds(paid)).isEmpty();
  }
}
