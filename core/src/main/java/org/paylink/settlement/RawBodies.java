package org.paylink.settlement;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Bodies of notifications as they are kept. Gateways repeat the address they send the browser back
 * to, and that address opens the payment's page: its proof is blanked, so that a stolen database
 * opens nothing. What was signed can still be recognised by its digest.
 */
final class RawBodies {
  private static final Pattern PROOF =
      Pattern.compile("(return\\\\?/[A-Za-z0-9_-]{1,20}\\.)[A-Za-z0-9_-]{22}");

  private RawBodies() {}

  /** The same bytes, every proof in an address of ours replaced by as many {@code x}. */
  static byte[] withoutProofs(byte[] rawBody) {
    // Latin 1 maps bytes to characters one to one, so all other bytes stay as they are.
    String text = new String(rawBody, StandardCharsets.ISO_8859_1);
    return PROOF
        .matcher(text)
        .replaceAll("$1" + "x".repeat(22))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** SHA-256 of the bytes as received, 43 characters of base64url. */
  static String digest(byte[] rawBody) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(rawBody));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
