package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paylink.account.WebhookSetup;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;

/** While a webhook secret is being rotated both are believed, and it shows which is used. */
class WebhookSecretsTest extends Scene {
  private static final String OLD = FixedSettings.WEBHOOK_SECRET.reveal();
  private static final String NEW = "whsec_the_new_one";

  @Test
  void bothSecretsAreBelievedAndTheUseOfTheOldOneIsNoted() {
    world.clock.advance(java.time.Duration.ofMinutes(2));
    world.settings.usualAccountSigning(NEW, OLD);
    assertThat(setup().secrets()).isEqualTo(2);
    assertThat(signedWith(NEW)).isEqualTo(200);
    assertThat(setup().lastEventAt()).hasValue(world.clock.instant());
    assertThat(setup().previousUsedAt()).isEmpty();
    assertThat(signedWith(OLD)).isEqualTo(200);
    assertThat(setup().previousUsedAt()).hasValue(world.clock.instant());
    assertThat(signedWith("whsec_nobodys")).isEqualTo(400);
    world.settings.usualAccountSigning(NEW);
    assertThat(signedWith(OLD)).as("forgotten").isEqualTo(400);
    assertThat(signedWith(NEW)).isEqualTo(200);
  }

  @Test
  void whatToPasteAtTheGatewayIsSaid() {
    WebhookSetup setup = setup();
    assertThat(setup.address()).hasValue("http://127.0.0.1:1/pay/hook/STRIPE_SIM");
    assertThat(setup.needs().events())
        .contains("checkout.session.completed", "charge.refunded", "charge.dispute.created");
    assertThat(setup.needs().apiVersion()).isPresent();
    assertThat(setup.isPolledOnly()).isFalse();
  }

  private static WebhookSetup setup() {
    return world.paylink.operations().webhookSetup(FixedSettings.ACCOUNT, World.SALES);
  }

  private int signedWith(String secret) {
    SimulatedSession session = world.startCheckout(world.issue(world.order(TOTAL)));
    world.simulator.pay(session.id());
    Delivery delivery = delivery(session, "checkout.session.completed").copy();
    delivery.secret = secret;
    return world.hook(delivery).status();
  }
}
