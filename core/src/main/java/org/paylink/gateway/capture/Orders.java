package org.paylink.gateway.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/** Orders on the wire: how one is made, and what one says. */
final class Orders {
  /** Currencies it counts in. */
  static final Set<String> CURRENCIES =
      Set.of(
          "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "DKK", "NOK", "SEK", "PLN", "JPY", "CZK",
          "HUF", "TWD", "MXN", "SGD");

  /**
   * Counted in whole units alone, whatever ISO 4217 says. Source of the model:
   * https://developer.paypal.com/api/rest/reference/currency-codes/
   */
  static final Set<String> WHOLE_UNITS = Set.of("HUF", "JPY", "TWD");

  private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,60}");

  private Orders() {}

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The request for an order.
   *
   * @throws ArithmeticException when the gateway can't count the amount
   */
  static JsonObject request(StartRequest request) {
    JsonObject unit = new JsonObject();
    unit.addProperty("custom_id", request.attemptId());
    unit.addProperty("invoice_id", request.linkId());
    unit.addProperty("description", request.purpose());
    unit.add("amount", amount(request.amount()));
    JsonArray units = new JsonArray();
    units.add(unit);
    JsonObject context = new JsonObject();
    context.addProperty("return_url", request.returnUrl());
    context.addProperty("cancel_url", request.cancelUrl());
    context.addProperty("locale", request.localeTag());
    JsonObject order = new JsonObject();
    order.addProperty("intent", "CAPTURE");
    order.addProperty("expires_at", request.expiresAt().toString());
    order.add("purchase_units", units);
    order.add("application_context", context);
    return order;
  }

  /**
   * An amount as the wire says it.
   *
   * @throws ArithmeticException when the gateway can't count it
   */
  static JsonObject amount(Money money) {
    if (!CURRENCIES.contains(money.currency())) {
      throw new ArithmeticException("it does not count in " + money.currency());
    }
    BigDecimal value = money.major();
    if (WHOLE_UNITS.contains(money.currency())) {
      // Throws where cents would be lost.
      BigDecimal whole = value.setScale(0, RoundingMode.UNNECESSARY);
      value = whole.setScale(value.scale());
    }
    JsonObject amount = new JsonObject();
    amount.addProperty("currency_code", money.currency());
    amount.addProperty("value", value.toPlainString());
    return amount;
  }

  /** What an answer says of an order. */
  static Session read(JsonAnswer answer) throws MalformedException {
    JsonObject order = answer.body();
    String id =
        WireJson.text(order, "id")
            .filter(Orders::isId)
            .orElseThrow(() -> new MalformedException("an order without a readable id"));
    Optional<JsonObject> unit = only(order.get("purchase_units"));
    Optional<JsonObject> capture = unit.flatMap(u -> WireJson.object(u, "capture"));
    State state = state(WireJson.text(order, "status").orElse(""), capture);
    Optional<String> url = state == State.OPEN ? approve(order) : Optional.empty();
    if (state == State.OPEN && url.isEmpty()) {
      throw new MalformedException("an open order without its address");
    }
    return new Session(
        id,
        unit.flatMap(u -> WireJson.text(u, "custom_id")),
        state,
        url,
        Map.of(),
        WireJson.moment(order, "expires_at"),
        state == State.PAID ? Optional.of(charge(capture)) : Optional.empty(),
        state == State.PAID ? Optional.empty() : unit.flatMap(Orders::decline),
        answer.requestId());
  }

  /** How far it is, by the wire's table in simulator/README.md; an unknown word is PENDING. */
  private static State state(String status, Optional<JsonObject> capture) {
    return switch (status) {
      case "CREATED" -> State.OPEN;
      case "APPROVED" -> State.APPROVED;
      case "VOIDED" -> State.EXPIRED;
      case "COMPLETED" ->
          switch (capture.flatMap(c -> WireJson.text(c, "status")).orElse("")) {
            case "COMPLETED" -> State.PAID;
            case "DECLINED" -> State.FAILED;
            default -> State.PENDING;
          };
      default -> State.PENDING;
    };
  }

  private static Charge charge(Optional<JsonObject> capture) throws MalformedException {
    String id =
        capture
            .flatMap(c -> WireJson.text(c, "id"))
            .filter(Orders::isId)
            .orElseThrow(() -> new MalformedException("paid by no readable capture"));
    Instant at =
        capture
            .flatMap(c -> WireJson.moment(c, "create_time"))
            .orElseThrow(() -> new MalformedException("paid at no readable time"));
    return new Charge(id, capture.flatMap(c -> money(c, "amount")), at);
  }

  /** The amount of that name; absent unless it is said exactly. */
  static Optional<Money> money(JsonObject parent, String name) {
    return WireJson.object(parent, name)
        .flatMap(amount -> WireJson.money(amount, "currency_code", "value"));
  }

  private static Optional<String> decline(JsonObject unit) {
    return WireJson.text(unit, "decline_code")
        .map(code -> CODE.matcher(code).matches() ? code : "unknown");
  }

  private static Optional<String> approve(JsonObject order) {
    JsonElement links = order.get("links");
    if (links == null || !links.isJsonArray()) {
      return Optional.empty();
    }
    return StreamSupport.stream(links.getAsJsonArray().spliterator(), false)
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject)
        .filter(link -> WireJson.text(link, "rel").equals(Optional.of("approve")))
        .flatMap(link -> WireJson.text(link, "href").stream())
        .findFirst();
  }

  private static Optional<JsonObject> only(JsonElement array) {
    boolean one = array != null && array.isJsonArray() && array.getAsJsonArray().size() == 1;
    return one && array.getAsJsonArray().get(0).isJsonObject()
        ? Optional.of(array.getAsJsonArray().get(0).getAsJsonObject())
        : Optional.empty();
  }
}
