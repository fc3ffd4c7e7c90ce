package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;

/**
 * While money may be under way nothing else is asked, and nobody is told that nothing was taken.
 */
class MoneyUnderWayTest extends Scene {
  @Test
  void aLinkForAPartIsNotPaidTwiceWhileItsPaymentIsUnderWay() throws Exception {
    Subject order = world.order(Money.ofMajor("USD", "100.00"));
    Issued link = issue(order, Optional.of("30.00"), false);
    SimulatedSession session = world.startCheckout(link);
    settle(with(fetch(session), Session.State.PENDING));
    assertThat(world.pressPay(link.url()).status()).isNotEqualTo(303);
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
  }

  @Test
  void anOrderAndItsInvoiceAreNotPayableAtOnce() {
    Subject order = world.order(TOTAL);
    Issued forOrder = world.issue(order);
    world.startCheckout(forOrder);
    Subject invoice =
        world.records.unit(
            u -> world.books.invoice(u, order, "INV-" + order.id().substring(0, 10)));
    Issued forInvoice = issue(invoice, Optional.empty(), true);
    assertThat(world.pressPay(forInvoice.url()).status()).isEqualTo(409);
  }

  @Test
  void anAmountThatWasAbsentIsAskedForAgain() throws Exception {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    settle(withoutAmount(fetch(session)));
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_ABSENT);
    world.settleDown();
    assertThat(open(link)).isEmpty();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void moneyForADocumentWithdrawnDuringTheCheckoutBecomesCreditAndIsRaised() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    SimulatedSession session = world.startCheckout(link);
    world.records.run(unit -> world.books.cancel(unit, order));
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(Money.zero("USD"));
    assertThat(open(link)).containsExactly(ExceptionKind.OVERPAID);
  }

  @Test
  void anExpiredLinkThatWasJustPaidDoesNotSayThatNothingWasTaken() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.clock.advance(Duration.ofDays(14).minusMinutes(5));
    SimulatedSession session = world.startCheckout(link);
    world.clock.advance(Duration.ofMinutes(10));
    world.simulator.pay(session.id());
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
  }

  @Test
  void aCancelledLinkWhoseSessionWasPaidDoesNotSayThatNothingWasTaken() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.simulator.faults().serverError(ApiOperation.EXPIRE, 5).serverError(ApiOperation.FETCH, 5);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
  }

  @Test
  void anAddressNobodyCameBackToSaysNothingAboutTheMoney() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    assertThat(text(world.get(link.url() + "?left=1"))).doesNotContain("Nothing was taken");
  }

  private static Issued issue(Subject subject, Optional<String> amount, boolean besides) {
    IssueRequest wish = World.wish(subject, "wish-" + subject.id());
    return world.paylink.issue(
        new IssueRequest(
            wish.requestKey(),
            wish.type(),
            wish.subjectId(),
            wish.organizationPartyId(),
            amount,
            wish.currency(),
            wish.purpose(),
            wish.validityDays(),
            wish.gatewayAccountIds(),
            false,
            besides,
            wish.localeTag(),
            wish.source()),
        World.SALES);
  }

  private static Session withoutAmount(Session paid) {
    return new Session(
        paid.id(),
        paid.attemptId(),
        paid.state(),
        paid.url(),
        paid.fields(),
        paid.expiresAt(),
        paid.charge()
            .map(c -> new Session.Charge(c.externalRef(), Optional.empty(), c.occurredAt())),
        paid.decline(),
        paid.requestId());
  }
}
