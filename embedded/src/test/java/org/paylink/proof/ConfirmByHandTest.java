package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.checkout.Preview;
import org.paylink.host.Actor;
import org.paylink.host.Document;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HandMethod;
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
  private static int keys;

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
    HandPayment payment = payment(link, Optional.of("20.00"), false);
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
  void eachPartThatCanNotBeIsRefusedAtItsField() {
    Issued link = world.issue(world.invoice(TOTAL));
    assertField(with(link, "gold", "R", "20", null), Problem.HAND_METHOD_UNKNOWN, "method");
    assertField(with(link, "cash", "  ", "20", null), Problem.HAND_REFERENCE_MISSING, "reference");
    assertField(
        with(link, "cash", "x".repeat(61), "20", null),
        Problem.HAND_REFERENCE_TOO_LONG,
        "reference");
    assertField(with(link, "cash", "R", "50.86", null), Problem.HAND_AMOUNT_OVER_OPEN, "amount");
    assertField(with(link, "cash", "R", "1e3", null), Problem.AMOUNT_MALFORMED, "amount");
    assertField(with(link, "cash", "R", "-5", null), Problem.AMOUNT_NOT_POSITIVE, "amount");
    String tomorrow =
        LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC).plusDays(1).toString();
    assertField(with(link, "cash", "R", "20", tomorrow), Problem.HAND_DATE_IN_FUTURE, "date");
    for (String date : List.of("yesterday", "31.03.2026", "2026-02-30", "0202-01-01")) {
      assertField(with(link, "cash", "R", "20", date), Problem.HAND_DATE_MALFORMED, "date");
    }
    assertThat(payments(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
  }

  @Test
  void whoMayNotConfirmConfirmsAndUndoesNothing() {
    Issued link = world.issue(world.invoice(TOTAL));
    Actor clerk = new Actor("clerk", permission -> permission != Permission.CONFIRM);
    assertRefused(
        () ->
            world.paylink.confirmByHand(
                payment(link, Optional.empty(), false), clerk, ZoneOffset.UTC),
        Problem.PERMISSION_MISSING);
    Confirmed confirmed = confirm(link, Optional.empty());
    assertRefused(
        () -> world.paylink.undoConfirmation(confirmed.confirmationId(), "typo", clerk),
        Problem.PERMISSION_MISSING);
  }

  @Test
  void aCheckoutInProgressIsInTheWayUntilItIsClosed() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    assertField(
        payment(link, Optional.empty(), false), Problem.CHECKOUT_IN_PROGRESS, "closeCheckout");
    assertField(payment(link, Optional.of("99.00"), true), Problem.HAND_AMOUNT_OVER_OPEN, "amount");
    assertThat(status(session)).as("what is refused closes nothing").isEqualTo("open");
    confirm(payment(link, Optional.empty(), true));
    assertThat(status(session)).isEqualTo("expired");
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  private static String status(SimulatedSession session) {
    return world.simulator.sessions().stream()
        .filter(each -> each.id().equals(session.id()))
        .map(SimulatedSession::status)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCheckoutThatTurnsOutToBePaidIsSettledAndNothingIsConfirmed() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.simulator.pay(world.startCheckout(link).id());
    assertRefused(
        () -> confirm(payment(link, Optional.empty(), true)), Problem.LINK_ALREADY_CLOSED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void moneyOnItsWayIsInTheWayWhateverTheUserWants() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertField(
        payment(link, Optional.empty(), true), Problem.CHECKOUT_IN_PROGRESS, "closeCheckout");
  }

  @Test
  void aClosedLinkTakesNoConfirmation() {
    Issued cancelled = world.issue(world.invoice(TOTAL));
    world.paylink.cancel(cancelled.linkId(), Optional.empty(), World.SALES);
    assertRefused(() -> confirm(cancelled, Optional.empty()), Problem.LINK_ALREADY_CLOSED);
    Issued paid = world.issue(world.invoice(TOTAL));
    confirm(paid, Optional.empty());
    assertRefused(() -> confirm(paid, Optional.empty()), Problem.LINK_ALREADY_CLOSED);
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
    HandPayment payment = payment(link, Optional.empty(), false);
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

  @Test
  void lookingAtWhatWouldHappenWritesNothing() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    assertThat(preview(link))
        .isEqualTo(
            new Preview(
                Preview.Outcome.ASKED, TOTAL, Money.zero("USD"), false, Optional.empty(), false));
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "20.85"), true));
    assertThat(preview(link).asked()).isEqualTo(Money.ofMajor("USD", "30.00"));
    assertThat(preview(link).lowered()).isTrue();
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "30.00"), true));
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.NOTHING_DUE);
    assertThat(lifecycle(link)).as("nothing was written").isEqualTo(Lifecycle.OPEN);
    assertThat(row(link).get("amount")).isEqualTo(row(link).get("amount"));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.CLOSED);
  }

  @Test
  void whatWouldHappenIsWhatHappens() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.startCheckout(link);
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.CONTINUED);
    Issued pending = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(pending);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertThat(preview(pending).outcome()).isEqualTo(Preview.Outcome.BUSY);
    Issued old = world.issue(world.invoice(TOTAL));
    world.settings.usualAccountDisabled();
    assertThat(preview(old).outcome()).isEqualTo(Preview.Outcome.NO_ACCOUNT);
    world.settings.asUsual();
    world.clock.advance(Duration.ofDays(15));
    assertThat(preview(old).outcome()).isEqualTo(Preview.Outcome.ENDS);
  }

  private static Preview preview(Issued link) {
    return world.paylink.preview(link.linkId(), World.SALES);
  }

  private static Document document(Subject subject) {
    return world.records.unit(unit -> world.ledger.document(unit, subject)).orElseThrow();
  }

  static HandPayment payment(Issued link, Optional<String> amount, boolean closeCheckout) {
    return new HandPayment(
        link.linkId(),
        "confirm-" + ++keys,
        HandMethod.CASH.name(),
        "R-1",
        amount,
        Optional.empty(),
        closeCheckout);
  }

  private static HandPayment with(
      Issued link, String method, String reference, String amount, String date) {
    return new HandPayment(
        link.linkId(),
        "confirm-" + ++keys,
        method,
        reference,
        Optional.of(amount),
        Optional.ofNullable(date),
        false);
  }

  private static Confirmed confirm(Issued link, Optional<String> amount) {
    return confirm(payment(link, amount, false));
  }

  private static Confirmed confirm(HandPayment payment) {
    return world.paylink.confirmByHand(payment, World.SALES, ZoneOffset.UTC);
  }

  private static void assertField(HandPayment payment, Problem problem, String field) {
    assertThatThrownBy(() -> confirm(payment))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.facts()).containsEntry("field", field);
            });
  }

  private static void assertRefused(ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PaylinkException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
