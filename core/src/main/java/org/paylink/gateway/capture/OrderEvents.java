package org.paylink.gateway.capture;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Notification.Concern;
import org.paylink.gateway.wire.Hmac;
import org.paylink.gateway.wire.SignedNotice;
import org.paylink.gateway.wire.WireJson;

/**
 * Notifications signed over an id, a time and the body's digest: {@code Order-Transmission-Sig} is
 * HMAC-SHA256, in Base64, of {@code id|time|hex SHA-256 of the raw body}. Like PayPal's scheme but
 * for the shared secret in place of a certificate, so that it can be checked without a call. Source
 * of the model: https://developer.paypal.com/api/rest/webhooks/rest/
 */
final class OrderEvents {
  private static final String ID_HEADER = "order-transmission-id";
  private static final String TIME_HEADER = "order-transmission-time";
  private static final String SIGNATURE_HEADER = "order-transmission-sig";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private OrderEvents() {}

  /** The notification, or why it is refused; never throws. */
  static Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return SignedNotice.verify(
        rawBody,
        () -> refusal(account, rawBody, headers, now),
        event -> read(account.mode(), event));
  }

  private static Optional<String> refusal(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    if (account.isPolledOnly()) {
      return Optional.of("the account has no webhook secret");
    }
    Optional<String> id = one(headers, ID_HEADER).filter(SignedNotice::isName);
    Optional<String> time = one(headers, TIME_HEADER).filter(text -> text.length() <= 40);
    Optional<byte[]> signature = one(headers, SIGNATURE_HEADER).flatMap(OrderEvents::decoded);
    if (id.isEmpty() || time.isEmpty() || signature.isEmpty()) {
      return Optional.of("the signature's headers are missing or malformed");
    }
    String signed = id.get() + "|" + time.get() + "|" + digest(rawBody);
    byte[] bytes = signed.getBytes(StandardCharsets.UTF_8);
    if (!Hmac.sha256().isBy(account.webhookSecrets(), bytes, signature.get())) {
      return Optional.of("the signature matches none of the account's webhook secrets");
    }
    Optional<Instant> sentAt = moment(time.get());
    boolean inTime =
        sentAt.isPresent() && Duration.between(sentAt.get(), now).abs().compareTo(TOLERANCE) <= 0;
    return inTime ? Optional.empty() : Optional.of("signed more than 5 minutes from now");
  }

  private static Notification read(Mode mode, JsonObject event) {
    Optional<String> id = WireJson.text(event, "id").filter(SignedNotice::isName);
    Optional<String> type = WireJson.text(event, "event_type").filter(SignedNotice::isName);
    Optional<Boolean> test = WireJson.truth(event, "sandbox");
    if (id.isEmpty() || type.isEmpty() || test.isEmpty()) {
      return new Notification.Refused("the event has no readable id, type or mode");
    }
    if (test.get() != (mode == Mode.TEST)) {
      return new Notification.Refused("the event is not of the account's mode, " + mode);
    }
    Optional<JsonObject> resource = WireJson.object(event, "resource");
    return new Notification.Verified(
        id.get(),
        type.get(),
        resource.flatMap(r -> WireJson.text(r, "order_id")).filter(Orders::isId),
        resource.flatMap(r -> WireJson.text(r, "custom_id")).filter(SignedNotice::isAttemptId),
        Optional.empty(),
        concern(type.get()),
        resource.flatMap(r -> WireJson.text(r, "capture_id")).filter(Orders::isId).stream()
            .toList());
  }

  private static Concern concern(String type) {
    if (type.startsWith("PAYMENT.REFUND.") || type.startsWith("CUSTOMER.DISPUTE.")) {
      return Concern.REVERSAL;
    }
    return switch (type) {
      case "PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED" -> Concern.REVERSAL;
      case "CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.VOIDED" -> Concern.PAYMENT;
      case "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.PENDING" -> Concern.PAYMENT;
      case "PAYMENT.CAPTURE.DECLINED" -> Concern.PAYMENT;
      default -> Concern.NOTHING;
    };
  }

  private static Optional<String> one(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.ofNullable(values.get(0)) : Optional.empty();
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("SHA-256 is missing", everyJdkHasIt);
    }
  }
}
