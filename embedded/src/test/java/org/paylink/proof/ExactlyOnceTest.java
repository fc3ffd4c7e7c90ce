package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** Whoever brings the same fact, and however often, it counts once. */
class ExactlyOnceTest extends Scene {
  @Test
  void pressingPayAgainLeadsToTheSameSession() {
    Issued link = world.issue(world.order(TOTAL));
    assertThat(world.startCheckout(link).id()).isEqualTo(world.startCheckout(link).id());
  }

  /**
   * Lesson 17 (Lago PR 5708): a live hosted page plus an automatic charge: double charge. Nothing
   * is charged automatically here; what is asked for at the same time never exceeds what is open.
   */
  @Test
  void twoLinksOfOneDocumentNeverOfferMoreThanIsOpen() {
    Subject order = world.order(TOTAL);
    Issued first = world.issue(order);
    Issued second =
        world.paylink.issue(
            new IssueRequest(
                "besides-" + order.id(),
                order.type(),
                order.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                true,
                "en",
                "test"),
            World.SALES);
    world.startCheckout(first);
    WebResponse refused = world.pressPay(second.url());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(text(refused)).contains("already under way");
  }

  /**
   * Lesson 12 (ERPNext #35685, PR 27300): a callback that was not idempotent made duplicate
   * invoices.
   */
  @Test
  void theSameEventTwoHundredTimesAtOnceIsOnePayment() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    Delivery delivery = delivery(session, "checkout.session.completed");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> calls = Collections.nCopies(200, () -> world.hook(delivery).status());
      for (Future<Integer> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      pool.shutdown();
    }
    world.paylink.sweeper().sweep();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
  }

  @Test
  void severalSettlementsOfOneSessionAtOnceAreOnePayment() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> calls =
          Collections.nCopies(12, () -> world.paylink.checkNow(link.linkId(), World.SALES));
      for (Future<Boolean> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(payments(link)).hasSize(1);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void aLostWebhookIsFoundByThePoll() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostAfterTheWorkIsLookedUpAndNeverDoubled() {
    Issued link = world.issue(world.order(TOTAL));
    int before = world.simulator.sessionsCreated();
    world.simulator.faults().hangAfterWork(ApiOperation.CREATE, 1, Duration.ofMillis(100));
    world.simulator.faults().cutAnswer(ApiOperation.CREATE, 1);
    world.pressPay(link.url());
    SimulatedSession session = world.startCheckout(link);
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before + 1);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void aStoredFailureIsNotRepeatedForEver() {
    Issued link = world.issue(world.order(TOTAL));
    world.simulator.faults().serverError(ApiOperation.CREATE, 1);
    WebResponse failed = world.pressPay(link.url());
    assertThat(failed.status()).isEqualTo(503);
    assertThat(text(failed)).contains("Nothing was taken");
    assertThat(world.pressPay(link.url()).status()).as("a new key").isEqualTo(303);
  }

  @Test
  void theSameWishTwiceIsOneLinkAndAnotherUnderItsKeyIsRefused() {
    Subject order = world.order(TOTAL);
    Issued first = world.paylink.issue(World.wish(order, "k-" + order.id()), World.SALES);
    Issued second = world.paylink.issue(World.wish(order, "k-" + order.id()), World.SALES);
    assertThat(second.linkId()).isEqualTo(first.linkId());
    assertThat(second.url()).isEqualTo(first.url());
    Subject other = world.order(TOTAL);
    assertThatThrownBy(() -> world.paylink.issue(World.wish(other, "k-" + order.id()), World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_KEY_REUSED));
    assertThatThrownBy(() -> world.paylink.issue(World.wish(order, "new"), World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.LIVE_LINK_EXISTS));
  }
}
