package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.ApiOperation;

/** A gateway where the customer agrees and we take the money: once, and only while it is due. */
@Timeout(60)
class ApproveThenCaptureTest extends Scene {
  private Choices choices;

  /** A process that dies. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void offerAll() {
    choices = new Choices(world);
    choices.setUp();
  }

  @AfterEach
  void clearFaults() {
    world.approval.faults().clear();
  }

  private Issued begun(Subject subject) {
    Issued link = choices.issue(subject, Choices.WALLET);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
    return link;
  }

  private Issued approved(Subject subject) {
    Issued link = begun(subject);
    world.approval.approve(choices.session(link));
    return link;
  }

  private String comeBack(Issued link) {
    return world.approval.checkout(choices.session(link)).returnUrl;
  }

  private int takings(Issued link) {
    return world.approval.checkout(choices.session(link)).takings.size();
  }

  private void assertPaidOnce(Issued link) {
    assertThat(takings(link)).isEqualTo(1);
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(payments(link)).hasSize(1);
    assertThat(open(link)).isEmpty();
  }

  private void assertNothingTaken(Issued link) {
    assertThat(takings(link)).isZero();
    assertThat(choices.received(link).isZero()).isTrue();
    assertThat(world.approval.checkout(choices.session(link)).state).isEqualTo(State.CLOSED);
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void whatWasAgreedToIsNoMoneyUntilItIsTaken() {
    Issued link = approved(world.order(TOTAL));

    assertThat(takings(link)).isZero();
    assertThat(text(world.get(link.url()))).contains("You are asked to pay");
    assertThat(choices.received(link).isZero()).isTrue();
  }

  @Test
  void theMoneyIsTakenWhenTheCustomerComesBack() {
    Issued link = approved(world.order(TOTAL));

    assertThat(world.get(comeBack(link)).headers()).containsEntry("Location", link.url());

    assertPaidOnce(link);
    assertThat(text(world.get(link.url()))).contains("Paid. Thank you!");
  }

  @Test
  void theMoneyIsTakenWhenTheCustomerNeverComesBack() {
    Issued told = approved(world.invoice(TOTAL));
    choices.notifyOfAll();
    world.paylink.sweeper().sweep();
    Issued untold = approved(world.invoice(TOTAL));
    world.settleDown();

    assertPaidOnce(told);
    assertPaidOnce(untold);
  }

  @Test
  void everybodyAtOnceTakesItOnce() throws Exception {
    Issued link = approved(world.order(TOTAL));
    List<Callable<Object>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(() -> world.get(comeBack(link)));
      all.add(() -> world.paylink.checkNow(link.linkId(), World.SALES));
    }
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      for (Future<Object> answer : threads.invokeAll(all)) {
        assertThat(answer.get()).isNotNull();
      }
    } finally {
      threads.shutdownNow();
    }
    choices.notifyOfAll();
    world.settleDown();

    assertPaidOnce(link);
  }

  @Test
  void aCancelledLinksApprovalIsGivenUpAndNothingIsTaken() {
    Issued link = approved(world.order(TOTAL));

    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    choices.notifyOfAll();
    world.settleDown();

    assertNothingTaken(link);
  }

  @Test
  void anApprovalThatArrivesAfterTheCancellingIsGivenUpToo() {
    Issued link = begun(world.order(TOTAL));
    // The gateway can't be told for now, so the customer is still able to agree.
    world.approval.faults().serverError(ApiOperation.EXPIRE, 1);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    world.approval.approve(choices.session(link));

    assertThat(text(world.get(comeBack(link)))).doesNotContain("Paid");
    world.settleDown();

    assertNothingTaken(link);
    assertThat(text(world.get(link.url()))).contains("was cancelled");
  }

  @Test
  void nothingIsTakenForWhatWasPaidInAnotherWayMeanwhile() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = approved(invoice);
    world.records.run(unit -> world.books.receive(unit, invoice, TOTAL, true));

    world.get(comeBack(link));
    world.settleDown();

    assertNothingTaken(link);
    assertThat(text(world.get(link.url()))).contains("Nothing is left to pay");
  }

  @Test
  void aLostAnswerTakesTheMoneyOnce() {
    Issued link = approved(world.order(TOTAL));
    world.approval.faults().loseAnswer(ApiOperation.CAPTURE, 2);

    world.get(comeBack(link));
    world.settleDown();

    assertPaidOnce(link);
  }

  @Test
  void aGatewayThatFailsToTakeTheMoneyIsAskedAgain() {
    Issued link = approved(world.order(TOTAL));
    world.approval.faults().serverError(ApiOperation.CAPTURE, 3);

    assertThat(text(world.get(comeBack(link)))).contains("Checking your payment");
    assertThat(takings(link)).isZero();
    world.settleDown();

    assertPaidOnce(link);
  }

  @Test
  void aPaymentTurnedDownIsToldAndCanBeTriedAgain() {
    Issued link = begun(world.order(TOTAL));
    world.approval.decline(choices.session(link), "insufficient_funds");

    String page = text(world.get(comeBack(link)));

    assertThat(page).contains("Not paid. Nothing was taken.", "Pay $50.85");
    assertThat(takings(link)).isZero();
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
    world.approval.approve(choices.session(link));
    world.get(comeBack(link));
    assertPaidOnce(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before capture", "after capture", "after fetch"})
  void aCrashBetweenAgreeingAndBookingLosesNothingAndTakesNothingTwice(String where) {
    Issued link = approved(world.invoice(TOTAL));
    Node dying =
        world.newNode(
            new StepGateway(
                new ApproveCaptureGateway(),
                step -> {
                  if (step.equals(where)) {
                    throw new Crash();
                  }
                }));
    assertThatThrownBy(() -> dying.paylink().checkNow(link.linkId(), World.SALES))
        .isInstanceOf(Crash.class);
    assertThat(choices.received(link).isZero()).isTrue();

    world.settleDown();

    assertPaidOnce(link);
  }

  @Test
  void aCancellingRightAfterACrashedCaptureIsBookedAndRaised() {
    Issued link = approved(world.invoice(TOTAL));
    Node dying =
        world.newNode(
            new StepGateway(
                new ApproveCaptureGateway(),
                step -> {
                  if (step.equals("after capture")) {
                    throw new Crash();
                  }
                }));
    assertThatThrownBy(() -> dying.paylink().checkNow(link.linkId(), World.SALES))
        .isInstanceOf(Crash.class);

    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    world.settleDown();

    assertThat(takings(link)).isEqualTo(1);
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(open(link)).containsExactly(org.paylink.link.ExceptionKind.CLOSED_LINK_PAID);
  }
}
