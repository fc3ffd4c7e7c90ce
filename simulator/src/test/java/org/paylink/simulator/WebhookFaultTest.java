package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.net.ApiResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.fault.WebhookFault;
import org.paylink.simulator.webhook.Delivery;

/** Notifications that come twice, late, in disorder, never, or as no gateway should send them. */
class WebhookFaultTest extends WebhookFixture {
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
}
