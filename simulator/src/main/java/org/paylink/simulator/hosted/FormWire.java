package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Signer;
import org.paylink.simulator.wire.Answer;

/**
 * A hosted page that the browser posts a token to, in the manner of Authorize.Net's Accept Hosted:
 * one address for all calls, the key within the body, errors with status 200, answers that begin
 * with a byte order mark, notifications signed without a time. The fields are the simulator's own.
 */
final class FormWire implements Wire {
  /** How long a token opens the page. */
  static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

  /** Where the browser posts the token. */
  static final String PAGE = "/hosted/payment";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Override
  public String apiPath() {
    return "/xml/v1/request.api";
  }

  @Override
  public boolean captures() {
    return false;
  }

  @Override
  public Call read(HostedSimulator simulator, Request request) {
    Fields whole = Fields.of(request.body());
    String name = whole.onlyName();
    Fields call = whole.in(name);
    String key = call.in("merchantAuthentication").text("transactionKey");
    if (!key.equals(simulator.apiKey())) {
      throw new CallRefused(200, "E00007", "User authentication failed");
    }
    return switch (name) {
      case "getHostedPaymentPageRequest" ->
          new Call(
              ApiOperation.CREATE,
              Optional.of(call.text("refId")),
              id -> ok(simulator, create(simulator, call)));
      case "getPaymentPageStatusRequest" ->
          new Call(
              ApiOperation.FETCH,
              Optional.empty(),
              id -> ok(simulator, require(simulator, call.text("pageId"))));
      case "closePaymentPageRequest" ->
          new Call(
              ApiOperation.EXPIRE,
              Optional.empty(),
              id -> ok(simulator, close(simulator, call.text("pageId"))));
      case "authenticateTestRequest" ->
          new Call(ApiOperation.FETCH, Optional.empty(), id -> merchant(simulator));
      case "createTransactionRequest" ->
          new Call(
              ApiOperation.REFUND,
              Optional.of(call.text("refId")),
              id -> ok(FormRefunds.refund(simulator, call)));
      case "getTransactionDetailsRequest" ->
          new Call(
              ApiOperation.FETCH,
              Optional.empty(),
              id -> ok(FormRefunds.details(simulator, call.text("transId"))));
      case "getRefundListRequest" ->
          new Call(
              ApiOperation.LIST, Optional.empty(), id -> ok(FormRefunds.list(simulator, call)));
      default -> throw new CallRefused(200, "E00003", "no such request");
    };
  }

  private static HostedCheckout create(HostedSimulator simulator, Fields call) {
    Fields transaction = call.in("transactionRequest");
    Fields settings = call.in("hostedPaymentSettings");
    HostedCheckout checkout = new HostedCheckout();
    checkout.currency = transaction.text("currencyCode");
    checkout.amount = Fields.minor(transaction.text("amount"), checkout.currency);
    checkout.reference = transaction.in("order").text("invoiceNumber");
    checkout.description = transaction.in("order").text("description");
    checkout.group = transaction.in("userFields").text("link");
    checkout.returnUrl = settings.text("url");
    checkout.cancelUrl = settings.text("cancelUrl");
    checkout.expiresMillis = settings.moment("expiresAt");
    long now = simulator.clock.millis();
    if (checkout.expiresMillis <= now || checkout.expiresMillis > now + LONGEST_LIFE.toMillis()) {
      throw new CallRefused(200, "E00013", "expiresAt has to be within 15 minutes from now");
    }
    return simulator.checkouts.create(checkout);
  }

  private static HostedCheckout require(HostedSimulator simulator, String id) {
    return simulator
        .checkouts
        .find(id)
        .orElseThrow(() -> new CallRefused(200, "E00040", "The record cannot be found"));
  }

  private static HostedCheckout close(HostedSimulator simulator, String id) {
    require(simulator, id);
    try {
      return simulator.checkouts.close(id);
    } catch (Refusal refusal) {
      throw new CallRefused(200, "E00027", "The page can't be closed any more");
    }
  }

