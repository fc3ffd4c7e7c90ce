package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.Stripe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.SignedNotice;
import org.paylink.gateway.wire.WireJson;

/**
 * Stripe's events as notifications. Only the names in an event are used: what it says of money is
 * never believed, the object is fetched instead, because an event may follow another version of the
 * API and may be late. Source: https://docs.stripe.com/api/events/object
 */
final class StripeEvents {
  /**
   * Types that can change what we know of money. Source: https://docs.stripe.com/api/events/types
   */
  static final Set<String> PAYMENTS =
      Set.of(
          "checkout.session.completed",
          "checkout.session.async_payment_succeeded",
          "checkout.session.async_payment_failed",
          "checkout.session.expired",
          "payment_intent.succeeded");

  /** Types that tell of money going back. Source: as above */
  static final Set<String> REVERSALS =
      Set.of(
          "charge.refunded",
          "charge.refund.updated",
          "refund.created",
          "refund.updated",
          "refund.failed",
          "charge.dispute.created",
          "charge.dispute.updated",
          "charge.dispute.closed",
          "charge.dispute.funds_withdrawn",
          "charge.dispute.funds_reinstated");

  /**
   * What an endpoint has to subscribe to. Refunds and disputes are told by whatever may change one,
   * in the words of newer and older versions of the API. The version is the SDK's own, though
   * events of any version are understood. Source: https://docs.stripe.com/checkout/fulfillment
   */
  static final WebhookNeeds NEEDS =
      new WebhookNeeds(
          List.of(
              "checkout.session.completed",
              "checkout.session.expired",
              "checkout.session.async_payment_succeeded",
              "checkout.session.async_payment_failed",
              "charge.refunded",
              "refund.created",
              "refund.updated",
              "refund.failed",
              "charge.dispute.created",
              "charge.dispute.updated",
              "charge.dispute.closed",
              "charge.dispute.funds_withdrawn",
              "charge.dispute.funds_reinstated"),
          Optional.of(Stripe.API_VERSION));

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  private StripeEvents() {}

  /** The notification, or why it is refused; never throws. */
  static Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return SignedNotice.verify(
        rawBody,
        () ->
            rawBody.length > WireJson.MAX_BYTES
                ? Optional.of("the body is too large")
                : StripeSignature.refusal(account.webhookSecrets(), rawBody, headers, now),
        event -> read(account.mode(), event));
  }

  private static Notification read(Mode mode, JsonObject event) {
    Optional<String> id = WireJson.text(event, "id").filter(SignedNotice::isName);
    Optional<String> type = WireJson.text(event, "type").filter(SignedNotice::isName);
    Optional<Boolean> live = WireJson.truth(event, "livemode");
    if (id.isEmpty() || type.isEmpty() || live.isEmpty()) {
      return new Notification.Refused("the event has no readable id, type or livemode");
    }
    if (live.get() != (mode == Mode.LIVE)) {
      return new Notification.Refused("the event is not of the account's mode, " + mode);
    }
    Optional<JsonObject> about =
        WireJson.object(event, "data").flatMap(data -> WireJson.object(data, "object"));
    return new Notification.Verified(
        id.get(),
        type.get(),
        about.flatMap(StripeEvents::sessionId),
        about.flatMap(StripeEvents::attemptId),
        WireJson.text(event, "api_version").filter(text -> VERSION.matcher(text).matches()),
        concern(type.get()),
        about.map(StripeEvents::paymentRefs).orElse(List.of()));
  }

  /**
   * Of which payment a charge, refund or dispute is: they carry its payment intent and its charge,
   * and refunds and disputes don't carry the metadata of either. Source:
   * https://docs.stripe.com/api/refunds/object, https://docs.stripe.com/api/disputes/object
   */
  private static List<String> paymentRefs(JsonObject object) {
    String kind = WireJson.text(object, "object").orElse("");
    return switch (kind) {
      case "charge" -> refs(StripeSessions.idIn(object, "payment_intent"), idOf(object));
      case "refund", "dispute" ->
          refs(
              StripeSessions.idIn(object, "payment_intent"), StripeSessions.idIn(object, "charge"));
      default -> List.of();
    };
  }

  private static List<String> refs(Optional<String> intent, Optional<String> charge) {
    return Stream.concat(intent.stream(), charge.stream()).toList();
  }

  private static Optional<String> idOf(JsonObject object) {
    return WireJson.text(object, "id").filter(StripeSessions::isId);
  }

  private static Notification.Concern concern(String type) {
    if (REVERSALS.contains(type)) {
      return Notification.Concern.REVERSAL;
    }
    return PAYMENTS.contains(type) ? Notification.Concern.PAYMENT : Notification.Concern.NOTHING;
  }

  private static Optional<String> sessionId(JsonObject object) {
    return WireJson.text(object, "object")
        .filter("checkout.session"::equals)
        .flatMap(session -> WireJson.text(object, "id"))
        .filter(StripeSessions::isId);
  }

  private static Optional<String> attemptId(JsonObject object) {
    return WireJson.object(object, "metadata")
        .flatMap(metadata -> WireJson.text(metadata, StripeSessionRequest.ATTEMPT))
        .filter(SignedNotice::isAttemptId);
  }
}
