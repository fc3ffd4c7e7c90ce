package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * Orders that the payer approves and the merchant captures, in the manner of PayPal's Orders: a
 * bearer key, errors by status with an issue within, notifications signed with an id and a time.
 * The fields, and giving an approval up, are the simulator's own.
 */
final class OrderWire implements Wire {
  private static final String ORDERS = "/v2/checkout/orders";
  private static final Duration LONGEST_LIFE = Duration.ofHours(3);

  @Override
  public String apiPath() {
    return "/v2/";
  }

  @Override
  public boolean captures() {
    return true;
  }

  @Override
  public Call read(HostedSimulator simulator, Request request) {
    if (!("Bearer " + simulator.apiKey()).equals(request.header().get("authorization"))) {
      throw new CallRefused(401, "AUTHENTICATION_FAILURE", "Authentication failed");
    }
    boolean post = request.method().equals("POST");
    String rest = request.path().replaceFirst("^" + ORDERS, "");
    if (request.path().equals("/v2/identity") && !post) {
      return new Call(ApiOperation.FETCH, Optional.empty(), id -> merchant(simulator));
    }
    Optional<Call> back = OrderReversals.read(simulator, request);
    if (back.isPresent()) {
      return back.get();
    }
    if (!request.path().startsWith(ORDERS)) {
      throw notFound();
    }
    if (rest.isEmpty() && post) {
      Optional<String> key = Optional.ofNullable(request.header().get("order-request-id"));
      Fields order = Fields.of(request.body());
      return new Call(ApiOperation.CREATE, key, id -> created(simulator, order));
    }
    String[] parts = rest.split("/", -1);
    if (parts.length == 2 && !post) {
      return new Call(
          ApiOperation.FETCH,
          Optional.empty(),
          id -> OrderJson.ok(200, simulator, find(simulator, parts[1])));
    }
    if (parts.length == 3 && post && parts[2].equals("capture")) {
      String key = request.header().getOrDefault("order-request-id", "");
      return new Call(
          ApiOperation.CAPTURE, Optional.empty(), id -> capture(simulator, parts[1], key));
    }
    if (parts.length == 3 && post && parts[2].equals("void")) {
      return new Call(ApiOperation.EXPIRE, Optional.empty(), id -> giveUp(simulator, parts[1]));
    }
    throw notFound();
  }

  private static Answer created(HostedSimulator simulator, Fields order) {
    Fields unit = order.in("purchase_units");
    HostedCheckout checkout = new HostedCheckout();
    checkout.currency = unit.in("amount").text("currency_code");
    checkout.amount = Fields.minor(unit.in("amount").text("value"), checkout.currency);
    checkout.reference = unit.text("custom_id");
    checkout.group = unit.text("invoice_id");
    checkout.description = unit.text("description");
    checkout.returnUrl = order.in("application_context").text("return_url");
    checkout.cancelUrl = order.in("application_context").text("cancel_url");
    checkout.expiresMillis = order.moment("expires_at");
    long now = simulator.clock.millis();
    if (checkout.expiresMillis <= now || checkout.expiresMillis > now + LONGEST_LIFE.toMillis()) {
      throw new CallRefused(422, "EXPIRES_AT_OUT_OF_RANGE", "at most three hours from now");
    }
    return OrderJson.ok(201, simulator, simulator.checkouts.create(checkout));
  }

  private static Answer capture(HostedSimulator simulator, String id, String key) {
    HostedCheckout order = find(simulator, id);
    if (order.state == State.OPEN) {
      throw new CallRefused(422, "ORDER_NOT_APPROVED", "The payer has not approved it");
    }
    HostedCheckout after;
    try {
      after = simulator.checkouts.capture(id, key);
    } catch (Refusal refusal) {
      throw new CallRefused(422, over(order), "It can't be captured");
    }
    if (after.state == State.OPEN) {
      throw new CallRefused(422, "INSTRUMENT_DECLINED", "The payer has to choose another way");
    }
    return OrderJson.ok(201, simulator, after);
  }

