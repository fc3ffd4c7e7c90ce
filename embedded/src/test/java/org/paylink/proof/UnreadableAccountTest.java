package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;

/** An account that can't be read holds up its own money only, and that only until it is mended. */
class UnreadableAccountTest extends RefusalScene {
  private static final String OTHER = "STRIPE_TWO";
  private Issued broken;
  private Issued sound;

  @BeforeEach
  void oneLinkOfEachOfTwoAccounts() {
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account(OTHER, World.COMPANY));
    broken = issue(Wish.of(world.invoice(TOTAL)).account(FixedSettings.ACCOUNT));
    sound = issue(Wish.of(world.invoice(TOTAL)).account(OTHER));
  }

  @Test
  void othersArePolled() {
    pay(broken);
    pay(sound);
    world.settings.unreadable(FixedSettings.ACCOUNT);
    later();
    assertThat(world.status(sound.linkId())).isEqualTo(LinkStatus.PAID);
    world.settings.unreadable("");
    later();
    assertThat(world.status(broken.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void othersArePosted() {
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    pay(broken);
    pay(sound);
    later();
    assertThat(postingStates(broken)).containsExactly(PostingState.PENDING);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.settings.unreadable(FixedSettings.ACCOUNT);
    later();
    assertThat(postingStates(sound)).containsExactly(PostingState.POSTED);
    world.settings.unreadable("");
    later();
    later();
    assertThat(postingStates(broken)).containsExactly(PostingState.POSTED);
    assertThat(open(broken)).isEmpty();
  }

  @Test
  void itsNotificationsAreSentAgainAndItsPagesSayThatItIsOurFault() {
    Delivery delivery = delivery(pay(broken), "checkout.session.completed");
    world.settings.unreadable(FixedSettings.ACCOUNT);
    assertThat(world.hook(delivery).status()).isEqualTo(503);
    assertThat(world.pressPay(broken.url()).status()).isEqualTo(503);
    world.settings.unreadable("");
    assertThat(world.hook(delivery).status()).isEqualTo(200);
  }

  private static SimulatedSession pay(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    return world.simulator.pay(session.id());
  }

  private static void later() {
    world.clock.advance(Duration.ofMinutes(5));
    world.paylink.sweeper().sweep();
  }
}
