package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Notification.Verified;

@Timeout(60)
class StripeEventsFuzzTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_772_359_200);
  private static final GatewayAccount TEST_ACCOUNT =
      StripeBench.account("http://127.0.0.1:1", "sk_test_x", Mode.TEST);
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
  void whateverArrivesNothingIsThrownAndNothingForgedIsVerified() {
    Random random = new Random(20_260_301);
    byte[] valid = COMPLETED.getBytes(StandardCharsets.UTF_8);
    String validHeader = header(valid, NOW.getEpochSecond());
    int verified = 0;
    for (int run = 0; run < 50_000; run++) {
      byte[] body = random.nextInt(4) == 0 ? valid : body(random, valid);
      String header = random.nextInt(4) == 0 ? validHeader : headerValue(random, validHeader);
      boolean genuine = Arrays.equals(body, valid) && isGenuine(header, validHeader);

      Notification answer = gateway.verify(TEST_ACCOUNT, body, headers(random, header), NOW);

      if (answer instanceof Verified) {
        assertThat(genuine).as("run %s, header %s", run, header).isTrue();
        verified++;
      }
    }
    assertThat(verified).as("genuine ones among them").isPositive();
  }

  @Test
  void whateverIsSignedNothingIsThrown() {
    Random random = new Random(20_260_302);
    byte[] valid = COMPLETED.getBytes(StandardCharsets.UTF_8);
    for (int run = 0; run < 10_000; run++) {
      String body = new String(body(random, valid), StandardCharsets.UTF_8);
      assertThat(signed(TEST_ACCOUNT, body)).isNotNull();
    }
  }

  /** The same signed time and the same signature, however they are arranged. */
  private static boolean isGenuine(String header, String valid) {
    List<String> parts = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
    return Arrays.stream(valid.split(",", -1))
        .allMatch(part -> parts.stream().anyMatch(candidate -> candidate.equalsIgnoreCase(part)));
  }

  private static Map<String, List<String>> headers(Random random, String header) {
    return switch (random.nextInt(20)) {
      case 0 -> Map.of();
      case 1 -> Map.of("stripe-signature", List.of());
      case 2 -> Map.of("stripe-signature", List.of(header, header));
      default -> Map.of("stripe-signature", List.of(header), "host", List.of("x"));
    };
  }

  private static byte[] body(Random random, byte[] valid) {
    byte[] bytes = valid.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = new byte[random.nextInt(300)];
      case 1 -> {
        bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
      }
      case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
      default -> {
        for (int change = 0; change <= random.nextInt(3); change++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }

  private static String headerValue(Random random, String valid) {
    return switch (random.nextInt(7)) {
      case 0 -> "";
      case 1 -> "t=" + "9".repeat(random.nextInt(400)) + "," + valid;
      case 2 -> valid.replace("t=", "t=" + random.nextInt(10));
      case 3 -> valid.substring(random.nextInt(valid.length()));
      case 4 -> valid + ",v1=" + "0".repeat(random.nextInt(80)) + ",v0=,,=,t";
      case 5 -> {
        char[] changed = valid.toCharArray();
        changed[random.nextInt(changed.length)] = (char) random.nextInt(0x3000);
        yield new String(changed);
      }
      default -> {
        char[] noise = new char[random.nextInt(200)];
        for (int at = 0; at < noise.length; at++) {
          noise[at] = (char) random.nextInt(0x10000);
        }
        yield new String(noise);
      }
    };
  }
}
