package org.paylink.simulator.account;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.paylink.simulator.SimulatorClock;

/**
 * Disputes: what a payer's bank asks, takes and gives back. Called under the store's lock.
 *
 * @see <a href="https://docs.stripe.com/disputes/how-disputes-work">How disputes live</a>
 */
public final class Disputes {
  private static final Duration TIME_TO_RESPOND = Duration.ofDays(9);

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Events events;
  private final Balance balance;

  /** Disputes of this account's payments. */
  public Disputes(Store store, Identifiers identifiers, SimulatorClock clock, Events events) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.events = events;
    this.balance = new Balance(store, identifiers, clock);
  }

  /**
   * Opens a dispute or an inquiry. No money moves yet.
   *
   * @param payment the PaymentIntent or the Checkout Session
   * @param amount in Stripe's minor units; absent means what was taken
   * @param reason such as {@code fraudulent}
   * @throws Refusal if nothing was paid
   */
  public JsonObject open(String payment, OptionalLong amount, String reason, boolean inquiry) {
    Paid paid = Paid.require(store.data(), payment);
    JsonObject dispute = Json.shape("dispute");
    String id = identifiers.next("du_1", 23);
    dispute.addProperty("id", id);
    dispute.addProperty("created", clock.epochSecond());
    dispute.addProperty("amount", amount.orElse(paid.taken().amount()));
    dispute.addProperty("currency", paid.taken().currency());
    dispute.addProperty("charge", paid.id());
    dispute.add("payment_intent", paid.intent().get("id"));
    dispute.addProperty("reason", reason);
    dispute.addProperty("is_charge_refundable", inquiry);
    dispute.addProperty("status", inquiry ? "warning_needs_response" : "needs_response");
    dispute
        .getAsJsonObject("evidence_details")
        .addProperty("due_by", clock.epochSecond() + TIME_TO_RESPOND.toSeconds());
    store.data().disputes.put(id, dispute);
    paid.charge().addProperty("disputed", true);
    events.record("charge.dispute.created", dispute);
    return dispute;
  }

  /**
   * An inquiry becomes a dispute. No money moves yet.
   *
   * @throws Refusal if it is no inquiry under way
   */
  public JsonObject escalate(String id) {
    JsonObject dispute = underWay(id);
    if (!Json.string(dispute, "status").startsWith("warning_")) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "That is no inquiry: " + id);
    }
    dispute.addProperty("is_charge_refundable", false);
    return status(dispute, "needs_response", "charge.dispute.updated");
  }

  /**
   * The merchant hands evidence in.
   *
   * @throws Refusal if it is over
   */
  public JsonObject respond(String id) {
    JsonObject dispute = underWay(id);
    JsonObject details = dispute.getAsJsonObject("evidence_details");
    details.addProperty("has_evidence", true);
    details.addProperty("submission_count", details.get("submission_count").getAsInt() + 1);
    boolean inquiry = Json.string(dispute, "status").startsWith("warning_");
    return status(
        dispute, inquiry ? "warning_under_review" : "under_review", "charge.dispute.updated");
  }

  /**
   * The bank decides, or drops its inquiry. No money moves by this.
   *
   * @param status {@code won}, {@code lost} or {@code warning_closed}
   * @throws Refusal if it is over already
   */
  public JsonObject close(String id, String status) {
    JsonObject dispute = underWay(id);
    boolean inquiry = Json.string(dispute, "status").startsWith("warning_");
    if (inquiry != status.equals("warning_closed")) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "It can't become " + status + ": " + id);
    }
    return status(dispute, status, "charge.dispute.closed");
  }

  /** Takes money from the account, in whatever currency and amount, with a fee. */
  public JsonObject withdraw(String id, String currency, long amount, long fee) {
    JsonObject dispute = require(id);
    move(dispute, "dispute", currency, Math.negateExact(amount), fee);
    events.record("charge.dispute.funds_withdrawn", dispute);
    return dispute;
  }

  /** Gives money back to the account, and perhaps of the fee. */
  public JsonObject reinstate(String id, String currency, long amount, long feeReturned) {
    JsonObject dispute = require(id);
    move(dispute, "dispute_reversal", currency, amount, Math.negateExact(feeReturned));
    events.record("charge.dispute.funds_reinstated", dispute);
    return dispute;
  }

  private void move(JsonObject dispute, String category, String currency, long amount, long fee) {
    dispute
        .getAsJsonArray("balance_transactions")
        .add(
            balance.move(
                "adjustment", category, Json.string(dispute, "id"), currency, amount, fee));
  }

  private JsonObject status(JsonObject dispute, String status, String event) {
    dispute.addProperty("status", status);
    events.record(event, dispute);
    return dispute;
  }

  private JsonObject underWay(String id) {
    JsonObject dispute = require(id);
    String status = Json.string(dispute, "status");
    if (status.equals("won") || status.equals("lost") || status.equals("warning_closed")) {
      throw new Refusal(Refusal.Reason.COMPLETE, "The dispute is over: " + id);
    }
    return dispute;
  }

  /**
   * The dispute with this identifier.
   *
   * @throws Refusal if there is none
   */
  public JsonObject require(String id) {
    return Optional.ofNullable(store.data().disputes.get(id))
        .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No dispute " + id));
  }
}
