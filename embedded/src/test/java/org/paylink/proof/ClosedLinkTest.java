package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.Closing;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;

/**
 * A closed link starts nothing, its sessions are closed at the gateway, and money that comes all
 * the same is booked.
 */
class ClosedLinkTest extends Scene {
  @Test
  void cancellingClosesTheSessionAtTheGatewayAndStartsNoMore() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.paylink.cancel(link.linkId(), Optional.of("ordered twice"), World.SALES);
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED);
  }

  @Test
  void aPaymentThatSlipsThroughACancelledLinkIsBookedAndRaised() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(open(link)).containsExactly(ExceptionKind.CLOSED_LINK_PAID);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.CANCELLED);
  }

  @Test
  void aClosingThatTheGatewayDoesNotAnswerIsTriedAgain() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().serverError(ApiOperation.EXPIRE, 2);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofMinutes(2));
      world.paylink.sweeper().sweep();
    }
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED);
  }

  @Test
  void theAmountFollowsTheOpenBalanceDownAndTheLinkClosesWhenNothingIsLeft() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "20.00"), true));
    assertThat(world.startCheckout(link).amountTotal()).hasValue(30_85);
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "30.85"), true));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.SUPERSEDED);
  }

  @Test
  void aSideEffectOfAChangeThatWasRolledBackNeverHappens() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    assertThatThrownBy(() -> world.records.run(unit -> cancelAndBreak(unit, link)))
        .hasMessage("broken on purpose");
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("open");
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
  }

  private static void cancelAndBreak(Unit unit, Issued issued) {
    PaymentLink link = Links.find(unit, issued.linkId()).orElseThrow();
    Links.lockSubject(unit, link.subject());
    Closing.close(
        unit,
        Links.lock(unit, link.id()),
        Closing.Reason.of(Lifecycle.CANCELLED, "sales"),
        world.clock.instant(),
        () -> world.host.identifiers().next("PaymentLinkOutbox"));
    throw new IllegalStateException("broken on purpose");
  }
}
