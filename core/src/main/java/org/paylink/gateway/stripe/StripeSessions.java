package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/** A Checkout Session on Stripe's wire, read as the port's {@link Session}. */
final class StripeSessions {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private StripeSessions() {}

  /** Whether the text can be an object's id at Stripe, and so may stand in a path. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The session as the answer says it.
   *
   * @throws MalformedException if it lacks what no session lacks, or says <em>paid</em> and not by
   *     what
   */
  static Session read(JsonObject session, Optional<String> requestId) throws MalformedException {
    String id =
        WireJson.text(session, "id")
            .filter(StripeSessions::isId)
            .orElseThrow(() -> new MalformedException("a session without a readable id"));
    Optional<JsonObject> intent = WireJson.object(session, "payment_intent");
    State state = state(session, intent);
    return new Session(
        id,
        WireJson.object(session, "metadata")
            .flatMap(metadata -> WireJson.text(metadata, StripeSessionRequest.ATTEMPT)),
        state,
        state == State.OPEN ? WireJson.text(session, "url") : Optional.empty(),
        Map.of(),
        instant(session, "expires_at"),
        state == State.PAID ? Optional.of(charge(id, session, intent)) : Optional.empty(),
        decline(state, intent),
        requestId);
  }

  /**
   * How far it is. Source: https://docs.stripe.com/api/checkout/sessions/object, {@code status} and
   * {@code payment_status}. Whatever is unknown or contradicts itself is PENDING, never PAID: it is
   * asked for again and raised if it stays.
   */
  private static State state(JsonObject session, Optional<JsonObject> intent) {
    String payment = WireJson.text(session, "payment_status").orElse("");
    boolean unpaid = payment.isEmpty() || payment.equals("unpaid");
    return switch (WireJson.text(session, "status").orElse("")) {
      case "open" -> unpaid ? State.OPEN : State.PENDING;
      case "expired" -> unpaid ? State.EXPIRED : State.PENDING;
      case "complete" -> completeState(payment, intent);
      default -> State.PENDING;
    };
  }

  /**
   * After completion an unpaid session waits for a slow method, unless its payment intent is back
   * at the start or canceled, which says that the method failed. Source:
   * https://docs.stripe.com/payments/paymentintents/lifecycle
   */
  private static State completeState(String payment, Optional<JsonObject> intent) {
    return switch (payment) {
      case "paid", "no_payment_required" -> State.PAID;
      case "unpaid" -> {
        String status = intent.flatMap(pi -> WireJson.text(pi, "status")).orElse("");
        boolean failed = status.equals("requires_payment_method") || status.equals("canceled");
        yield failed ? State.FAILED : State.PENDING;
      }
      default -> State.PENDING;
    };
  }

  /**
   * What was taken. The amount is what the payment intent received, in its own currency; it is
   * absent when the intent doesn't say so, and never guessed from what was asked for. A session
   * that needed no payment took none: its amount is absent, which a person has to look at.
   */
  private static Charge charge(String sessionId, JsonObject session, Optional<JsonObject> intent)
      throws MalformedException {
    Optional<String> intentId =
        intent
            .flatMap(pi -> WireJson.text(pi, "id"))
            .or(() -> WireJson.text(session, "payment_intent"))
            .filter(StripeSessions::isId);
    boolean free =
        WireJson.text(session, "payment_status").equals(Optional.of("no_payment_required"));
    String externalRef =
        intentId
            .or(() -> free ? Optional.of(sessionId) : Optional.empty())
            .orElseThrow(() -> new MalformedException("paid, but by no readable payment intent"));
    Instant occurredAt =
        intent
            .flatMap(pi -> WireJson.object(pi, "latest_charge"))
            .flatMap(charge -> instant(charge, "created"))
            .or(() -> intent.flatMap(pi -> instant(pi, "created")))
            .or(() -> instant(session, "created"))
            .orElseThrow(() -> new MalformedException("paid, but at no readable time"));
    return new Charge(
        externalRef,
        free ? Optional.empty() : received(intent),
        occurredAt,
        intent.flatMap(pi -> idIn(pi, "latest_charge")));
  }

  /**
   * The id of the object of that name, which may be told in full or by its id alone. Source:
   * https://docs.stripe.com/expand
   */
  static Optional<String> idIn(JsonObject parent, String name) {
    return WireJson.text(parent, name)
        .or(() -> WireJson.object(parent, name).flatMap(object -> WireJson.text(object, "id")))
        .filter(StripeSessions::isId);
  }

  private static Optional<Money> received(Optional<JsonObject> intent) {
    Optional<Long> amount = intent.flatMap(pi -> WireJson.whole(pi, "amount_received"));
    Optional<String> currency = intent.flatMap(pi -> WireJson.text(pi, "currency"));
    return currency.flatMap(code -> amount.flatMap(value -> StripeCurrencies.toMoney(code, value)));
  }

  /**
   * Why the last try was declined. Source: https://docs.stripe.com/declines/codes; an error that is
   * no decline has only a {@code code}.
   */
  private static Optional<String> decline(State state, Optional<JsonObject> intent) {
    if (state == State.PAID) {
      return Optional.empty();
    }
    return intent
        .flatMap(pi -> WireJson.object(pi, "last_payment_error"))
        .map(
            error ->
                WireJson.text(error, "decline_code")
                    .or(() -> WireJson.text(error, "code"))
                    .filter(code -> CODE.matcher(code).matches())
                    .orElse("unknown"));
  }

  /** The moment of that name, in seconds since 1970 on the wire. */
  static Optional<Instant> instant(JsonObject object, String name) {
    return WireJson.whole(object, name)
        .filter(seconds -> Math.abs(seconds) < Instant.MAX.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }
}
