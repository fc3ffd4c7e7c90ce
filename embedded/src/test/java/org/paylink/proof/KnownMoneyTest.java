package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;

/** Money the gateway took is known, whatever the ledger or the gateway's answer looks like. */
class KnownMoneyTest extends Scene {
  @Test
  void moneyIsKnownAndTheCustomerSeesPaidWhenTheLedgerRefuses() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(text(world.get(link.url()))).contains("Paid");
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(postingStates(link)).containsExactly(PostingState.PENDING);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofMinutes(2));
    world.paylink.sweeper().sweep();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(open(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void aFailureIsRecordedThoughTheWorkItDescribesIsRolledBack() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    notifyOf(session);
    String paymentId =
        world.records.unit(unit -> Links.postingsOf(unit, link.linkId()).get(0).paymentId());
    assertThat(world.records.<Boolean>unit(u -> world.ledger.posted(u, paymentId).isEmpty()))
        .as("the posting was rolled back")
        .isTrue();
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
  }

  @Test
  void factsInAnyOrderAndNumberEndInTheSameState() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      Issued link = world.issue(world.order(TOTAL));
      SimulatedSession session = world.startCheckout(link);
      Session open = fetch(session);
      world.simulator.pay(session.id());
      Session paid = fetch(session);
      Session expired = with(open, Session.State.EXPIRED);
      List<Session> facts = new ArrayList<>(List.of(open, paid, expired, paid, open));
      Collections.shuffle(facts, new Random(seed));
      for (Session fact : facts) {
        settle(fact);
      }
      assertThat(world.status(link.linkId())).as("order %s", seed).isEqualTo(LinkStatus.PAID);
      assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
      assertThat(open(link)).isEmpty();
      assertThat(attemptStates(link)).containsExactly(AttemptState.PAID);
    }
  }

  @Test
  void anotherAmountIsBookedAsCreditAndRaised() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(123);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_DIFFERS);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(Money.zero("USD"));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.MANUAL_REVIEW);
    assertThat(world.pressPay(link.url()).status()).as("no second checkout").isNotEqualTo(303);
  }

  @Test
  void anotherCurrencyIsRecordedAndHeld() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentInCurrency("eur");
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(open(link)).containsExactly(ExceptionKind.CURRENCY_DIFFERS);
    assertThat(postingStates(link)).containsExactly(PostingState.HELD);
  }

  @Test
  void anAbsentAmountIsNeverEqual() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentWithoutAmount();
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_ABSENT);
    assertThat(postingStates(link)).isEmpty();
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
  }

  @Test
  void aSlowPaymentThatFailsIsToldAndCanBeTriedAgain() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PENDING);
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
    world.simulator.bankDebitFails(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.FAILED);
    assertThat(text(world.get(link.url()))).contains("Nothing was taken").contains("Pay $50.85");
    assertThat(world.startCheckout(link).id()).isNotEqualTo(session.id());
  }

  @Test
  void testMoneyStaysOutOfTheLedgerOfAHostThatIsNoTestHost() {
    world.settings.testHost(false);
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(postingStates(link)).containsExactly(PostingState.WITHHELD);
    assertThat(payments(link)).isEmpty();
  }
}