  private static String over(HostedCheckout order) {
    return order.state == State.CLOSED ? "ORDER_VOIDED" : "ORDER_ALREADY_CAPTURED";
  }

  private static Answer giveUp(HostedSimulator simulator, String id) {
    HostedCheckout order = find(simulator, id);
    try {
      return OrderJson.ok(200, simulator, simulator.checkouts.close(id));
    } catch (Refusal refusal) {
      throw new CallRefused(422, over(order), "It can't be given up");
    }
  }

  private static HostedCheckout find(HostedSimulator simulator, String id) {
    return simulator.checkouts.find(id).orElseThrow(OrderWire::notFound);
  }

  static CallRefused notFound() {
    return new CallRefused(404, "RESOURCE_NOT_FOUND", "There is no such resource");
  }

  private static Answer merchant(HostedSimulator simulator) {
    JsonObject merchant = new JsonObject();
    merchant.addProperty("merchant_id", "order-" + simulator.options.seed());
    merchant.addProperty("name", simulator.options.merchantName());
    merchant.addProperty("sandbox", true);
    return Answer.json(200, Json.write(merchant), Map.of());
  }

  @Override
  public Answer failed(String requestId) {
    return refused(
        new CallRefused(500, "INTERNAL_SERVER_ERROR", "An internal error occurred"), requestId);
  }

  @Override
  public Answer refused(CallRefused refusal, String requestId) {
    JsonObject detail = new JsonObject();
    detail.addProperty("issue", refusal.code());
    JsonArray details = new JsonArray();
    details.add(detail);
    JsonObject error = new JsonObject();
    error.addProperty("name", refusal.status() == 422 ? "UNPROCESSABLE_ENTITY" : refusal.code());
    error.addProperty("message", refusal.getMessage());
    error.addProperty("debug_id", requestId);
    error.add("details", details);
    return Answer.json(refusal.status(), Json.write(error), Map.of());
  }

  @Override
  public Event event(String id, Checkouts.What what, HostedCheckout order, Instant now) {
    String type =
        switch (what) {
          case APPROVED -> "CHECKOUT.ORDER.APPROVED";
          case PAID -> "PAYMENT.CAPTURE.COMPLETED";
          case PENDING -> "PAYMENT.CAPTURE.PENDING";
          case DECLINED, FAILED -> "PAYMENT.CAPTURE.DECLINED";
          case CLOSED -> "CHECKOUT.ORDER.VOIDED";
        };
    JsonObject resource = new JsonObject();
    resource.addProperty("order_id", order.id);
    resource.addProperty("custom_id", order.reference);
    return event(id, type, resource, now);
  }

  @Override
  public Event event(String id, Backflow.What what, HostedReversal reversal, Instant now) {
    JsonObject resource = new JsonObject();
    resource.addProperty(reversal.state.isRefund() ? "refund_id" : "dispute_id", reversal.id);
    resource.addProperty("capture_id", reversal.transactionId);
    return event(id, OrderReversals.type(what), resource, now);
  }

  private static Event event(String id, String type, JsonObject resource, Instant now) {
    JsonObject event = new JsonObject();
    event.addProperty("id", id);
    event.addProperty("event_type", type);
    event.addProperty("create_time", now.toString());
    event.addProperty("sandbox", true);
    event.add("resource", resource);
    return new Event(type, Json.write(event));
  }

  @Override
  public Map<String, String> signature(Delivery delivery, Instant now) {
    boolean old = delivery.signing == Delivery.Signing.OLD;
    String time =
        now.minus(old ? Duration.ofHours(1) : Duration.ZERO)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    String signed = delivery.id + "|" + time + "|" + Signatures.sha256(delivery.body);
    return Map.of(
        "Order-Transmission-Id",
        delivery.id,
        "Order-Transmission-Time",
        time,
        "Order-Transmission-Sig",
        Signatures.base64("HmacSHA256", Signer.secret(delivery), signed));
  }
}