  private static Answer ok(HostedSimulator simulator, HostedCheckout checkout) {
    JsonObject page = new JsonObject();
    page.addProperty("pageId", checkout.id);
    page.addProperty("status", status(checkout.state));
    page.addProperty("invoiceNumber", checkout.reference);
    page.addProperty("expiresAt", Instant.ofEpochMilli(checkout.expiresMillis).toString());
    page.addProperty("testMode", true);
    if (checkout.state == State.OPEN) {
      page.addProperty("formUrl", simulator.baseUrl() + PAGE);
      page.addProperty("token", checkout.token);
    }
    if (!checkout.decline.isEmpty()) {
      page.addProperty("responseReason", checkout.decline);
    }
    if (checkout.state == State.PAID) {
      page.add("transaction", transaction(checkout));
    }
    return ok(page);
  }

  private static Answer ok(JsonObject body) {
    return answer("Ok", "I00001", "Successful.", body);
  }

  static JsonObject transaction(HostedCheckout checkout) {
    JsonObject transaction = new JsonObject();
    transaction.addProperty("transId", checkout.transactionId);
    transaction.addProperty("submitTimeUTC", Instant.ofEpochMilli(checkout.takenMillis).toString());
    if (checkout.takenSaid) {
      transaction.addProperty(
          "settleAmount", Fields.major(checkout.takenAmount, checkout.takenCurrency));
      transaction.addProperty("currencyCode", checkout.takenCurrency);
    }
    return transaction;
  }

  private static String status(State state) {
    return switch (state) {
      case OPEN -> "awaitingPayment";
      case PENDING -> "settlementPending";
      case PAID -> "settledSuccessfully";
      case FAILED -> "returnedItem";
      case CLOSED -> "expired";
      case APPROVED -> throw new IllegalStateException("nobody approves here");
    };
  }

  private static Answer merchant(HostedSimulator simulator) {
    JsonObject merchant = new JsonObject();
    merchant.addProperty("merchantId", "form-" + simulator.options.seed());
    merchant.addProperty("merchantName", simulator.options.merchantName());
    merchant.addProperty("testMode", true);
    return ok(merchant);
  }

  @Override
  public Answer failed(String requestId) {
    return answer("Error", "E00001", "An error occurred during processing.", new JsonObject());
  }

  @Override
  public Answer refused(CallRefused refusal, String requestId) {
    return answer("Error", refusal.code(), refusal.getMessage(), new JsonObject());
  }

  private static Answer answer(String result, String code, String text, JsonObject body) {
    JsonObject message = new JsonObject();
    message.addProperty("code", code);
    message.addProperty("text", text);
    JsonArray all = new JsonArray();
    all.add(message);
    JsonObject messages = new JsonObject();
    messages.addProperty("resultCode", result);
    messages.add("message", all);
    body.add("messages", messages);
    return Answer.json(200, BYTE_ORDER_MARK + Json.write(body), Map.of());
  }

  @Override
  public Event event(String id, Checkouts.What what, HostedCheckout checkout, Instant now) {
    String type =
        switch (what) {
          case PAID -> "net.hosted.payment.settled";
          case PENDING -> "net.hosted.payment.pending";
          case FAILED -> "net.hosted.payment.returned";
          case DECLINED -> "net.hosted.payment.declined";
          case CLOSED -> "net.hosted.page.expired";
          case APPROVED -> throw new IllegalStateException("nobody approves here");
        };
    JsonObject payload = new JsonObject();
    payload.addProperty("pageId", checkout.id);
    payload.addProperty("invoiceNumber", checkout.reference);
    return event(id, type, payload, now);
  }

  @Override
  public Event event(String id, Backflow.What what, HostedReversal refund, Instant now) {
    JsonObject payload = new JsonObject();
    payload.addProperty("transId", refund.id);
    payload.addProperty("refTransId", refund.transactionId);
    return event(id, FormRefunds.type(what), payload, now);
  }

  private static Event event(String id, String type, JsonObject payload, Instant now) {
    JsonObject event = new JsonObject();
    event.addProperty("notificationId", id);
    event.addProperty("eventType", type);
    event.addProperty("eventDate", now.toString());
    event.addProperty("testMode", true);
    event.add("payload", payload);
    return new Event(type, Json.write(event));
  }

  @Override
  public Map<String, String> signature(Delivery delivery, Instant now) {
    return Map.of(
        "X-Hosted-Signature",
        "sha512="
            + Signatures.hex("HmacSHA512", Signer.secret(delivery), delivery.body)
                .toUpperCase(Locale.ROOT));
  }
}
