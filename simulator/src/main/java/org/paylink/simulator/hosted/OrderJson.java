package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.wire.Answer;

/** Orders and captures as answers say them. */
final class OrderJson {
  private OrderJson() {}

  static Answer ok(int status, HostedSimulator simulator, HostedCheckout order) {
    JsonObject answer = new JsonObject();
    answer.addProperty("id", order.id);
    answer.addProperty("status", status(order.state));
    answer.addProperty("sandbox", true);
    answer.addProperty("expires_at", Instant.ofEpochMilli(order.expiresMillis).toString());
    JsonObject unit = new JsonObject();
    unit.addProperty("custom_id", order.reference);
    if (!order.transactionId.isEmpty()) {
      unit.add("capture", taken(order));
    }
    if (!order.decline.isEmpty()) {
      unit.addProperty("decline_code", order.decline);
    }
    JsonArray units = new JsonArray();
    units.add(unit);
    answer.add("purchase_units", units);
    JsonArray links = new JsonArray();
    if (order.state == State.OPEN || order.state == State.APPROVED) {
      JsonObject approve = new JsonObject();
      approve.addProperty("rel", "approve");
      approve.addProperty("href", simulator.baseUrl() + "/checkoutnow/" + order.id);
      links.add(approve);
    }
    answer.add("links", links);
    return Answer.json(status, Json.write(answer), Map.of());
  }

  static JsonObject taken(HostedCheckout order) {
    JsonObject capture = new JsonObject();
    capture.addProperty("id", order.transactionId);
    capture.addProperty("create_time", Instant.ofEpochMilli(order.takenMillis).toString());
    capture.addProperty(
        "status",
        switch (order.state) {
          case PAID -> "COMPLETED";
          case FAILED -> "DECLINED";
          case PENDING, OPEN, APPROVED, CLOSED -> "PENDING";
        });
    if (order.state == State.PAID && order.takenSaid) {
      capture.add("amount", money(order.takenAmount, order.takenCurrency));
    }
    return capture;
  }

  private static String status(State state) {
    return switch (state) {
      case OPEN -> "CREATED";
      case APPROVED -> "APPROVED";
      case PENDING, PAID, FAILED -> "COMPLETED";
      case CLOSED -> "VOIDED";
    };
  }

  /** An amount in major units. */
  static JsonObject money(long minor, String currency) {
    JsonObject amount = new JsonObject();
    amount.addProperty("currency_code", currency);
    amount.addProperty("value", Fields.major(minor, currency));
    return amount;
  }
}
