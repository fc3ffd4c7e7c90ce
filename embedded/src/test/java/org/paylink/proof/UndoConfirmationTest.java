package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.Undone;
import org.paylink.host.Document;
import org.paylink.host.Ledger;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Unit;
import org.paylink.simulator.SimulatedSession;

/** What a person confirmed, a person may take back: in the receipts, in the books, on the link. */
class UndoConfirmationTest extends Scene {
  @Test
  void theDebtIsOpenAgainAndCanBePaidAtTheGateway() {
    for (Subject subject : List.of(world.invoice(TOTAL), world.order(TOTAL))) {
      Issued link = world.issue(subject);
      Undone undone = undo(confirm(link, Optional.empty()));
      assertThat(undone.posted()).isTrue();
      assertThat(undone.stays()).isEmpty();
      assertThat(document(subject).open().orElseThrow()).isEqualTo(TOTAL);
      assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
      assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
      SimulatedSession session = world.startCheckout(link);
      world.simulator.pay(session.id());
      notifyOf(session);
      assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
      assertThat(document(subject).open().orElseThrow().isZero()).isTrue();
      assertThat(open(link)).isEmpty();
    }
  }

  @Test
  void undoingOneOfTwoPartsLeavesTheOther() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    Confirmed first = confirm(link, Optional.of("20.00"));
    confirm(link, Optional.of("30.85"));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
    undo(first);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_PAID);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
    assertThat(document(invoice).open().orElseThrow()).isEqualTo(Money.ofMajor("USD", "20.00"));
  }

  @Test
  void undoingTwiceIsRefusedAlsoAtOnce() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    int undone = 0;
    try {
      List<Callable<Boolean>> calls = Collections.nCopies(6, () -> tryUndo(confirmed));
      for (Future<Boolean> answer : pool.invokeAll(calls)) {
        undone += answer.get() ? 1 : 0;
      }
    } finally {
      pool.shutdown();
    }
    assertThat(undone).isEqualTo(1);
    assertRefused(confirmed, Problem.CONFIRMATION_UNDONE_BEFORE);
    assertThat(document(link).open().orElseThrow()).isEqualTo(TOTAL);
  }

  @Test
  void whatWasPaidBackCanNotBeUndone() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    String payment = payments(link).get(0);
    world.records.run(unit -> world.books.refund(unit, payment, Money.ofMajor("USD", "5.00")));
    assertRefused(confirmed, Problem.CONFIRMATION_REFUNDED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  @Test
  void whatTheBooksHaveFixedCanNotBeUndone() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    String payment = payments(link).get(0);
    world.records.run(
        unit ->
            unit.update(
                "BookPayment", Map.of("paymentId", payment), Map.of("statusId", "PMNT_CONFIRMED")));
    assertRefused(confirmed, Problem.CONFIRMATION_FIXED);
  }

  @Test
  void anUnknownConfirmationAndAMissingReasonAreRefused() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    assertThatThrownBy(() -> world.paylink.undoConfirmation("nonsense", "typo", World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CONFIRMATION_UNKNOWN));
    assertThatThrownBy(
            () -> world.paylink.undoConfirmation(confirmed.confirmationId(), " ", World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.UNDO_REASON_MISSING));
  }

  @Test
  void undoneBeforeItWasPostedItIsNeverPosted() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    Confirmed confirmed = confirm(link, Optional.empty());
    undo(confirmed);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.paylink.sweeper().sweep();
    assertThat(postingStates(link))
        .containsExactly(PostingState.NOT_NEEDED, PostingState.NOT_NEEDED);
    assertThat(payments(link)).isEmpty();
    assertThat(open(link)).isEmpty();
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
  }

  @Test
  void aLedgerThatRefusesTheReversalIsTriedAgainAndTheLinkOpensThen() {
    for (TroubledLedger.Trouble trouble :
        List.of(TroubledLedger.Trouble.REFUSES, TroubledLedger.Trouble.BREAKS_AFTER_POSTING)) {
      Issued link = world.issue(world.invoice(TOTAL));
      Confirmed confirmed = confirm(link, Optional.empty());
      world.ledger.trouble(trouble);
      Undone undone = undo(confirmed);
      assertThat(undone.posted()).isFalse();
      assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
      assertThat(document(link).open().orElseThrow().isZero()).as("not reversed yet").isTrue();
      assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
      world.ledger.trouble(TroubledLedger.Trouble.NONE);
      world.clock.advance(Duration.ofHours(2));
      world.paylink.sweeper().sweep();
      assertThat(open(link)).isEmpty();
      assertThat(document(link).open().orElseThrow()).isEqualTo(TOTAL);
      assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
    }
  }

  @Test
  void aLinkWhoseTimeIsOverStaysClosed() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    world.clock.advance(Duration.ofDays(15));
    assertThat(undo(confirmed).stays()).contains(Lifecycle.EXPIRED);
    assertThat(document(link).open().orElseThrow()).isEqualTo(TOTAL);
  }

  @Test
  void aLinkWhoseDocumentWasWithdrawnStaysClosed() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    Confirmed confirmed = confirm(link, Optional.empty());
    world.records.run(unit -> world.books.cancel(unit, order));
    assertThat(undo(confirmed).stays()).contains(Lifecycle.SUPERSEDED);
  }

  @Test
  void aPaymentThatTheAccountantVoidedIsUndoneAllTheSame() {
    Issued link = world.issue(world.invoice(TOTAL));
    Confirmed confirmed = confirm(link, Optional.empty());
    world.records.run(
        unit -> {
          try {
            world.ledger.reverse(
                unit,
                Links.find(unit, link.linkId()).orElseThrow().subject(),
                payments(unit, link).get(0));
          } catch (Ledger.LedgerException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(undo(confirmed).posted()).isTrue();
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
  }

  private static List<String> payments(Unit unit, Issued link) {
    return unit.list(Query.from("BookPayment").equal("paymentLinkId", link.linkId())).stream()
        .map(row -> row.text("paymentId"))
        .toList();
  }

  private static Confirmed confirm(Issued link, Optional<String> amount) {
    return HandPayments.confirm(world, link, amount);
  }

  private static Undone undo(Confirmed confirmed) {
    return world.paylink.undoConfirmation(confirmed.confirmationId(), "typo", World.SALES);
  }

  private static boolean tryUndo(Confirmed confirmed) {
    try {
      undo(confirmed);
      return true;
    } catch (PaylinkException e) {
      assertThat(e.problem()).isEqualTo(Problem.CONFIRMATION_UNDONE_BEFORE);
      return false;
    }
  }

  private static void assertRefused(Confirmed confirmed, Problem problem) {
    assertThatThrownBy(() -> undo(confirmed))
        .isInstanceOfSatisfying(
            PaylinkException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private static Document document(Issued link) {
    return world.records.unit(
        unit ->
            world
                .ledger
                .document(unit, Links.find(unit, link.linkId()).orElseThrow().subject())
                .orElseThrow());
  }

  private static Document document(Subject subject) {
    return world.records.unit(unit -> world.ledger.document(unit, subject)).orElseThrow();
  }
}
