package org.paylink.gateway.hostedform;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
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
 * Notifications signed as {@code X-Hosted-Signature: sha512=<hex>}, HMAC-SHA512 over the raw bytes
 * with the secret's text as the key. The signature holds no time, so a notification that is sent
 * again is known by its id alone. Source of the model:
 * https://developer.authorize.net/api/reference/features/webhooks.html
 */
final class FormEvents {
  private static final String HEADER = "x-hosted-signature";
  private static final String SCHEME = "sha512=";
  private static final int HEX_LENGTH = 128;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private FormEvents() {}

  /** The notification, or why it is refused; never throws. */
  static Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return SignedNotice.verify(
        rawBody,
        () -> refusal(account, rawBody, headers),
        event -> read(account.mode(), event, now));
  }

  private static Optional<String> refusal(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers) {
    if (account.isPolledOnly()) {
      return Optional.of("the account has no webhook secret");
    }
    List<String> values = headers.getOrDefault(HEADER, List.of());
    if (values.size() != 1 || !values.get(0).startsWith(SCHEME)) {
      return Optional.of("not exactly one signature");
    }
    String hex = values.get(0).substring(SCHEME.length());
    if (hex.length() != HEX_LENGTH || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.of("the signature is malformed");
    }
    return Hmac.sha512().isBy(account.webhookSecrets(), rawBody, HexFormat.of().parseHex(hex))
        ? Optional.empty()
        : Optional.of("the signature matches none of the account's webhook secrets");
  }

  private static Notification read(Mode mode, JsonObject event, Instant now) {
    Optional<String> id = WireJson.text(event, "notificationId").filter(SignedNotice::isName);
    Optional<String> type = WireJson.text(event, "eventType").filter(SignedNotice::isName);
    Optional<Boolean> test = WireJson.truth(event, "testMode");
    if (id.isEmpty() || type.isEmpty() || test.isEmpty()) {
      return new Notification.Refused("the event has no readable id, type or mode");
    }
    if (test.get() != (mode == Mode.TEST)) {
      return new Notification.Refused("the event is not of the account's mode, " + mode);
    }
    Optional<Instant> at = WireJson.moment(event, "eventDate");
    if (at.isEmpty() || at.get().isAfter(now.plus(TOLERANCE))) {
      return new Notification.Refused("the event is of no readable time, or of the future");
    }
    Optional<JsonObject> payload = WireJson.object(event, "payload");
    return new Notification.Verified(
        id.get(),
        type.get(),
        payload.flatMap(p -> WireJson.text(p, "pageId")).filter(FormPages::isId),
        payload.flatMap(p -> WireJson.text(p, "invoiceNumber")).filter(SignedNotice::isAttemptId),
        Optional.empty(),
        concern(type.get()),
        payload.flatMap(p -> WireJson.text(p, "refTransId")).filter(FormPages::isId).stream()
            .toList());
  }

  private static Concern concern(String type) {
    if (type.startsWith("net.hosted.refund.")) {
      return Concern.REVERSAL;
    }
    return type.startsWith("net.hosted.payment.") || type.equals("net.hosted.page.expired")
        ? Concern.PAYMENT
        : Concern.NOTHING;
  }
}
