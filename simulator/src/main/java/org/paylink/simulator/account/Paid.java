package org.paylink.simulator.account;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * A payment that took money, and what of it went back.
 *
 * @param intent the PaymentIntent
 * @param charge its charge
 * @param taken what was really taken, whatever answers say
 */
record Paid(JsonObject intent, JsonObject charge, Store.Taken taken) {

  /**
   * The payment of a PaymentIntent or of a Checkout Session.
   *
   * @throws Refusal if there is none, or if it took no money
   */
  static Paid require(Store.Data data, String intentOrSession) {
    JsonObject session = data.sessions.get(intentOrSession);
    String id = session == null ? intentOrSession : Json.text(session, "payment_intent").orElse("");
    JsonObject intent =
        Optional.ofNullable(data.paymentIntents.get(id))
            .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No payment " + id));
    Optional<String> charge = Json.text(intent, "latest_charge");
    Store.Taken taken = charge.map(data.taken::get).orElse(null);
    if (taken == null) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "The payment has taken no money: " + id);
    }
    return new Paid(intent, data.charges.get(charge.get()), taken);
  }

  String id() {
    return Json.string(charge, "id");
  }

  /** The refunded amount, in Stripe's minor units, of refunds that have not failed. */
  long refunded(Store.Data data) {
    return data.refunds.values().stream()
        .filter(refund -> Json.text(refund, "charge").equals(Optional.of(id())))
        .filter(refund -> !Json.string(refund, "status").equals("failed"))
        .map(refund -> refund.get("amount"))
        .mapToLong(JsonElement::getAsLong)
        .sum();
  }

  /** Whether a dispute that is no inquiry was opened and not won. */
  boolean isDisputed(Store.Data data) {
    return data.disputes.values().stream()
        .filter(dispute -> Json.text(dispute, "charge").equals(Optional.of(id())))
        .map(dispute -> Json.string(dispute, "status"))
        .anyMatch(status -> !status.startsWith("warning_") && !status.equals("won"));
  }
}
