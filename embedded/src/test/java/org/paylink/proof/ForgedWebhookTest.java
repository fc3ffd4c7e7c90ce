package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Secret;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** A notification that is not the gateway's is refused, leaves no row, and settles nothing. */
class ForgedWebhookTest extends RefusalScene {
  private static final String OTHERS_SECRET = "whsec_of_another_account";
  private Issued link;
  private Delivery delivery;

  @BeforeEach
  void aPaymentWhoseNotificationIsStillToCome() {
    link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    delivery = delivery(session, "checkout.session.completed");
  }

  @Test
  void withoutASignature() {
    forged(delivery.body, Map.of());
    forged(delivery.body, Map.of("stripe-signature", List.of("")));
    forged(delivery.body, Map.of("stripe-signature", List.of("t=1,v1=", "t=2,v1=")));
    forged(delivery.body, Map.of("stripe-signature", List.of("v1=" + "0".repeat(64))));
  }

  @Test
  void withAWrongSecret() {
    forged(delivery.body, signature(delivery.body, "whsec_guessed", 0));
  }

  @Test
  void withATamperedBody() {
    String tampered = delivery.body.replace("5085", "9985");
    assertThat(tampered).isNotEqualTo(delivery.body);
    forged(tampered, signature(delivery.body, delivery.secret, 0));
    forged(delivery.body + " ", signature(delivery.body, delivery.secret, 0));
  }

  @Test
  void withTheSecretOfAnotherAccount() {
    GatewayAccount usual = world.settings.account(FixedSettings.ACCOUNT, World.COMPANY);
    GatewayAccount other = othersAccount("STRIPE_OTHER", Secret.of(OTHERS_SECRET));
    world.settings.accounts(usual, other);
    forged(delivery.body, signature(delivery.body, OTHERS_SECRET, 0));
    // The right secret at the wrong address is no better.
    assertThat(post("/pay/hook/STRIPE_OTHER", delivery.body, signed(delivery.body)).status())
        .isEqualTo(400);
  }

  @Test
  void replayedTooLateOrTooEarly() {
    forged(delivery.body, signature(delivery.body, delivery.secret, -301));
    forged(delivery.body, signature(delivery.body, delivery.secret, 301));
  }

  @Test
  void aRetriedEventIsSignedAfreshAndTaken() {
    Map<String, List<String>> first = signed(delivery.body);
    world.clock.advance(Duration.ofHours(3));
    forged(delivery.body, first);
    assertThat(hook(delivery.body, signed(delivery.body)).status()).isEqualTo(200);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NOBODY", "", "../x", "%00", "a b", "STRIPE_SIM/", "STRIPE_SIM/x", "long"})
  void atAnAddressThatIsNoAccounts(String account) {
    Map<String, List<String>> before = Tables.of(world);
    String path = "/pay/hook/" + (account.equals("long") ? "x".repeat(50_000) : account);
    WebResponse answer = post(path, delivery.body, signed(delivery.body));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).isEqualTo("unknown account\n");
    assertThat(Tables.of(world)).isEqualTo(before);
  }

  @Test
  void lookingAtAWebhooksAddressSaysThatOnlyPostIsTaken() {
    WebResponse answer = world.get("/pay/hook/" + FixedSettings.ACCOUNT);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "POST");
    assertThat(post("/pay/hook", delivery.body, signed(delivery.body)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "\"text\"",
        "{",
        "{}",
        "not json at all",
        "{\"id\":1e999999999,\"type\":\"x\",\"livemode\":false}",
        "{\"id\":\"evt_1\",\"type\":\"x\"}",
        "{\"id\":\"evt_1\",\"type\":[],\"livemode\":false}",
        "{\"id\":\"evt 1\",\"type\":\"x\",\"livemode\":false}",
        "{\"id\":\"evt_1\",\"type\":\"x\",\"livemode\":true}",
        "\u0000"
      })
  void aSignedBodyThatIsNoEventIsRefusedAndNotAFault(String body) {
    forged(body, signed(body));
  }

  @Test
  void hugeNumbersDeepNestingAndBrokenTextAreRefusedAndNotAFault() {
    String deep = "{\"data\":".repeat(50_000) + "1" + "}".repeat(50_000);
    forged(deep, signed(deep));
    String huge =
        "{\"id\":\"evt_1\",\"type\":\"x\",\"livemode\":false,\"n\":" + "9".repeat(9_000) + "}";
    assertThat(hook(huge, signed(huge)).status()).isBetween(200, 400);
    String mebibytes = "{\"id\":\"" + "x".repeat(2_000_000) + "\"}";
    forged(mebibytes, signed(mebibytes));
  }

  @Test
  void anIdThatIsTooLongForTheTableIsNoReasonToBeAskedForEver() {
    String body =
        "{\"id\":\"evt_"
            + "x".repeat(200)
            + "\",\"type\":\""
            + "y".repeat(200)
            + "\",\"livemode\":false,\"data\":{\"object\":{\"object\":\"checkout.session\",\"id\":\"cs_"
            + "z".repeat(200)
            + "\"}}}";
    assertThat(hook(body, signed(body)).status()).isIn(200, 400);
  }

  private void forged(String body, Map<String, List<String>> headers) {
    Map<String, List<String>> before = Tables.of(world);
    WebResponse answer = hook(body, headers);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer)).isEqualTo("not a notification of this account\n");
    assertThat(Tables.of(world)).isEqualTo(before);
    assertThat(payments(link)).isEmpty();
  }

  private static GatewayAccount othersAccount(String id, Secret webhookSecret) {
    GatewayAccount usual = world.settings.account(id, World.COMPANY);
    return FixedSettings.account(
        id, World.COMPANY, usual.apiBase().orElseThrow(), usual.apiKey(), webhookSecret, true);
  }

  private static WebResponse hook(String body, Map<String, List<String>> headers) {
    return post("/pay/hook/" + FixedSettings.ACCOUNT, body, headers);
  }

  private static WebResponse post(String path, String body, Map<String, List<String>> headers) {
    return world.request("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private Map<String, List<String>> signed(String body) {
    return signature(body, delivery.secret, 0);
  }

  private static Map<String, List<String>> signature(String body, String secret, long secondsOff) {
    long at = world.clock.instant().getEpochSecond() + secondsOff;
    return Map.of("stripe-signature", List.of(Signatures.stripe(body, secret, at)));
  }
}
