package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.paylink.Paylink;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.Subject;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/** Nothing waits for ever without a person being told, and one trouble does not make another. */
class NobodyIsLeftWaitingTest extends Scene {
  @Test
  void twoPressesAtOnceLeadBothToTheSameCheckout() {
    Issued link = world.issue(world.order(TOTAL));
    WebResponse[] second = new WebResponse[1];
    AtomicBoolean inFlight = new AtomicBoolean();
    Paylink[] node = new Paylink[1];
    StepGateway gateway =
        new StepGateway(
            new StripeGateway(),
            step -> {
              if (step.equals("before start") && inFlight.get()) {
                // What Stripe answers while another call with the key is at work: HTTP 409.
                NobodyIsLeftWaitingTest.<RuntimeException>sneak(
                    new GatewayException(
                        GatewayException.Kind.BUSY,
                        "409",
                        Optional.empty(),
                        Optional.empty(),
                        null));
              }
              if (step.equals("after start") && inFlight.compareAndSet(false, true)) {
                second[0] = press(node[0], link);
              }
            });
    node[0] =
        Node.of(
                world.records,
                world.settings,
                EmbeddedIdentifiers.seeded(4711),
                world.clock,
                gateway)
            .paylink();
    WebResponse first = press(node[0], link);
    assertThat(first.status()).isEqualTo(303);
    assertThat(second[0].status()).as("told to try again").isEqualTo(503);
    assertThat(attemptStates(link)).containsExactly(AttemptState.PAYABLE);
  }

  @Test
  void aSessionTheGatewayDoesNotKnowIsRaisedAndAPersonCanGiveItUp() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.startCheckout(link);
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    world.records.run(
        u ->
            u.update(
                "PaymentAttempt",
                Map.of("paymentAttemptId", attempt),
                Map.of("sessionId", "cs_test_gone" + attempt)));
    for (int day = 0; day < 3; day++) {
      world.clock.advance(Duration.ofDays(1));
      world.paylink.sweeper().sweep();
    }
    assertThat(open(link)).containsExactly(ExceptionKind.SESSION_NOT_CLOSED);
    resolve(link);
    assertThat(open(link)).isEmpty();
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
  }

  @Test
  void aRefundAtTheGatewayIsBookedAndRaisedWithoutHoldingTheLink() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    world.simulator.reversals().refundAtDashboard(session.id(), 1_000);
    world.hookAll();
    world.paylink.sweeper().sweep();
    assertThat(open(link)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
    resolve(link);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
  }

  @Test
  void anEventWithAnotherSystemsLongIdIsTaken() {
    assertThat(refundEvent("evt_long", "another-systems-attempt-0001").status()).isEqualTo(200);
  }

  @Test
  void aDocumentThatChangedItsCurrencyIsNoFailure() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    world.records.run(
        u ->
            u.update("SampleOrder", Map.of("orderId", order.id()), Map.of("currencyUomId", "EUR")));
    assertThat(world.get(link.url()).status()).isLessThan(500);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
  }

  private static void resolve(Issued link) {
    String exception =
        world.records.unit(u -> PaymentExceptions.openOf(u, link.linkId()).get(0).id());
    world.paylink.resolveException(exception, "looked into it", World.SALES);
  }

  private static WebResponse refundEvent(String id, String attempt) {
    String body =
        """
        {"id":"%s","object":"event","type":"charge.refunded","livemode":false,
        "data":{"object":{"object":"charge","metadata":{"paylink_attempt":"%s"}}}}
        """
            .formatted(id, attempt);
    String signature =
        Signatures.stripe(
            body, FixedSettings.WEBHOOK_SECRET.reveal(), world.clock.instant().getEpochSecond());
    return world.request(
        "POST",
        "/pay/hook/" + FixedSettings.ACCOUNT,
        body.getBytes(StandardCharsets.UTF_8),
        Map.of("stripe-signature", List.of(signature)));
  }

  private static WebResponse press(Paylink paylink, Issued link) {
    return paylink
        .site()
        .handle(
            new WebRequest(
                "POST",
                link.url().substring(link.url().indexOf("/pay/") + 4),
                Map.of(),
                Map.of(),
                Map.of("user-agent", List.of("Mozilla")),
                new byte[0],
                "127.0.0.1",
                false));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable throwable) throws E {
    throw (E) throwable;
  }
}
