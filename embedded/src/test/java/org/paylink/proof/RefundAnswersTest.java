package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.account.Connections;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.link.ExceptionKind;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.Settle;
import org.paylink.settlement.SettleReversals;

/** What a gateway says of a refund of ours may be less than everything, or come after a refusal. */
@Timeout(120)
class RefundAnswersTest extends RefundScene {

  @Test
  void aRefundWhoseAmountTheGatewayDoesNotSayStillCountsAsGone() {
    Paid paid = requestedAndMade();
    settle(paid, withoutAmount(refunds(paid).get(0)));
    assertThat(refunds(paid)).singleElement().matches(r -> r.state() == RefundState.DONE);
    assertThat(open(paid.link())).containsExactly(ExceptionKind.REVERSED_AT_GATEWAY);
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).isEmpty();
    assertThat(left(paid)).as("it must not be paid back again").isEqualTo(usd("30.85"));
    world.hookAll();
    world.paylink.sweeper().sweep();
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(open(paid.link())).isEmpty();
    assertThat(left(paid)).isEqualTo(usd("30.85"));
  }

  @Test
  void aRefundThatIsThereThoughItSeemedRefusedIsWhatTheGatewaySays() {
    Paid paid = requestedAndMade();
    Map<String, Object> key = PaymentRefund.key(refunds(paid).get(0).id());
    world.records.run(
        unit ->
            unit.update(PaymentRefund.ENTITY, key, Map.of("state", RefundState.REFUSED.name())));
    world.hookAll();
    world.clock.advance(Duration.ofMinutes(5));
    world.paylink.sweeper().sweep();
    assertThat(refunds(paid)).singleElement().matches(r -> r.state() == RefundState.DONE);
    assertThat(receipts(paid.link(), ReceiptType.REFUND)).hasSize(1);
    assertThat(left(paid)).isEqualTo(usd("30.85"));
    assertThat(inBooks(paid)).isEqualTo(usd("30.85"));
  }

  /** The gateway has made it, and its answer was lost. */
  private Paid requestedAndMade() {
    Paid paid = paid(world.invoice(TOTAL));
    world.simulator.faults().loseAnswer(org.paylink.simulator.fault.ApiOperation.REFUND, 1);
    assertThat(refund(paid, "20").state()).isEqualTo(RefundState.REQUESTED);
    return paid;
  }

  private static Reversal.Refund withoutAmount(PaymentRefund refund) {
    String made =
        world.simulator.reversals().refunds().stream()
            .filter(each -> each.toString().contains(refund.id()))
            .findFirst()
            .orElseThrow()
            .get("id")
            .getAsString();
    return new Reversal.Refund(
        made,
        Optional.of(refund.id()),
        Reversal.Refund.State.DONE,
        Optional.empty(),
        world.clock.instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void settle(Paid paid, Reversal.Refund fact) {
    Connections connections =
        new Connections(world.settings, List.of(new StripeGateway()), world.records);
    new SettleReversals(world.host, new PostReceipts(world.host))
        .settle(
            connections.require(FixedSettings.ACCOUNT),
            charge(paid).externalRef(),
            List.of(fact),
            Settle.Bringer.POLL);
  }
}
