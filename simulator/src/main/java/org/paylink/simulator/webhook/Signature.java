package org.paylink.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">How it is verified</a>
 */
public final class Signature {
  private Signature() {}

  /** The value of {@code Stripe-Signature} for a body sent at a time in seconds since 1970. */
  public static String header(String secret, long epochSecond, String body) {
    return "t=" + epochSecond + ",v1=" + sign(secret, epochSecond + "." + body);
  }

  private static String sign(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
