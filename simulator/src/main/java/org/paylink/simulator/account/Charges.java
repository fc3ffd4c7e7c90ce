package org.paylink.simulator.account;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import org.paylink.simulator.SimulatorClock;

/** Makes PaymentIntents and charges. Called under the store's lock. */
final class Charges {
  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;

  Charges(Store store, Identifiers identifiers, SimulatorClock clock) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** A PaymentIntent for what the session asks, with the session's notes for it. */
  JsonObject newIntent(JsonObject session) {
    JsonObject intent = Json.shape("payment_intent");
    String id = identifiers.next("pi_3", 23);
    intent.addProperty("id", id);
    intent.addProperty("client_secret", identifiers.next(id + "_secret_", 25));
    intent.addProperty("created", clock.epochSecond());
    intent.add("amount", session.get("amount_total"));
    intent.add("currency", session.get("currency"));
    intent.add("payment_method_types", session.get("payment_method_types").deepCopy());
    intent.add("receipt_email", session.get("customer_email"));
    JsonObject data = store.data().intentData.get(Json.string(session, "id"));
    intent.add("description", data.get("description"));
    intent.add("metadata", data.get("metadata").deepCopy());
    store.data().paymentIntents.put(id, intent);
    session.addProperty("payment_intent", id);
    return intent;
  }

  /** A charge on the intent's method, pending until it succeeds or fails. */
  JsonObject newCharge(JsonObject intent, String methodType, boolean authenticated) {
    JsonObject charge = Json.shape("charge");
    String id = identifiers.next("ch_3", 23);
    charge.addProperty("id", id);
    charge.addProperty("created", clock.epochSecond());
    for (String key : new String[] {"amount", "currency", "description", "receipt_email"}) {
      charge.add(key, intent.get(key));
    }
    charge.add("metadata", intent.get("metadata").deepCopy());
    charge.add("payment_intent", intent.get("id"));
    charge.addProperty("status", "pending");
    charge.addProperty("payment_method", identifiers.next("pm_1", 23));
    charge.add("payment_method_details", methodDetails(methodType, authenticated));
    charge.getAsJsonObject("billing_details").add("email", intent.get("receipt_email"));
    charge.getAsJsonObject("refunds").addProperty("url", "/v1/charges/" + id + "/refunds");
    store.data().charges.put(id, charge);
    intent.addProperty("latest_charge", id);
    return charge;
  }

  private static JsonObject methodDetails(String methodType, boolean authenticated) {
    JsonObject method = new JsonObject();
    method.addProperty("last4", methodType.equals("card") ? "4242" : "6789");
    if (methodType.equals("card")) {
      method.addProperty("brand", "visa");
      method.addProperty("country", "US");
      method.addProperty("exp_month", 12);
      method.addProperty("exp_year", 2034);
      method.addProperty("funding", "credit");
      method.addProperty("network", "visa");
      method.add("three_d_secure", authenticated ? authentication() : JsonNull.INSTANCE);
      method.add("wallet", JsonNull.INSTANCE);
    } else {
      method.addProperty("bank_name", "SIMULATED BANK");
    }
    JsonObject details = new JsonObject();
    details.add(methodType, method);
    details.addProperty("type", methodType);
    return details;
  }

  private static JsonObject authentication() {
    JsonObject result = new JsonObject();
    result.addProperty("authentication_flow", "challenge");
    result.addProperty("result", "authenticated");
    result.addProperty("version", "2.2.0");
    return result;
  }

  /** The charge has taken the money. */
  void succeed(JsonObject charge) {
    charge.addProperty("status", "succeeded");
    charge.addProperty("paid", true);
    charge.addProperty("captured", true);
    charge.add("amount_captured", charge.get("amount"));
    charge.addProperty("balance_transaction", identifiers.next("txn_3", 23));
    charge.add("outcome", outcome("approved_by_network", null, "Payment complete."));
  }

  /** The charge has failed and has taken nothing. */
  void fail(JsonObject charge, String declineCode) {
    charge.addProperty("status", "failed");
    charge.addProperty("failure_code", Declines.errorCode(declineCode));
    charge.addProperty("failure_message", Declines.message(declineCode));
    charge.add(
        "outcome",
        outcome(
            "declined_by_network",
            declineCode,
            "The bank returned the decline code `" + declineCode + "`."));
  }

  private static JsonObject outcome(String network, String reason, String sellerMessage) {
    JsonObject outcome = new JsonObject();
    outcome.addProperty("network_status", network);
    outcome.addProperty("reason", reason);
    outcome.addProperty("risk_level", "normal");
    outcome.addProperty("seller_message", sellerMessage);
    outcome.addProperty("type", reason == null ? "authorized" : "issuer_declined");
    return outcome;
  }

  /** The error that an intent bears after a failed try. */
  static JsonObject paymentError(String declineCode, String chargeId) {
    JsonObject error = new JsonObject();
    String code = Declines.errorCode(declineCode);
    if (chargeId != null) {
      error.addProperty("charge", chargeId);
    }
    error.addProperty("code", code);
    if (code.equals("card_declined")) {
      error.addProperty("decline_code", declineCode);
    }
    error.addProperty("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    error.addProperty("message", Declines.message(declineCode));
    error.addProperty("type", "card_error");
    return error;
  }
}
