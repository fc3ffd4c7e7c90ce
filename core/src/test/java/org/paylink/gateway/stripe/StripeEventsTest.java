package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Notification.Refused;
import org.paylink.gateway.Notification.Verified;
import org.paylink.gateway.Secret;
import org.paylink.gateway.wire.WireJson;

@Timeout(60)
class StripeEventsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_772_359_200);
  private static final GatewayAccount TEST_ACCOUNT =
      StripeBench.account("http://127.0.0.1:1", "sk_test_x", Mode.TEST);
  private static final GatewayAccount LIVE_ACCOUNT =
      StripeBench.account("http://127.0.0.1:1", "sk_live_x", Mode.LIVE);
  private static final String COMPLETED =
      """
      {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia","livemode":false,
       "type":"checkout.session.completed","created":1772359200,
       "data":{"object":{"id":"cs_test_a1","object":"checkout.session",
       "metadata":{"paylink_attempt":"A100","paylink_link":"L1"},"amount_total":1250}}}
      """;

  private final Gateway gateway = new StripeGateway();

  private static String header(byte[] body, long at) {
    try {
      String text = new String(body, StandardCharsets.UTF_8);
      return Webhook.Signature.generateSignatureHeader(text, StripeBench.WEBHOOK_SECRET, at);
    } catch (Exception everyJdkCanSign) {
      throw new IllegalStateException(everyJdkCanSign);
    }
  }

  private Notification verify(GatewayAccount account, byte[] body, String header) {
    return gateway.verify(account, body, Map.of("stripe-signature", List.of(header)), NOW);
  }

  private Notification signed(GatewayAccount account, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return verify(account, bytes, header(bytes, NOW.getEpochSecond()));
  }

  @Test
  void namesWhatAnEventIsAbout() {
    assertThat(signed(TEST_ACCOUNT, COMPLETED))
        .isEqualTo(
            new Verified(
                "evt_1",
                "checkout.session.completed",
                Optional.of("cs_test_a1"),
                Optional.of("A100"),
                Optional.of("2026-07-29.dahlia"),
                Notification.Concern.PAYMENT));
  }

  @Test
  void aTestEventOnALiveAccountIsRefusedAndTheOtherWayRound() {
    assertThat(signed(LIVE_ACCOUNT, COMPLETED)).isInstanceOf(Refused.class);
    String live = COMPLETED.replace("\"livemode\":false", "\"livemode\":true");
    assertThat(signed(TEST_ACCOUNT, live)).isInstanceOf(Refused.class);
    assertThat(signed(LIVE_ACCOUNT, live)).isInstanceOf(Verified.class);
  }

  @Test
  void aPaymentsEventNamesTheAttemptAndNoSession() {
    String body =
        """
        {"id":"evt_2","livemode":false,"type":"payment_intent.succeeded",
         "data":{"object":{"id":"pi_1","object":"payment_intent",
         "metadata":{"paylink_attempt":"A100"}}}}
        """;

    assertThat(signed(TEST_ACCOUNT, body))
        .isEqualTo(
            new Verified(
                "evt_2",
                "payment_intent.succeeded",
                Optional.empty(),
                Optional.of("A100"),
                Optional.empty(),
                Notification.Concern.PAYMENT));
  }

  @Test
  void anUnknownTypeOrShapeIsVerifiedAndIrrelevant() {
    String body = "{\"id\":\"evt_3\",\"livemode\":false,\"type\":\"new.thing\",\"data\":[1e99999]}";

    assertThat(signed(TEST_ACCOUNT, body))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> assertThat(verified.concern()).isEqualTo(Notification.Concern.NOTHING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "1",
        "{",
        "{}",
        "{\"id\":\"evt_1\"}",
        "{\"a\":1}{}",
        "{\"id\":1,\"type\":\"a\",\"livemode\":false}",
        "{\"id\":\"e\",\"type\":\"a\",\"livemode\":\"false\"}",
        "{\"id\":\"e\",\"id\":\"f\",\"type\":\"a\",\"livemode\":false}",
        "{\"id\":\"e e\",\"type\":\"a\",\"livemode\":false}",
        "{'id':'e','type':'a','livemode':false}",
        "{\"id\":\"e\",\"type\":\"a\",\"livemode\":false,\"n\":1e99999999999}",
        "{\"id\":\"e\",\"type\":\"a\",\"livemode\":false,\"n\":NaN}"
      })
  void aSignedBodyThatIsNoEventIsRefusedWithoutQuotingIt(String body) {
    assertThat(signed(TEST_ACCOUNT, body)).isInstanceOf(Refused.class);
  }

  @Test
  void nothingOfTheBodyIsQuoted() {
    Notification refused = signed(TEST_ACCOUNT, "{\"cardholder_jane\": {\"pin\": x4711}}");

    assertThat(refused)
        .isInstanceOfSatisfying(
            Refused.class,
            refusal -> assertThat(refusal.reason()).doesNotContain("jane", "pin", "4711"));
  }

  @Test
  void deepNestingAndEndlessNumbersAreRefused() {
    String deep = withExtra("[".repeat(100_000) + "]".repeat(100_000));
    String endless = withExtra("9".repeat(200));
    String large = withExtra("\"" + "x".repeat(WireJson.MAX_BYTES) + "\"");

    assertThat(signed(TEST_ACCOUNT, withExtra("[[9]]"))).isInstanceOf(Verified.class);
    assertThat(signed(TEST_ACCOUNT, deep)).isInstanceOf(Refused.class);
    assertThat(signed(TEST_ACCOUNT, endless)).isInstanceOf(Refused.class);
    assertThat(signed(TEST_ACCOUNT, large)).isInstanceOf(Refused.class);
  }

  /** An event that is fine but for this value. */
  private static String withExtra(String json) {
    return COMPLETED.replaceFirst("\\{", "{\"extra\":" + json + ",");
  }

  @Test
  void aDisabledAccountStillVerifies() {
    GatewayAccount disabled =
        new GatewayAccount(
            "stripe-1",
            "stripe",
            "Stripe",
            Mode.TEST,
            "Company",
            Optional.empty(),
            Secret.of("sk_test_x"),
            List.of(Secret.of(StripeBench.WEBHOOK_SECRET)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(signed(disabled, COMPLETED)).isInstanceOf(Verified.class);
  }

  @Test
  void absentInputIsRefused() {
    assertThat(gateway.verify(TEST_ACCOUNT, null, Map.of(), NOW)).isInstanceOf(Refused.class);
    assertThat(gateway.verify(TEST_ACCOUNT, new byte[0], null, NOW)).isInstanceOf(Refused.class);
    List<String> holdsNull = new ArrayList<>();
    holdsNull.add(null);
    assertThat(
            gateway.verify(
                TEST_ACCOUNT, new byte[0], Map.of("stripe-signature", holdsNull), Instant.MAX))
        .isInstanceOf(Refused.class);
  }
}
