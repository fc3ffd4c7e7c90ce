package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.panel.CancelNotice;
import org.paylink.policy.PolicyField;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.account.HostedCheckout.State;

/**
 * From the decision to take what a customer agreed to until its outcome is recorded, the money
 * counts as asked for, and whoever closes the link is told that it is just being taken.
 */
@Timeout(60)
class TakingMoneyTest extends Scene {
  private Choices choices;

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

  @Test
  void theSecondAgreementIsGivenUpWhileTheFirstIsBeingTakenForAllThatIsOpen() {
    Subject order = world.order(TOTAL.plus(TOTAL));
    Issued first = approved(order, false);
    Issued second = approved(order, true);
    paidElsewhere(order);

    at("before capture", () -> check(second)).paylink().checkNow(first.linkId(), World.SALES);
    world.settleDown();

    assertThat(takings(first)).isEqualTo(1);
    assertThat(takings(second)).isZero();
    assertThat(world.approval.checkout(session(second)).state).isEqualTo(State.CLOSED);
    assertThat(attemptStates(second)).containsExactly(AttemptState.EXPIRED);
    assertThat(applied(first)).isEqualTo(TOTAL);
    assertThat(open(first)).isEmpty();
    assertThat(open(second)).isEmpty();
  }

  @Test
  void twoAgreementsDecidedAtOnceNeverTakeMoreThanIsOpen() throws Exception {
    for (int round = 0; round < 5; round++) {
      Subject order = world.order(TOTAL.plus(TOTAL));
      List<Issued> both = List.of(approved(order, false), approved(order, true));
      paidElsewhere(order);
      CyclicBarrier fetched = new CyclicBarrier(2);
      CyclicBarrier decided = new CyclicBarrier(2);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Callable<Boolean>> calls =
            List.of(
                () -> meeting(fetched, decided).paylink().checkNow(id(both, 0), World.SALES),
                () -> meeting(fetched, decided).paylink().checkNow(id(both, 1), World.SALES));
        for (Future<Boolean> answer : threads.invokeAll(calls)) {
          assertThat(answer.get()).isTrue();
        }
      } finally {
        threads.shutdownNow();
      }
      world.settleDown();

      assertThat(takings(both.get(0)) + takings(both.get(1))).isEqualTo(1);
      both.forEach(link -> assertThat(open(link)).isEmpty());
    }
  }

  @Test
  void bothAreTakenWhenBothAreOpen() {
    Subject order = world.order(TOTAL.plus(TOTAL));
    Issued first = approved(order, false);
    Issued second = approved(order, true);

    at("before capture", () -> check(second)).paylink().checkNow(first.linkId(), World.SALES);

    assertThat(takings(first) + takings(second)).isEqualTo(2);
  }

  @Test
  void anAgreementThatIsRefusedWhenItIsTakenNoLongerCounts() {
    Subject order = world.order(TOTAL.plus(TOTAL));
    Issued first = issue(order, false);
    world.approval.decline(session(first), "insufficient_funds");
    Issued second = approved(order, true);
    paidElsewhere(order);

    check(first);
    check(second);

    assertThat(takings(first)).isZero();
    assertThat(takings(second)).isEqualTo(1);
  }

  @Test
  void oneThatWasRefusedAfterACrashNoLongerCountsEither() {
    Subject order = world.order(TOTAL.plus(TOTAL));
    Issued first = issue(order, false);
    world.approval.decline(session(first), "insufficient_funds");
    Issued second = approved(order, true);
    paidElsewhere(order);
    crash("after capture", first);

    world.clock.advance(Duration.ofSeconds(5));
    check(first);
    check(second);

    assertThat(takings(second)).isEqualTo(1);
  }

  @Test
  void aCancellingWhileTheMoneyIsBeingTakenSaysSoAndTheMoneyIsBookedAndRaised() {
    Issued link = approved(world.order(TOTAL), false);

    at(
            "before capture",
            () -> {
              world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
              assertThat(notice(link)).contains("PaylinkNotice_cancelledWhileTaking");
              assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PENDING);
              // Neither another node nor the customer's browser can give it up in between.
              world.paylink.sweeper().sweep();
              check(link);
            })
        .paylink()
        .checkNow(link.linkId(), World.SALES);
    world.settleDown();

    assertThat(takings(link)).isEqualTo(1);
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(open(link)).containsExactly(ExceptionKind.CLOSED_LINK_PAID);
    assertThat(notice(link)).contains("PaylinkNotice_cancelledButPaid");
    assertThat(events(link)).containsSubsequence("attempt_taking", "cancelled", "paid");
  }

  @Test
  void aPolicyThatForbidsItRefusesTheCancellingWhileTheMoneyIsBeingTaken() {
    world.settings.policy(PolicyField.CANCEL_TIME, "NOT_WHILE_PAYING");
    Issued link = approved(world.order(TOTAL), false);

    at(
            "before capture",
            () ->
                assertThatThrownBy(
                        () -> world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES))
                    .isInstanceOfSatisfying(
                        PaylinkException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.CANCEL_WHILE_PAYING)))
        .paylink()
        .checkNow(link.linkId(), World.SALES);

    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void aSessionThatIsOpenAgainAfterItsLinkWasCancelledIsClosed() {
    Issued link = issue(world.order(TOTAL), false);
    world.approval.decline(session(link), "insufficient_funds");

    at("before capture", () -> world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES))
        .paylink()
        .checkNow(link.linkId(), World.SALES);
    world.paylink.sweeper().sweep();

    assertThat(takings(link)).isZero();
    assertThat(world.approval.checkout(session(link)).state).isEqualTo(State.CLOSED);
    assertThat(open(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CANCELLED);
  }

  @Test
  void aDecisionWhoseMakerDiedStandsForAMomentAndIsThenMadeAnew() {
    Issued link = approved(world.order(TOTAL), false);
    crash("before capture", link);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(notice(link)).contains("PaylinkNotice_cancelledWhileTaking");

    check(link);
    assertThat(world.approval.checkout(session(link)).state).isEqualTo(State.APPROVED);
    world.clock.advance(Duration.ofMinutes(2));
    check(link);

    assertThat(takings(link)).isZero();
    assertThat(world.approval.checkout(session(link)).state).isEqualTo(State.CLOSED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CANCELLED);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void whoPressesPayWhileTheMoneyIsBeingTakenIsNotSentToTheGatewayAgain() {
    Issued link = approved(world.order(TOTAL), false);

    at("before capture", () -> assertThat(world.pressPay(link.url()).status()).isEqualTo(409))
        .paylink()
        .checkNow(link.linkId(), World.SALES);

    assertThat(takings(link)).isEqualTo(1);
    assertThat(open(link)).isEmpty();
  }

  private static String id(List<Issued> links, int index) {
    return links.get(index).linkId();
  }

  private Issued issue(Subject order, boolean besides) {
    Wish wish =
        Wish.of(order)
            .key("taking-" + order.id() + besides)
            .amount("50.85")
            .account(Choices.WALLET);
    Issued link = world.paylink.issue((besides ? wish.additional() : wish).request(), World.SALES);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
    return link;
  }

  private Issued approved(Subject order, boolean besides) {
    Issued link = issue(order, besides);
    world.approval.approve(session(link));
    return link;
  }

  private static void paidElsewhere(Subject order) {
    world.records.run(unit -> world.books.receive(unit, order, TOTAL, true));
  }

  private static void check(Issued link) {
    world.paylink.checkNow(link.linkId(), World.SALES);
  }

  private void crash(String where, Issued link) {
    Node dying =
        at(
            where,
            () -> {
              throw new Crash();
            });
    assertThatThrownBy(() -> dying.paylink().checkNow(link.linkId(), World.SALES))
        .isInstanceOf(Crash.class);
  }

  /** A node that does something when its gateway gets to a step for the first time. */
  private static Node at(String where, Runnable action) {
    AtomicInteger times = new AtomicInteger();
    return world.newNode(
        new StepGateway(
            new ApproveCaptureGateway(),
            step -> {
              if (step.equals(where) && times.getAndIncrement() == 0) {
                action.run();
              }
            }));
  }

  /** A node that goes on from looking, and from deciding, together with another. */
  private static Node meeting(CyclicBarrier fetched, CyclicBarrier decided) {
    AtomicInteger times = new AtomicInteger();
    return world.newNode(
        new StepGateway(
            new ApproveCaptureGateway(),
            step -> {
              if (step.equals("after fetch") && times.getAndIncrement() == 0) {
                await(fetched);
              }
              if (step.equals("before capture") || step.equals("before close")) {
                await(decided);
              }
            }));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other never came", e);
    }
  }

  private static String notice(Issued link) {
    return world.records.unit(unit -> CancelNotice.of(unit, link.linkId())).toString();
  }

  private static List<String> events(Issued link) {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 100)).stream()
        .sorted(Comparator.comparing(History.Entry::sequence))
        .map(History.Entry::event)
        .toList();
  }

  private String session(Issued link) {
    return choices.session(link);
  }

  private int takings(Issued link) {
    return world.approval.checkout(session(link)).takings.size();
  }
}
