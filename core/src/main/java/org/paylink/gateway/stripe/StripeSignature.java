package org.paylink.gateway.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.paylink.gateway.Secret;

/**
 * Stripe's webhook signature: {@code Stripe-Signature: t=<seconds>,v1=<hex>,…} where each v1 is
 * HMAC-SHA256 of {@code t.body} under one secret of the endpoint. Written on bytes because the
 * SDK's own check throws on malformed input, takes timestamps from the future, and fails under
 * locales with other digits. Source: https://docs.stripe.com/webhooks#verify-manually
 */
final class StripeSignature {
  /** The header's name in lower case. */
  static final String HEADER = "stripe-signature";

  /** How far the signature's time may be from ours, in seconds, both ways. */
  static final long TOLERANCE_SECONDS = 300;

  private static final int MAX_HEADER_LENGTH = 4096;
  private static final int MAX_TIMESTAMP_DIGITS = 12;
  private static final int HMAC_SHA256_HEX_LENGTH = 64;

  /** The header taken apart: when it was signed, as the digits that were signed, and by what. */
  private record Header(String timestamp, List<byte[]> signatures) {}

  private StripeSignature() {}

  /** Why the body is not to be believed; empty when it is Stripe's. */
  static Optional<String> refusal(
      List<Secret> secrets, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    List<Secret> usable = secrets.stream().filter(secret -> !secret.reveal().isEmpty()).toList();
    if (usable.isEmpty()) {
      return Optional.of("the account has no webhook secret");
    }
    List<String> values = headers.getOrDefault(HEADER, List.of());
    if (values.size() != 1) {
      return Optional.of("not exactly one Stripe-Signature header");
    }
    Optional<Header> header = parse(values.get(0));
    if (header.isEmpty()) {
      return Optional.of("the Stripe-Signature header is malformed");
    }
    if (!isSigned(usable, rawBody, header.get())) {
      return Optional.of("the signature matches none of the account's webhook secrets");
    }
    long signedAt = Long.parseLong(header.get().timestamp());
    if (Math.abs(now.getEpochSecond() - signedAt) > TOLERANCE_SECONDS) {
      return Optional.of("signed more than " + TOLERANCE_SECONDS + " seconds from now");
    }
    return Optional.empty();
  }

  /** Unknown schemes are skipped; Stripe adds some in test mode. */
  private static Optional<Header> parse(String value) {
    if (value == null || value.length() > MAX_HEADER_LENGTH) {
      return Optional.empty();
    }
    String timestamp = null;
    List<byte[]> signatures = new ArrayList<>();
    for (String element : value.split(",", -1)) {
      String part = element.strip();
      if (part.startsWith("t=")) {
        if (timestamp != null || !isTimestamp(part.substring(2))) {
          return Optional.empty();
        }
        timestamp = part.substring(2);
      } else if (part.startsWith("v1=")) {
        signature(part.substring(3)).ifPresent(signatures::add);
      }
    }
    return timestamp == null || signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(new Header(timestamp, signatures));
  }

  private static boolean isTimestamp(String digits) {
    return !digits.isEmpty()
        && digits.length() <= MAX_TIMESTAMP_DIGITS
        && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Optional<byte[]> signature(String hex) {
    boolean wellFormed =
        hex.length() == HMAC_SHA256_HEX_LENGTH && hex.chars().allMatch(HexFormat::isHexDigit);
    return wellFormed ? Optional.of(HexFormat.of().parseHex(hex)) : Optional.empty();
  }

  /** Every secret is compared with every signature, so that the time taken says nothing. */
  private static boolean isSigned(List<Secret> secrets, byte[] rawBody, Header header) {
    boolean found = false;
    for (Secret secret : secrets) {
      byte[] expected = hmac(secret, header.timestamp(), rawBody);
      for (byte[] signature : header.signatures()) {
        found |= MessageDigest.isEqual(expected, signature);
      }
    }
    return found;
  }

  private static byte[] hmac(Secret secret, String timestamp, byte[] rawBody) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(rawBody);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("HmacSHA256 is missing", everyJdkHasIt);
    }
  }
}
