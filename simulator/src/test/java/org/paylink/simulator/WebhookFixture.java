package org.paylink.simulator;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator that notifies an endpoint. */
abstract class WebhookFixture extends SimulatorFixture {
  static final List<String> PAID =
      List.of(
          "payment_intent.created",
          "charge.succeeded",
          "payment_intent.succeeded",
          "checkout.session.completed");

  WebhookReceiver receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = new WebhookReceiver();
    simulator.webhook(receiver.url(), WebhookReceiver.SECRET);
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  final Event verified(WebhookReceiver.Received received) throws SignatureVerificationException {
    // The SDK measures the age against the system's clock, hence the wide tolerance.
    long tolerance = Math.abs(Instant.now().getEpochSecond() - clock.instant().getEpochSecond());
    return Webhook.constructEvent(
        received.body(), received.signature(), WebhookReceiver.SECRET, tolerance + 600);
  }
}
