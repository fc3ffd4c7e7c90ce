package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.PaymentReceipt;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;

/**
 * Refunds and disputes don't name our attempt: they are found by the payment they are of, whenever
 * they are told, and those of a web shop on the same account concern nobody.
 */
@Timeout(120)
class MoneyThatGoesBackTest extends Scene {
  private static int events;

  @BeforeEach
  void forgetExceptions() {
    unlinked().forEach(e -> world.paylink.resolveException(e.id(), "seen", World.SALES));
  }

  @ParameterizedTest
  @CsvSource({
    "charge.refunded,charge",
    "refund.created,refund",
    "refund.failed,refund",
    "charge.dispute.created,dispute",
    "charge.dispute.funds_withdrawn,dispute"
  })
  void itIsFoundByThePaymentItIsOf(String type, String object) {
    Issued link = paid();
    PaymentReceipt receipt = receipt(link);
    String refund = goesBack(receipt);

    tell(type, object, Optional.of(receipt.key().externalRef()), chargeOf(receipt));

    PaymentException raised = only(link);
    assertThat(raised.kind()).isEqualTo(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(raised.cause().externalRef()).contains(refund);
    assertThat(raised.cause().receiptType()).contains("REFUND");
    assertThat(raised.cause().attemptId()).isEqualTo(receipt.attemptId());
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
    assertThat(payments(link)).as("the charge, and what went back").hasSize(2);
  }

  @Test
  void itIsFoundByTheChargeAlone() {
    Issued link = paid();
    String charge = chargeOf(receipt(link));
    assertThat(charge).startsWith("ch_");
    goesBack(receipt(link));

    tell("charge.dispute.created", "dispute", Optional.empty(), charge);

    assertThat(open(link)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
  }

  @Test
  void allThatIsToldOfOneRefundIsOneException() {
    Issued link = paid();
    PaymentReceipt receipt = receipt(link);
    goesBack(receipt);
    Optional<String> payment = Optional.of(receipt.key().externalRef());

    tell("charge.refunded", "charge", payment, chargeOf(receipt));
    tell("refund.created", "refund", payment, chargeOf(receipt));
    tell("refund.updated", "refund", Optional.empty(), chargeOf(receipt));

    assertThat(open(link)).hasSize(1);
    assertThat(payments(link)).as("the charge, and what went back").hasSize(2);
    assertThat(unlinked()).isEmpty();
  }

  @Test
  void thatOfAWebShopOnTheSameAccountConcernsNobody() {
    for (int refund = 0; refund < 5; refund++) {
      tell("refund.created", "refund", Optional.of("pi_of_a_shop" + refund), "ch_shop" + refund);
    }
    world.clock.advance(Duration.ofMinutes(2));
    world.paylink.sweeper().sweep();

    assertThat(unlinked()).isEmpty();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whatIsToldBeforeThePaymentIsKnownIsBookedAfterIt() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    String payment = payment(session);
    String refund = world.simulator.reversals().refundAtDashboard(payment, 1_000);
    tell("refund.created", "refund", Optional.of(payment), "ch_unsaid");
    world.clock.advance(Duration.ofMinutes(2));
    assertThat(open(link)).isEmpty();

    notifyOf(session);
    world.paylink.sweeper().sweep();

    assertThat(open(link)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(only(link).cause().externalRef()).contains(refund);
    assertThat(payments(link)).as("the charge, and what went back").hasSize(2);
  }

  @Test
  void whatIsToldWhileThePaymentIsBeingRecordedIsFoundAMinuteLater() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    String payment = payment(session);
    world.simulator.reversals().refundAtDashboard(payment, 1_000);
    tell("refund.created", "refund", Optional.of(payment), "ch_unsaid");
    Row event = event();
    // As if the payment's unit had looked before this notification was there.
    hide(event);
    settle(fetch(session));
    unhide(event, payment);
    world.paylink.sweeper().sweep();
    assertThat(open(link)).as("too early to be sure").isEmpty();

    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();

    assertThat(open(link)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(event().text("state")).isEqualTo("DONE");
  }

  @Test
  void oneThatNamesNoPaymentAtAllIsRaisedByItself() {
    hook(
        "{\"id\":\"evt_bare\",\"object\":\"event\",\"type\":\"refund.created\",\"livemode\":false}");

    assertThat(unlinked()).hasSize(1);
  }

  @Test
  void oneThatClaimsAnAttemptNobodyMadeIsRaisedOnceForEachPayment() {
    for (String type : List.of("charge.refunded", "charge.refund.updated")) {
      hook(
          """
          {"id":"evt_claims%d","object":"event","type":"%s","livemode":false,"data":{"object":
          {"object":"charge","id":"ch_claimed","payment_intent":"pi_claimed",
          "metadata":{"paylink_attempt":"NEVER_MADE"}}}}
          """
              .formatted(++events, type));
    }
    world.clock.advance(Duration.ofMinutes(2));
    world.paylink.sweeper().sweep();

    assertThat(unlinked()).hasSize(1);
  }

  /** Somebody pays a part back at the gateway's dashboard; answers the refund's id there. */
  private static String goesBack(PaymentReceipt receipt) {
    return world.simulator.reversals().refundAtDashboard(receipt.key().externalRef(), 1_000);
  }

  private Issued paid() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    return link;
  }

  private static PaymentReceipt receipt(Issued link) {
    return world.records.unit(unit -> Links.receiptsOf(unit, link.linkId())).get(0);
  }

  private static String chargeOf(PaymentReceipt receipt) {
    return receipt.chargeRef().orElseThrow();
  }

  private static String payment(SimulatedSession session) {
    return world.simulator.sessions().stream()
        .filter(each -> each.id().equals(session.id()))
        .findFirst()
        .flatMap(SimulatedSession::paymentIntentId)
        .orElseThrow();
  }

  private static PaymentException only(Issued link) {
    List<PaymentException> all =
        world.records.unit(unit -> PaymentExceptions.openOf(unit, link.linkId()));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<PaymentException> unlinked() {
    return world.records.unit(PaymentExceptions::open).stream()
        .filter(exception -> exception.linkId().isEmpty())
        .toList();
  }

  private static List<Row> waiting() {
    return world.records.unit(
        unit -> unit.list(Query.from("GatewayEvent").equal("state", "RECEIVED")));
  }

  private static Row event() {
    return world.records.unit(
        unit ->
            unit.list(Query.from("GatewayEvent").equal("externalEventId", "evt_goes_back" + events))
                .get(0));
  }

  private static void hide(Row event) {
    changePayment(event, "pi_hidden");
  }

  private static void unhide(Row event, String payment) {
    changePayment(event, payment);
  }

  private static void changePayment(Row event, String payment) {
    world.records.run(
        unit ->
            unit.update(
                "GatewayEvent",
                Map.of(
                    "gatewayAccountId", event.text("gatewayAccountId"),
                    "externalEventId", event.text("externalEventId")),
                Map.of("paymentRef", payment)));
  }

  /** Without metadata of ours, as Stripe sends refunds and disputes. */
  private static void tell(String type, String object, Optional<String> payment, String charge) {
    String id = object.equals("charge") ? charge : object + "_" + ++events;
    String body =
        """
        {"id":"evt_goes_back%d","object":"event","type":"%s","livemode":false,"data":{"object":
        {"object":"%s","id":"%s","charge":"%s","payment_intent":%s,"metadata":{}}}}
        """
            .formatted(
                ++events,
                type,
                object,
                id,
                charge,
                payment.map(name -> "\"" + name + "\"").orElse("null"));
    hook(body);
    world.paylink.sweeper().sweep();
  }

  private static void hook(String body) {
    String signature =
        Signatures.stripe(
            body, FixedSettings.WEBHOOK_SECRET.reveal(), world.clock.instant().getEpochSecond());
    assertThat(
            world
                .request(
                    "POST",
                    "/pay/hook/" + FixedSettings.ACCOUNT,
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of("stripe-signature", List.of(signature)))
                .status())
        .isEqualTo(200);
  }
}
