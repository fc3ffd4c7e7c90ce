package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.HostedReversal.Movement;
import org.paylink.simulator.account.HostedReversal.State;

/** Disputes as answers say them. */
final class OrderDisputes {
  private OrderDisputes() {}

  static JsonObject json(HostedReversal dispute) {
    JsonObject json = new JsonObject();
    json.addProperty("dispute_id", dispute.id);
    json.addProperty("disputed_transaction_id", dispute.transactionId);
    json.addProperty("create_time", Instant.ofEpochMilli(dispute.createdMillis).toString());
    json.addProperty("reason", dispute.reason);
    json.addProperty("status", status(dispute));
    json.addProperty(
        "dispute_life_cycle_stage", dispute.state == State.INQUIRY ? "INQUIRY" : "CHARGEBACK");
    json.add("dispute_amount", OrderJson.money(dispute.amount, dispute.currency));
    json.addProperty(
        "seller_response_due_date", Instant.ofEpochMilli(dispute.respondByMillis).toString());
    if (isOver(dispute)) {
      JsonObject outcome = new JsonObject();
      outcome.addProperty(
          "outcome_code",
          dispute.state == State.WON ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR");
      json.add("dispute_outcome", outcome);
    }
    JsonArray movements = new JsonArray();
    dispute.movements.stream().map(OrderDisputes::json).forEach(movements::add);
    json.add("money_movements", movements);
    return json;
  }

  private static boolean isOver(HostedReversal dispute) {
    return dispute.state == State.WON || dispute.state == State.LOST;
  }

  private static String status(HostedReversal dispute) {
    if (isOver(dispute)) {
      return "RESOLVED";
    }
    return dispute.responded ? "UNDER_REVIEW" : "WAITING_FOR_SELLER_RESPONSE";
  }

  private static JsonObject json(Movement movement) {
    JsonObject json = new JsonObject();
    json.addProperty("id", movement.id);
    json.addProperty("type", movement.amount < 0 ? "DEBIT" : "CREDIT");
    json.add("amount", OrderJson.money(Math.abs(movement.amount), movement.currency));
    if (movement.fee != 0) {
      json.add(
          movement.fee > 0 ? "fee" : "fee_returned",
          OrderJson.money(Math.abs(movement.fee), movement.currency));
    }
    json.addProperty("initiated_time", Instant.ofEpochMilli(movement.atMillis).toString());
    return json;
  }
}
