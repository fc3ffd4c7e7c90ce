package org.paylink.gateway.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.paylink.gateway.Secret;

/** Keyed digests, compared so that the time taken says nothing. */
public final class Hmac {
  private final String algorithm;

  private Hmac(String algorithm) {
    this.algorithm = algorithm;
  }

  /** HMAC with SHA-256. */
  public static Hmac sha256() {
    return new Hmac("HmacSHA256");
  }

  /** HMAC with SHA-512. */
  public static Hmac sha512() {
    return new Hmac("HmacSHA512");
  }

  /** Whether one of the secrets made this digest; empty secrets never do. */
  public boolean isBy(List<Secret> secrets, byte[] signed, byte[] digest) {
    boolean found = false;
    for (Secret secret : secrets) {
      if (!secret.reveal().isEmpty()) {
        found |= MessageDigest.isEqual(of(secret, signed), digest);
      }
    }
    return found;
  }

  private byte[] of(Secret secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.bytes(), algorithm));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(algorithm + " is missing", everyJdkHasIt);
    }
  }
}
