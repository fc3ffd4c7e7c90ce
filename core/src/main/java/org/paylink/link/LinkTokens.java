package org.paylink.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the unguessable parts of URLs from a key that the database doesn't hold: the same link
 * always gives the same URL, and a stolen database gives none.
 */
public final class LinkTokens {
  /** Bytes of a token: 192 bits, 32 characters. */
  private static final int TOKEN_BYTES = 24;

  /** Bytes of the proof in a return address: 128 bits, 22 characters. */
  private static final int PROOF_BYTES = 16;

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private LinkTokens() {}

  /** The token of a link: 32 characters of {@code A-Za-z0-9_-}. */
  public static String token(byte[] key, String linkId, long sequence) {
    return TEXT.encodeToString(
        Arrays.copyOf(hmac(key, "link\n" + linkId + "\n" + sequence), TOKEN_BYTES));
  }

  /** What is stored to find a link by its token: 43 characters. */
  public static String hash(String token) {
    return sha256(token);
  }

  /** SHA-256 of a text as 43 characters of base64url. */
  public static String sha256(String text) {
    try {
      return TEXT.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last part of the address a gateway sends the browser back to. */
  public static String returnHandle(byte[] key, String attemptId) {
    return attemptId + "." + proof(key, attemptId);
  }

  /** The attempt a return handle names, without having proved it. */
  public static Optional<String> attemptOf(String returnHandle) {
    int dot = returnHandle.indexOf('.');
    return dot < 1 ? Optional.empty() : Optional.of(returnHandle.substring(0, dot));
  }

  /** Whether we made this return handle with this key. */
  public static boolean proves(byte[] key, String returnHandle) {
    return attemptOf(returnHandle)
        .map(attemptId -> returnHandle(key, attemptId))
        .filter(
            made ->
                MessageDigest.isEqual(
                    made.getBytes(StandardCharsets.UTF_8),
                    returnHandle.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  private static String proof(byte[] key, String attemptId) {
    return TEXT.encodeToString(Arrays.copyOf(hmac(key, "return\n" + attemptId), PROOF_BYTES));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
