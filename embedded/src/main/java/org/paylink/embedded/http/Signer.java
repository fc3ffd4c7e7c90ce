package org.paylink.embedded.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs short texts, so that what comes back from a browser can be told from what was made up. */
public final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  /** Signs with a secret of at least 32 bytes. */
  public Signer(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("the key is shorter than 32 bytes");
    }
    this.key = key.clone();
  }

  /** The signature of the parts in this order, 43 letters of base64url. */
  public String sign(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps "ab","c" and "a","bc" apart.
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Whether the signature is that of the parts; takes the same time for every wrong one. */
  public boolean signed(String signature, String... parts) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8), sign(parts).getBytes(StandardCharsets.UTF_8));
  }
}
