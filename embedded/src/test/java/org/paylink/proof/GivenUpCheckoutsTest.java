package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.policy.PolicyField;
import org.paylink.simulator.SimulatedSession;

/**
 * A customer who goes back and comes again on another day has failed at nothing; checkouts without
 * end are stopped all the same.
 */
class GivenUpCheckoutsTest extends Scene {
  @BeforeEach
  void twoFailuresAreEnough() {
    world.settings.policy(PolicyField.ATTEMPT_LIMIT, "2");
  }

  @Test
  void whoGoesBackAgainAndAgainCanStillPay() {
    Issued link = world.issue(world.invoice(TOTAL));
    giveUp(link, 19);

    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);

    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void checkoutsWithoutEndAreStopped() {
    Issued link = world.issue(world.invoice(TOTAL));
    giveUp(link, 20);

    assertThat(world.pressPay(link.url()).status()).isNotEqualTo(303);

    assertThat(open(link)).containsExactly(ExceptionKind.TOO_MANY_ATTEMPTS);
    assertThat(attemptStates(link)).hasSize(20).containsOnly(AttemptState.EXPIRED);
  }

  @Test
  void aCheckoutThatEndedAfterADeclineCountsInFull() {
    Issued link = world.issue(world.invoice(TOTAL));
    for (int time = 0; time < 2; time++) {
      SimulatedSession session = world.startCheckout(link);
      world.simulator.decline(session.id(), "insufficient_funds");
      end(link);
    }

    assertThat(world.pressPay(link.url()).status()).isNotEqualTo(303);

    assertThat(open(link)).containsExactly(ExceptionKind.TOO_MANY_ATTEMPTS);
  }

  private static void giveUp(Issued link, int times) {
    for (int time = 0; time < times; time++) {
      world.startCheckout(link);
      end(link);
    }
  }

  /** The session's time passes, and the customer's next look finds that out. */
  private static void end(Issued link) {
    world.clock.advance(Duration.ofHours(3));
    world.simulator.tick();
    world.paylink.checkNow(link.linkId(), World.SALES);
  }
}
