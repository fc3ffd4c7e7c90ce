package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.host.Document;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;

/** A person says that a link was paid another way, and it counts as any money does: once. */
class ConfirmByHandTest extends Scene {
  @Test
  void aConfirmationPaysTheDocumentAndClosesTheLink() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    Confirmed confirmed = confirm(link, Optional.empty());
    assertThat(confirmed.amount()).isEqualTo(TOTAL);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
    assertThat(row(link)).containsEntry("status", "CONFIRMED_BY_HAND");
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(document(invoice).state()).isEqualTo(Document.State.PAID);
    assertThat(applied(link)).isEqualTo(TOTAL);
  }

  @Test
  void theSameRequestTwiceIsOneConfirmation() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    HandPayment payment = HandPayments.payment(link, Optional.of("20.00"), false);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Confirmed>> calls = java.util.Collections.nCopies(8, () -> confirm(payment));
      for (var answer : pool.invokeAll(calls)) {
        assertThat(answer.get().amount()).isEqualTo(Money.ofMajor("USD", "20.00"));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(payments(link)).hasSize(1);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_PAID);
    HandPayment other =
        new HandPayment(
            link.linkId(),
            payment.requestKey(),
            "cash",
            "R-2",
            Optional.of("20.00"),
            Optional.empty(),
            false);
    assertRefused(() -> confirm(other), Problem.REQUEST_KEY_REUSED);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void afterAPartTheCustomerIsAskedTheRestAndTheGatewayMakesItWhole() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    confirm(link, Optional.of("30.85"));
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.amountTotal()).hasValue(2_000);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(document(order).open().orElseThrow().isZero()).isTrue();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void whatIsPaidOtherwiseAfterAPartLowersTheLinkAndStillLeavesItPartlyPaid() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    confirm(link, Optional.of("30.85"));
    world.records.run(
        unit -> world.books.receive(unit, order, Money.ofMajor("USD", "15.00"), true));
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.amountTotal()).hasValue(500);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_PAID);
  }

  @Test
  void whatTheLedgerRefusesIsKnownAllTheSameAndPostedLater() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    confirm(link, Optional.empty());
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.settleDown();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  @Test
  void theSameStatementWithoutADateIsTheSameOnTheNextDay() {
    Issued link = world.issue(world.invoice(TOTAL));
    HandPayment payment = HandPayments.payment(link, Optional.empty(), false);
    Confirmed first = confirm(payment);
    world.clock.advance(Duration.ofDays(1));
    Confirmed again = confirm(payment);
    assertThat(again.created()).isFalse();
    assertThat(again.confirmationId()).isEqualTo(first.confirmationId());
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void theHistoryTellsBothAndIsWhole() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    world.paylink.undoConfirmation(confirmed.confirmationId(), "wrong link", World.SALES);
    List<String> events =
        world.records.unit(
            unit ->
                History.read(unit, link.linkId(), 20).stream().map(History.Entry::event).toList());
    assertThat(events)
        .containsExactly(
            "reopened",
            "posting_reversed",
            "confirmation_undone",
            "posted",
            "fulfilled",
            "confirmed_by_hand",
            "issued");
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
  }

  private static Document document(Subject subject) {
    return world.records.unit(unit -> world.ledger.document(unit, subject)).orElseThrow();
  }

  private static Confirmed confirm(Issued link, Optional<String> amount) {
    return HandPayments.confirm(world, link, amount);
  }

  private static Confirmed confirm(HandPayment payment) {
    return HandPayments.confirm(world, payment, World.SALES);
  }

  private static void assertRefused(ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PaylinkException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
