package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Reversal.Dispute;
import org.paylink.gateway.Reversal.Dispute.State;
import org.paylink.gateway.Reversal.Movement;
import org.paylink.money.Money;
import org.paylink.simulator.DisputeControls;

/**
 * What banks take and give back, at gateways that tell of it: how far a dispute is, and what it
 * moved, each by itself.
 */
interface DisputeContract extends ReversalCase {
  /** What a bank takes for a withdrawal. */
  Money FEE = Money.ofMajor("USD", "15.00");

  @Test
  default void aDisputeTakesTheMoneyAndAFee() throws GatewayException {
    Session session = disputable("k1");

    String id = bank().openDispute(session.id(), "fraudulent");

    Dispute dispute = onlyDispute(chargeOf(session));
    assertThat(dispute.externalRef()).isEqualTo(id);
    assertThat(dispute.state()).isEqualTo(State.OPEN);
    assertThat(dispute.amount()).contains(PRICE);
    assertThat(dispute.reason()).contains("fraudulent");
    assertThat(dispute.openedAt()).isEqualTo(bench().now());
    assertThat(dispute.respondBy().orElseThrow()).isAfter(bench().now());
    assertThat(dispute.movements()).hasSize(1);
    Movement taken = dispute.movements().get(0);
    assertThat(taken.amount()).contains(Money.ofMajor("USD", "-12.50"));
    assertThat(taken.fee()).contains(FEE);
    assertThat(taken.feeReturned()).isEmpty();
    assertThat(taken.occurredAt()).isEqualTo(bench().now());
  }

  @Test
  default void aDisputeThatTookNothingYetHasNoMovement() throws GatewayException {
    Session session = disputable("k1");

    String unused = bank().openDisputeOnly(session.id(), OptionalLong.of(300), "general");

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.OPEN);
    assertThat(onlyDispute(chargeOf(session)).amount()).contains(Money.ofMajor("USD", "3.00"));
    assertThat(onlyDispute(chargeOf(session)).movements()).isEmpty();
  }

  @Test
  default void aPartMayBeDisputed() throws GatewayException {
    Session session = disputable("k1");

    String unused = bank().openDispute(session.id(), 300, "general");

    assertThat(moved(session)).containsExactly(Optional.of(Money.ofMajor("USD", "-3.00")));
  }

  @Test
  default void aDisputeIsOpenWhileTheBankLooksAtTheEvidence() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");

    bank().respond(id);

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.OPEN);
  }

  @Test
  default void aDisputeThatIsWonGivesTheMoneyBackAndKeepsTheFee() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");
    bench().advance(Duration.ofDays(20));

    bank().winDispute(id);

    Dispute won = onlyDispute(chargeOf(session));
    assertThat(won.state()).isEqualTo(State.WON);
    assertThat(moved(session)).containsExactly(Optional.of(negative(PRICE)), Optional.of(PRICE));
    assertThat(won.movements().get(1).fee()).isEmpty();
    assertThat(won.movements().get(1).feeReturned()).isEmpty();
    assertThat(won.movements().get(1).occurredAt()).isEqualTo(bench().now());
    assertThat(won.movements()).extracting(Movement::externalRef).doesNotHaveDuplicates();
  }

  @Test
  default void aDisputeThatIsWonMovesNothingByThat() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");

    bank().winDisputeOnly(id);

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.WON);
    assertThat(moved(session)).containsExactly(Optional.of(negative(PRICE)));
  }

  @Test
  default void moneyThatIsGivenBackWinsNoDispute() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");

    bank().reinstate(id, 1_500);

    Dispute dispute = onlyDispute(chargeOf(session));
    assertThat(dispute.state()).isEqualTo(State.OPEN);
    assertThat(dispute.movements().get(1).amount()).contains(PRICE);
    assertThat(dispute.movements().get(1).fee()).isEmpty();
    assertThat(dispute.movements().get(1).feeReturned()).contains(FEE);
  }

  @Test
  default void aDisputeThatIsLostMovesNothingMore() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");

    bank().loseDispute(id);

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.LOST);
    assertThat(moved(session)).containsExactly(Optional.of(negative(PRICE)));
  }

  @Test
  default void anInquiryTakesNothingAndEndsAsWonWhenItIsDropped() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openInquiry(session.id(), "general");
    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.INQUIRY);
    bank().respond(id);
    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.INQUIRY);

    bank().closeInquiry(id);

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.WON);
    assertThat(moved(session)).isEmpty();
  }

  @Test
  default void anInquiryMayBecomeADispute() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openInquiry(session.id(), "general");

    bank().escalateInquiry(id);

    assertThat(onlyDispute(chargeOf(session)).state()).isEqualTo(State.OPEN);
    assertThat(moved(session)).containsExactly(Optional.of(negative(PRICE)));
  }

  @Test
  default void aMovementInAnotherCurrencySaysNoAmount() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDisputeOnly(session.id(), OptionalLong.empty(), "general");

    bank().withdraw(id, "eur", 1_100, 2_000);

    Movement movement = onlyDispute(chargeOf(session)).movements().get(0);
    assertThat(movement.amount()).isEmpty();
    assertThat(movement.fee()).contains(Money.ofMajor("EUR", "20.00"));
  }

  @Test
  default void whatIsDisputedCannotBePaidBackAsWell() throws GatewayException {
    Session session = disputable("k1");
    String unused = bank().openDispute(session.id(), "general");

    assertThat(failure(() -> refunded("r1", chargeOf(session), "1.00")).kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  default void aChargeMayHaveRefundsAndDisputes() throws GatewayException {
    Session session = disputable("k1");
    Reversal.Refund refund = refunded("r1", chargeOf(session), "2.50");
    String dispute = bank().openDispute(session.id(), 1_000, "general");

    assertThat(reversals(chargeOf(session)))
        .extracting(Reversal::externalRef)
        .containsExactlyInAnyOrder(refund.externalRef(), dispute);
  }

  @Test
  default void chargesWithNewDisputesAreFoundWithoutBeingTold() throws GatewayException {
    Session session = disputable("k1");
    Instant since = bench().now();
    String unused = bank().openInquiry(session.id(), "general");

    assertThat(reversing().changedSince(bench().account(), since))
        .containsExactly(chargeOf(session));
    assertThat(reversing().changedSince(bench().account(), since.plusSeconds(60))).isEmpty();
  }

  @Test
  default void notificationsOfDisputesNameTheirCharge() throws GatewayException {
    Session session = disputable("k1");
    String id = bank().openDispute(session.id(), "general");
    assertNamed(chargeOf(session));

    bank().loseDispute(id);

    assertNamed(chargeOf(session));
  }

  private void assertNamed(String charge) {
    assertThat(verified(bench().reversalNotification(charge)))
        .isInstanceOfSatisfying(
            Notification.Verified.class,
            event -> {
              assertThat(event.concern()).isEqualTo(Notification.Concern.REVERSAL);
              assertThat(event.paymentRefs()).first().isEqualTo(charge);
            });
  }

  private Session disputable(String key) throws GatewayException {
    Assumptions.assumeTrue(bench().disputes().isPresent(), "it tells of no disputes");
    return paid(key, PRICE);
  }

  private DisputeControls bank() {
    return bench().disputes().orElseThrow();
  }

  private List<Optional<Money>> moved(Session session) throws GatewayException {
    return onlyDispute(chargeOf(session)).movements().stream().map(Movement::amount).toList();
  }

  private static Money negative(Money money) {
    return Money.zero(money.currency()).minus(money);
  }
}
