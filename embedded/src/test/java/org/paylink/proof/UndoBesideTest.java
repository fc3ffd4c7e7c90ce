package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.Undone;
import org.paylink.issuing.Issued;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;

/** Undoing a confirmation opens its link beside the links it stood beside, and beside no other. */
class UndoBesideTest extends Scene {
  private static final Money TWICE = TOTAL.plus(TOTAL);

  @BeforeEach
  void later() {
    world.clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void theOlderLinkOpensAgainBesideAnAdditionalOneAndBothArePaid() {
    Subject order = world.order(TWICE);
    Issued older = issue(order, false);
    Issued additional = issue(order, true);
    Confirmed confirmed = confirm(older);
    later();

    assertThat(undo(confirmed).stays()).isEmpty();

    assertThat(lifecycle(older)).isEqualTo(Lifecycle.OPEN);
    assertThat(lifecycle(additional)).isEqualTo(Lifecycle.OPEN);
    pay(additional);
    pay(older);
    assertThat(open(older)).isEmpty();
    assertThat(open(additional)).isEmpty();
  }

  @Test
  void twoLinksForTheSameDebtAreBothOpenAgainAndOneOfThemCanBePaid() {
    Subject order = world.order(TOTAL);
    Issued older = issue(order, false);
    Issued additional = issue(order, true);
    Confirmed confirmed = confirm(older);
    later();

    undo(confirmed);

    assertThat(lifecycle(older)).isEqualTo(Lifecycle.OPEN);
    pay(older);
    assertThat(world.pressPay(additional.url()).status()).isNotEqualTo(303);
  }

  @Test
  void aLinkMadeAfterwardsForTheRestStandsBesideIt() {
    Subject order = world.order(TWICE);
    Issued older = issue(order, false);
    Confirmed confirmed = confirm(older);
    later();
    Issued rest = issue(order, false);
    later();

    undo(confirmed);

    assertThat(lifecycle(older)).isEqualTo(Lifecycle.OPEN);
    assertThat(lifecycle(rest)).isEqualTo(Lifecycle.OPEN);
    pay(rest);
    pay(older);
  }

  @Test
  void aLinkMadeAfterwardsHasTakenItsPlaceWhenNotBothAreOpen() {
    Subject order = world.order(TWICE);
    Issued older = issue(order, false);
    Confirmed confirmed = confirm(older);
    later();
    Issued newer = issue(order, false);
    world.records.run(unit -> world.books.receive(unit, order, TOTAL, true));
    later();

    assertThat(undo(confirmed).stays()).contains(Lifecycle.SUPERSEDED);

    assertThat(lifecycle(newer)).isEqualTo(Lifecycle.OPEN);
    assertThat(
            world.records.<Optional<String>>unit(
                unit -> Links.find(unit, older.linkId()).orElseThrow().successorId()))
        .contains(newer.linkId());
    pay(newer);
  }

  private static Issued issue(Subject order, boolean besides) {
    // Which link is the later one is told by when it was made.
    world.clock.advance(Duration.ofSeconds(1));
    Wish wish =
        Wish.of(order)
            .key("beside-" + order.id() + world.clock.instant() + besides)
            .amount("50.85");
    return world.paylink.issue((besides ? wish.additional() : wish).request(), World.SALES);
  }

  private static Confirmed confirm(Issued link) {
    world.clock.advance(Duration.ofSeconds(1));
    return world.paylink.confirmByHand(
        HandPayments.payment(link, Optional.empty(), false), World.SALES, ZoneOffset.UTC);
  }

  private static Undone undo(Confirmed confirmed) {
    return world.paylink.undoConfirmation(confirmed.confirmationId(), "typo", World.SALES);
  }

  private void pay(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }
}
