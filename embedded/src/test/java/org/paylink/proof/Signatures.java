package org.paylink.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as gateways do, for tests. */
final class Signatures {
  private Signatures() {}

  /** Source: https://docs.stripe.com/webhooks/signature */
  static String stripe(String body, String secret, long epochSecond) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = (epochSecond + "." + body).getBytes(StandardCharsets.UTF_8);
      return "t=" + epochSecond + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
