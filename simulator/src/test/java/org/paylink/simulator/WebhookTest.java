package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Signature;

/** Notifications as they come when nothing is wrong with them. */
class WebhookTest extends WebhookFixture {
  @Test
  void stripesOwnLibraryAcceptsTheSignatureAndReadsTheEvent() throws StripeException {
    String id = create().getId();
    simulator.pay(id);

    assertThat(simulator.deliverDue()).isEqualTo(4);

    assertThat(receiver.types()).isEqualTo(PAID);
    Event event = verified(receiver.received().get(3));
    Session session = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(session.getId()).isEqualTo(id);
    assertThat(session.getPaymentStatus()).isEqualTo("paid");
    assertThat(event.getPendingWebhooks()).isEqualTo(1);
  }

  @Test
  void theSignatureEqualsThatOfStripesLibrary() throws Exception {
    String theirs =
        Webhook.Signature.generateSignatureHeader("{\"a\": \"ä\"}", "whsec_x", 1_700_000_000);

    assertThat(Signature.header("whsec_x", 1_700_000_000, "{\"a\": \"ä\"}"))
        .isEqualTo(theirs.replace(" ", ""));
  }

  @Test
  void nothingIsDeliveredBeforeItIsAskedFor() throws StripeException {
    simulator.pay(create().getId());

    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aFailedDeliveryIsRepeatedLaterAndGivenUpInTheEnd() throws StripeException {
    receiver.answer(500);
    simulator.expireNow(create().getId());
    assertThat(simulator.deliverDue()).isEqualTo(1);
    assertThat(simulator.deliverDue()).isZero();
    passTime(Duration.ofSeconds(5));
    assertThat(simulator.deliverDue()).isEqualTo(1);

    for (int i = 0; i < 20; i++) {
      passTime(Duration.ofDays(1));
      simulator.deliverDue();
    }

    Delivery delivery = simulator.deliveries().get(0);
    assertThat(delivery.state).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(delivery.tries).hasSize(8).extracting(Delivery.Try::status).containsOnly(500);
    receiver.answer(200);
    simulator.resend(delivery.id);
    simulator.deliverDue();
    assertThat(simulator.deliveries().get(1).state).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void anEndpointThatIsDownIsTriedAgain() throws StripeException {
    receiver.close();
    simulator.expireNow(create().getId());

    simulator.deliverDue();

    Delivery delivery = simulator.deliveries().get(0);
    assertThat(delivery.state).isEqualTo(Delivery.State.WAITING);
    assertThat(delivery.lastStatus()).isZero();
    assertThat(delivery.tries.get(0).problem()).contains("ConnectException");
  }

  @Test
  void anEndpointMayHaveItsOwnApiVersion() throws Exception {
    try (WebhookReceiver other = new WebhookReceiver()) {
      simulator.webhook(other.url(), "whsec_other", "2023-08-16");
      simulator.expireNow(create().getId());
      simulator.deliverDue();

      assertThat(other.received().get(0).body()).contains("\"api_version\": \"2023-08-16\"");
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void inATrialEventsComeByThemselves() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.forTrial().withClock(InstantSource.system()).withSeed(1);
    try (StripeSimulator trial = StripeSimulator.start(options)) {
      trial.webhook(receiver.url(), WebhookReceiver.SECRET);
      String id =
          client(trial, trial.apiKey())
              .v1()
              .checkout()
              .sessions()
              .create(params(1_250, "usd").build())
              .getId();
      trial.expireNow(id);

      assertThat(receiver.awaitOne(20, TimeUnit.SECONDS)).isTrue();
      assertThat(receiver.types()).containsExactly("checkout.session.expired");
    }
  }
}
