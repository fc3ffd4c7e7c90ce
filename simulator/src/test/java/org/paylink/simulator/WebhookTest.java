package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.fault.WebhookFault;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Signature;

class WebhookTest extends SimulatorFixture {
  private static final List<String> PAID =
      List.of(
          "payment_intent.created",
          "charge.succeeded",
          "payment_intent.succeeded",
          "checkout.session.completed");

  private WebhookReceiver receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = new WebhookReceiver();
    simulator.webhook(receiver.url(), WebhookReceiver.SECRET);
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  private Event verified(WebhookReceiver.Received received) throws SignatureVerificationException {
    // The SDK measures the age against the system's clock, hence the wide tolerance.
    long tolerance = Math.abs(Instant.now().getEpochSecond() - clock.instant().getEpochSecond());
    return Webhook.constructEvent(
        received.body(), received.signature(), WebhookReceiver.SECRET, tolerance + 600);
  }

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
  void aDuplicateIsTheSameEventTwice() throws StripeException {
    simulator.faults().duplicateWebhook(3);
    simulator.expireNow(create().getId());

    simulator.deliverDue();

    assertThat(receiver.received()).hasSize(3);
    assertThat(receiver.received())
        .extracting(WebhookReceiver.Received::body)
        .containsOnly(receiver.received().get(0).body());
  }

  @Test
  void onlyFaultsThatRepeatSendCopies() throws StripeException {
    simulator.faults().webhook(WebhookFault.Kind.DELAY, 1, 5, Duration.ZERO, Optional.empty());
    simulator.expireNow(create().getId());

    simulator.deliverDue();

    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void aBurstComesAtOnce() throws StripeException {
    simulator.faults().burstWebhook("checkout.session.completed", 200);
    simulator.pay(create().getId());

    simulator.deliverDue();

    assertThat(receiver.types()).hasSize(203);
    assertThat(receiver.types().stream().filter("checkout.session.completed"::equals)).hasSize(200);
    assertThat(simulator.deliveries()).allMatch(d -> d.state == Delivery.State.DELIVERED);
  }

  @Test
  void reorderedEventsComeNewestFirst() throws StripeException {
    simulator.faults().reorderWebhooks(4);
    simulator.pay(create().getId());

    simulator.deliverDue();

    List<String> reversed = new java.util.ArrayList<>(PAID);
    java.util.Collections.reverse(reversed);
    assertThat(receiver.types()).isEqualTo(reversed);
  }

  @Test
  void delayedEventsComeWhenTheirTimeHasCome() throws StripeException {
    simulator.faults().delayWebhooks(1, Duration.ofMinutes(10));
    simulator.expireNow(create().getId());
    simulator.deliverDue();
    assertThat(receiver.received()).isEmpty();

    passTime(Duration.ofMinutes(10));
    simulator.deliverDue();

    assertThat(receiver.types()).containsExactly("checkout.session.expired");
  }

  @Test
  void aLostEventNeverComesButIsListed() throws StripeException {
    simulator.faults().loseWebhooks(1);
    simulator.expireNow(create().getId());

    passTime(Duration.ofDays(3));
    simulator.deliverDue();

    assertThat(receiver.received()).isEmpty();
    assertThat(stripe.v1().events().list().getData()).hasSize(1);
  }

  @Test
  void anEventOfAnotherVersionCannotBeDeserialized() throws StripeException {
    String id = create().getId();
    simulator.faults().otherVersionWebhooks(1);
    simulator.expireNow(id);
    simulator.deliverDue();

    String body = receiver.received().get(0).body();

    Event event = ApiResource.GSON.fromJson(body, Event.class);
    assertThat(event.getDataObjectDeserializer().getObject()).isEmpty();
    JsonObject raw = JsonParser.parseString(body).getAsJsonObject();
    assertThat(raw.getAsJsonObject("data").getAsJsonObject("object").get("id").getAsString())
        .isEqualTo(id);
  }

  @Test
  void wrongAndOldSignaturesAreRefusedByStripesLibrary() throws StripeException {
    for (WebhookFault.Kind kind :
        List.of(WebhookFault.Kind.WRONG_SIGNATURE, WebhookFault.Kind.OLD_SIGNATURE)) {
      simulator.faults().webhook(kind, 1, 1, Duration.ZERO, Optional.empty());
      simulator.expireNow(create().getId());
    }
    simulator.deliverDue();

    assertThat(receiver.received()).hasSize(2);
    assertThat(catchThrowable(() -> verified(receiver.received().get(0))))
        .isInstanceOf(SignatureVerificationException.class);
    long sent = clock.instant().getEpochSecond();
    assertThat(receiver.received().get(1).signature()).startsWith("t=" + (sent - 3_600) + ",");
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
