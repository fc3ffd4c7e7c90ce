package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HistoryEvent;
import org.paylink.link.LinkStatus;
import org.paylink.link.ReceiptType;
import org.paylink.simulator.webhook.Delivery;

/** What a customer's bank takes and gives back is in the books; won and lost are as it says. */
@Timeout(120)
class DisputeTest extends RefundScene {

  @Test
  void aDisputeTakesTheMoneyAndAFeeAndNeedsAPerson() {
    Paid paid = paid(world.invoice(TOTAL));
    gateway().openDispute(paid.session().id(), "fraudulent");
    tell();
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.DISPUTED);
    assertThat(open(paid.link())).containsExactly(ExceptionKind.DISPUTE_OPENED);
    assertThat(receipts(paid.link(), ReceiptType.DISPUTE)).hasSize(1);
    assertThat(receipts(paid.link(), ReceiptType.DISPUTE_FEE))
        .singleElement()
        .matches(receipt -> receipt.amount().equals(usd("15")));
    assertThat(received(paid)).isEqualTo(usd("0"));
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(openOf(paid.subject())).isEqualTo(TOTAL);
    assertThat(left(paid)).as("nothing can be refunded of it").isEqualTo(usd("0"));
  }

  @Test
  void aDisputeThatIsWonSettlesTheInvoiceAgain() {
    Paid paid = paid(world.invoice(TOTAL));
    String dispute = gateway().openDispute(paid.session().id(), "product_not_received");
    tell();
    gateway().winDispute(dispute);
    tell();
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(open(paid.link())).isEmpty();
    assertThat(received(paid)).isEqualTo(TOTAL);
    assertThat(inBooks(paid)).isEqualTo(TOTAL);
    assertThat(openOf(paid.subject())).isEqualTo(usd("0"));
    assertThat(times(paid, HistoryEvent.DISPUTE_WON)).isEqualTo(1);
  }

  @Test
  void aDisputeThatIsLostStaysChargedBack() {
    Paid paid = paid(world.order(TOTAL));
    String dispute = gateway().openDispute(paid.session().id(), "fraudulent");
    gateway().loseDispute(dispute);
    tell();
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.CHARGED_BACK);
    assertThat(open(paid.link())).isEmpty();
    assertThat(inBooks(paid)).isEqualTo(usd("0"));
    assertThat(openOf(paid.subject())).isEqualTo(TOTAL);
  }

  @Test
  void moneyOfAWonDisputeIsFoundThoughNobodyTellsOfIt() {
    Paid paid = paid(world.invoice(TOTAL));
    String dispute = gateway().openDispute(paid.session().id(), "fraudulent");
    gateway().winDisputeOnly(dispute);
    tell();
    gateway().reinstate(dispute, 0);
    world.settleDown();
    world.settleDown();
    assertThat(received(paid)).isEqualTo(TOTAL);
    assertThat(inBooks(paid)).isEqualTo(TOTAL);
  }

  @Test
  void anInquiryMovesNoMoney() {
    Paid paid = paid(world.invoice(TOTAL));
    String inquiry = gateway().openInquiry(paid.session().id(), "general");
    tell();
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.DISPUTED);
    assertThat(received(paid)).isEqualTo(TOTAL);
    gateway().closeInquiry(inquiry);
    tell();
    assertThat(world.status(paid.link().linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(open(paid.link())).isEmpty();
  }

  /** Lesson 20 (hyperswitch #14003, PR 11653): simultaneous dispute events, "won" by its name. */
  @Test
  void eventsInAnyOrderAndTwiceEndInTheSame() {
    Paid paid = paid(world.invoice(TOTAL));
    String dispute = gateway().openDispute(paid.session().id(), "fraudulent");
    gateway().winDisputeOnly(dispute);
    List<Delivery> told = new ArrayList<>(world.simulator.deliveries());
    Collections.reverse(told);
    told.forEach(world::hook);
    world.paylink.sweeper().sweep();
    assertThat(received(paid)).as("won, and the money is still to come").isEqualTo(usd("0"));
    gateway().reinstate(dispute, 1_500);
    tell();
    tell();
    assertThat(received(paid)).isEqualTo(TOTAL);
    assertThat(inBooks(paid)).isEqualTo(TOTAL);
    assertThat(receipts(paid.link(), ReceiptType.DISPUTE_FEE_RETURNED)).hasSize(1);
    assertThat(times(paid, HistoryEvent.DISPUTE_WON)).isEqualTo(1);
  }

  @Test
  void moneyTakenInAnotherCurrencyIsForAPerson() {
    Paid paid = paid(world.invoice(TOTAL));
    String dispute =
        gateway()
            .openDisputeOnly(paid.session().id(), java.util.OptionalLong.empty(), "fraudulent");
    gateway().withdraw(dispute, "eur", 4_700, 0);
    tell();
    assertThat(open(paid.link()))
        .contains(ExceptionKind.DISPUTE_OPENED, ExceptionKind.REVERSED_AT_GATEWAY);
    assertThat(received(paid)).isEqualTo(TOTAL);
  }
}
