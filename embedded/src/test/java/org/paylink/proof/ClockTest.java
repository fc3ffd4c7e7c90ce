package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;

/** A clock that is wrong, or jumps, costs time and no money. */
class ClockTest extends RefusalScene {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aClockThatJumpsBackAnHourLosesAndDoublesNothing() {
    try (World fallen = World.onDerby("clock", 9)) {
      Issued link = fallen.issue(fallen.order(TOTAL));
      SimulatedSession session = fallen.startCheckout(link);
      // Ours falls back; the gateway's goes on.
      fallen.clock.advance(HOUR.negated());
      fallen.simulator.advance(HOUR);
      assertThat(fallen.get(link.url()).status()).isEqualTo(200);
      assertThat(fallen.startCheckout(link).id()).as("the same session").isEqualTo(session.id());
      fallen.simulator.pay(session.id());
      Delivery delivery =
          fallen.simulator.deliveries().stream()
              .filter(d -> d.eventType.equals("checkout.session.completed"))
              .findFirst()
              .orElseThrow();
      assertThat(hookAtGatewaysTime(fallen, delivery)).as("seems an hour early").isEqualTo(400);
      assertThat(fallen.paylink.checkNow(link.linkId(), World.SALES)).isTrue();
      assertThat(fallen.status(link.linkId())).isEqualTo(LinkStatus.PAID);
      fallen.clock.advance(HOUR);
      fallen.paylink.sweeper().sweep();
      assertThat(fallen.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
      Issued next = fallen.issue(fallen.order(TOTAL));
      assertThat(fallen.pressPay(next.url()).status()).isEqualTo(303);
    }
  }

  @Test
  void aClockBehindTheGatewaysRaisesNoException() {
    try (World behind = World.onDerby("behind", 9)) {
      behind.simulator.advance(Duration.ofSeconds(3));
      Issued link = behind.issue(behind.invoice(TOTAL));
      SimulatedSession session = behind.startCheckout(link);
      behind.simulator.pay(session.id());
      behind.paylink.checkNow(link.linkId(), World.SALES);
      assertThat(
              behind.records.<List<PostingState>>unit(
                  unit ->
                      org.paylink.link.Links.postingsOf(unit, link.linkId()).stream()
                          .map(org.paylink.link.PaymentPosting::state)
                          .toList()))
          .as("posted at once, though the gateway's time has not come here yet")
          .containsExactly(PostingState.POSTED);
    }
  }

  @Test
  void aLinkIssuedBeforeTheJumpStillExpiresOnce() {
    Issued link = issue(Wish.of(world.order(TOTAL)).validityDays("1"));
    world.clock.advance(Duration.ofDays(1));
    world.paylink.sweeper().sweep();
    world.clock.advance(HOUR.negated());
    assertThat(world.get(link.url()).status()).as("stays expired").isEqualTo(410);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    world.clock.advance(HOUR);
  }

  private static int hookAtGatewaysTime(World world, Delivery delivery) {
    long at = world.clock.instant().plus(HOUR).getEpochSecond();
    return world
        .request(
            "POST",
            "/pay/hook/" + FixedSettings.ACCOUNT,
            delivery.body.getBytes(StandardCharsets.UTF_8),
            Map.of(
                "stripe-signature", List.of(Signatures.stripe(delivery.body, delivery.secret, at))))
        .status();
  }
}
