package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.ApiError;
import org.paylink.simulator.wire.Form;

/**
 * Refunds of captures, and disputes, in the manner of PayPal's Payments and Disputes.
 *
 * @see <a href="https://developer.paypal.com/docs/api/payments/v2/">The model of refunds</a>
 * @see <a href="https://developer.paypal.com/docs/api/customer-disputes/v1/">The model of
 *     disputes</a>
 */
final class OrderReversals {
  private static final Pattern CAPTURE =
      Pattern.compile("/v2/payments/captures/([A-Z0-9]+)(/refund)?");
  private static final String REFUNDS = "/v2/payments/refunds";
  private static final String DISPUTES = "/v2/customer/disputes";
  private static final int LARGEST_PAGE = 1_000;

  private OrderReversals() {}

  /** The call, if it is one about money that goes back. */
  static Optional<Wire.Call> read(HostedSimulator simulator, Wire.Request request) {
    boolean post = request.method().equals("POST");
    Matcher capture = CAPTURE.matcher(request.path());
    if (capture.matches() && post == (capture.group(2) != null)) {
      String id = capture.group(1);
      return Optional.of(post ? refund(simulator, id, request) : details(simulator, id));
    }
    if (!post && request.path().equals(REFUNDS)) {
      return Optional.of(list(simulator, query(request), "refunds", true));
    }
    if (!post && request.path().equals(DISPUTES)) {
      return Optional.of(list(simulator, query(request), "items", false));
    }
    return Optional.empty();
  }

  private static Form query(Wire.Request request) {
    try {
      return Form.parse(request.query());
    } catch (ApiError malformed) {
      throw new Wire.CallRefused(400, "INVALID_REQUEST", malformed.getMessage());
    }
  }

  private static Wire.Call refund(HostedSimulator simulator, String id, Wire.Request request) {
    Optional<String> key = Optional.ofNullable(request.header().get("order-request-id"));
    Fields wanted = Fields.of(request.body());
    return new Wire.Call(
        ApiOperation.REFUND,
        key,
        call -> {
          HostedCheckout order = find(simulator, id);
          String currency = wanted.in("amount").text("currency_code");
          long amount = Fields.minor(wanted.in("amount").text("value"), currency);
          if (!currency.equals(order.takenCurrency)) {
            throw new Wire.CallRefused(422, "CURRENCY_MISMATCH", "Not the capture's currency");
          }
          return made(simulator, order, amount, wanted.text("custom_id"));
        });
  }

  private static Answer made(
      HostedSimulator simulator, HostedCheckout order, long amount, String reference) {
    try {
      return answer(
          201,
          json(simulator.reversals().refund(order.id, OptionalLong.of(amount), reference, "")));
    } catch (Refusal refusal) {
      String issue =
          switch (refusal.reason()) {
            case TOO_MUCH -> "REFUND_AMOUNT_EXCEEDED";
            case ALREADY_REFUNDED -> "CAPTURE_FULLY_REFUNDED";
            case DISPUTED -> "CAPTURE_DISPUTED";
            case UNKNOWN, COMPLETE, EXPIRED, NOT_UNDER_WAY -> "CAPTURE_STATUS_NOT_VALID";
          };
      throw new Wire.CallRefused(422, issue, refusal.getMessage());
    }
  }

  private static Wire.Call details(HostedSimulator simulator, String id) {
    return new Wire.Call(
        ApiOperation.FETCH,
        Optional.empty(),
        call -> {
          HostedCheckout order = find(simulator, id);
          JsonObject capture = OrderJson.taken(order);
          capture.add("refunds", array(simulator.reversals().of(order), true));
          return answer(200, capture);
        });
  }

  /** One page, oldest first. Pages are counted from 1. */
  private static Wire.Call list(
      HostedSimulator simulator, Form query, String name, boolean refunds) {
    return new Wire.Call(
        ApiOperation.LIST,
        Optional.empty(),
        call -> {
          Optional<String> capture = query.text("disputed_transaction_id");
          List<HostedReversal> all =
              simulator.reversals().since(startTime(query), refunds).stream()
                  .filter(r -> capture.isEmpty() || r.transactionId.equals(capture.get()))
                  .toList();
          int size = number(query, "page_size", LARGEST_PAGE);
          int from = Math.min(all.size(), (number(query, "page", 100_000) - 1) * size);
          JsonObject page = new JsonObject();
          page.add(name, array(all.subList(from, Math.min(all.size(), from + size)), refunds));
          page.addProperty("total_items", all.size());
          page.addProperty("total_pages", (all.size() + size - 1) / size);
          return answer(200, page);
        });
  }

  private static long startTime(Form query) {
    try {
      return query.text("start_time").map(Instant::parse).orElse(Instant.EPOCH).toEpochMilli();
    } catch (DateTimeException malformed) {
      throw new Wire.CallRefused(400, "INVALID_REQUEST", "start_time is not a moment");
    }
  }

  private static int number(Form query, String name, int atMost) {
    String text = query.text(name).orElse("1");
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1) {
      throw new Wire.CallRefused(400, "INVALID_REQUEST", name + " is not a number from 1 on");
    }
    return Math.min(atMost, Integer.parseInt(text));
  }

  private static HostedCheckout find(HostedSimulator simulator, String captureId) {
    return simulator.checkouts.byTransaction(captureId).orElseThrow(OrderWire::notFound);
  }

  private static JsonArray array(List<HostedReversal> all, boolean refunds) {
    Function<HostedReversal, JsonObject> json =
        refunds ? OrderReversals::json : OrderDisputes::json;
    JsonArray array = new JsonArray();
    all.stream().filter(r -> r.state.isRefund() == refunds).map(json).forEach(array::add);
    return array;
  }

  private static JsonObject json(HostedReversal refund) {
    JsonObject json = new JsonObject();
    json.addProperty("id", refund.id);
    json.addProperty("capture_id", refund.transactionId);
    json.addProperty(
        "status",
        switch (refund.state) {
          case PENDING -> "PENDING";
          case DONE -> "COMPLETED";
          case FAILED -> "FAILED";
          case INQUIRY, OPEN, WON, LOST -> throw new IllegalStateException("that is a dispute");
        });
    json.add("amount", OrderJson.money(refund.amount, refund.currency));
    json.addProperty("create_time", Instant.ofEpochMilli(refund.createdMillis).toString());
    if (!refund.reference.isEmpty()) {
      json.addProperty("custom_id", refund.reference);
    }
    if (!refund.failure.isEmpty()) {
      JsonObject details = new JsonObject();
      details.addProperty("reason", refund.failure);
      json.add("status_details", details);
      json.addProperty("update_time", Instant.ofEpochMilli(refund.failedMillis).toString());
    }
    return json;
  }

  private static Answer answer(int status, JsonObject body) {
    return Answer.json(status, Json.write(body), Map.of());
  }

  static String type(Backflow.What what) {
    return switch (what) {
      case REFUND_MADE -> "PAYMENT.CAPTURE.REFUNDED";
      case REFUND_DONE -> "PAYMENT.REFUND.COMPLETED";
      case REFUND_FAILED -> "PAYMENT.REFUND.FAILED";
      case DISPUTE_OPENED -> "CUSTOMER.DISPUTE.CREATED";
      case DISPUTE_CHANGED -> "CUSTOMER.DISPUTE.UPDATED";
      case DISPUTE_ENDED -> "CUSTOMER.DISPUTE.RESOLVED";
    };
  }
}
