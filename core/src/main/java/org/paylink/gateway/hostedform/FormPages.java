package org.paylink.gateway.hostedform;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;

/** Payment pages on the wire: how one is asked for, and what one says. */
final class FormPages {
  /** Currencies it counts in, all with the decimals ISO 4217 gives them. */
  static final Set<String> CURRENCIES =
      Set.of("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "DKK", "NOK", "SEK", "PLN", "JPY");

  private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
  private static final Pattern REASON = Pattern.compile("[a-z_]{1,60}");

  private FormPages() {}

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The request for a page, in the order the wire wants.
   *
   * @throws ArithmeticException when the gateway can't count the amount
   */
  static JsonObject request(StartRequest request) {
    if (!CURRENCIES.contains(request.amount().currency())) {
      throw new ArithmeticException("it does not count in " + request.amount().currency());
    }
    JsonObject order = new JsonObject();
    order.addProperty("invoiceNumber", request.attemptId());
    order.addProperty("description", request.purpose());
    JsonObject fields = new JsonObject();
    fields.addProperty("link", request.linkId());
    JsonObject transaction = new JsonObject();
    transaction.addProperty("amount", request.amount().major().toPlainString());
    transaction.addProperty("currencyCode", request.amount().currency());
    transaction.add("order", order);
    transaction.add("userFields", fields);
    JsonObject settings = new JsonObject();
    settings.addProperty("url", request.returnUrl());
    settings.addProperty("cancelUrl", request.cancelUrl());
    settings.addProperty("expiresAt", request.expiresAt().toString());
    settings.addProperty("language", request.localeTag());
    JsonObject body = new JsonObject();
    body.addProperty("refId", request.idempotencyKey());
    body.add("transactionRequest", transaction);
    body.add("hostedPaymentSettings", settings);
    return body;
  }

  /** A request about a page. */
  static JsonObject about(String pageId) {
    JsonObject body = new JsonObject();
    body.addProperty("pageId", pageId);
    return body;
  }

  /** What an answer says of a page. */
  static Session read(JsonAnswer answer) throws MalformedException {
    JsonObject page = answer.body();
    String id =
        WireJson.text(page, "pageId")
            .filter(FormPages::isId)
            .orElseThrow(() -> new MalformedException("a page without a readable id"));
    State state = state(WireJson.text(page, "status").orElse(""));
    Optional<String> url = WireJson.text(page, "formUrl").filter(u -> state == State.OPEN);
    Optional<String> token = WireJson.text(page, "token");
    if (state == State.OPEN && (url.isEmpty() || token.isEmpty())) {
      throw new MalformedException("an open page without its form");
    }
    return new Session(
        id,
        WireJson.text(page, "invoiceNumber"),
        state,
        url,
        url.isPresent() ? Map.of("token", token.get()) : Map.of(),
        WireJson.moment(page, "expiresAt"),
        state == State.PAID ? Optional.of(charge(page)) : Optional.empty(),
        state == State.PAID ? Optional.empty() : reason(page),
        answer.requestId());
  }

  /** How far it is, by the wire's table in simulator/README.md; an unknown word is PENDING. */
  private static State state(String status) {
    return switch (status) {
      case "awaitingPayment" -> State.OPEN;
      case "settledSuccessfully" -> State.PAID;
      case "returnedItem" -> State.FAILED;
      case "expired" -> State.EXPIRED;
      default -> State.PENDING;
    };
  }

  private static Charge charge(JsonObject page) throws MalformedException {
    JsonObject transaction =
        WireJson.object(page, "transaction")
            .orElseThrow(() -> new MalformedException("paid by no transaction"));
    String id =
        WireJson.text(transaction, "transId")
            .filter(FormPages::isId)
            .orElseThrow(() -> new MalformedException("paid by no readable transaction"));
    Instant at =
        WireJson.moment(transaction, "submitTimeUTC")
            .orElseThrow(() -> new MalformedException("paid at no readable time"));
    return new Charge(id, WireJson.money(transaction, "currencyCode", "settleAmount"), at);
  }

  private static Optional<String> reason(JsonObject page) {
    return WireJson.text(page, "responseReason")
        .map(reason -> REASON.matcher(reason).matches() ? reason : "unknown");
  }
}
