package org.paylink.simulator.account;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.paylink.simulator.SimulatorClock;

/**
 * Refunds, made through the API or at the dashboard, and what becomes of them. Called under the
 * store's lock.
 *
 * @see <a href="https://docs.stripe.com/refunds">How refunds live</a>
 */
public final class Refunds {
  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Events events;
  private final Balance balance;
  private int pendingNext;

  /** Refunds of this account's payments. */
  public Refunds(Store store, Identifiers identifiers, SimulatorClock clock, Events events) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.events = events;
    this.balance = new Balance(store, identifiers, clock);
  }

  /** The next refunds stay pending until they are completed or failed. */
  public void stayPending(int refunds) {
    pendingNext += refunds;
  }

  /**
   * Pays back.
   *
   * @param payment the PaymentIntent or the Checkout Session
   * @param amount in Stripe's minor units; absent means all that is left
   * @throws Refusal if nothing was paid, or if that much can't go back
   */
  public JsonObject create(
      String payment, OptionalLong amount, Optional<String> reason, Map<String, String> metadata) {
    Paid paid = Paid.require(store.data(), payment);
    long wanted = checked(paid, amount);
    JsonObject refund = Json.shape("refund");
    String id = identifiers.next("re_3", 23);
    refund.addProperty("id", id);
    refund.addProperty("created", clock.epochSecond());
    refund.addProperty("amount", wanted);
    refund.addProperty("currency", paid.taken().currency());
    refund.addProperty("charge", paid.id());
    refund.add("payment_intent", paid.intent().get("id"));
    Json.put(refund, "reason", reason);
    refund.add("metadata", Json.object(metadata));
    boolean pending = pendingNext > 0;
    pendingNext -= pending ? 1 : 0;
    refund.addProperty("status", pending ? "pending" : "succeeded");
    refund.add(
        "balance_transaction",
        balance
            .move("refund", "refund", id, paid.taken().currency(), Math.negateExact(wanted), 0)
            .get("id"));
    store.data().refunds.put(id, refund);
    updateCharge(paid);
    events.record("refund.created", refund);
    events.record("charge.refunded", paid.charge());
    return refund;
  }

  private long checked(Paid paid, OptionalLong amount) {
    long left = paid.taken().amount() - paid.refunded(store.data());
    if (paid.isDisputed(store.data())) {
      throw new Refusal(
          Refusal.Reason.DISPUTED,
          "Charge " + paid.id() + " has been charged back; cannot issue a refund.");
    }
    if (left == 0) {
      throw new Refusal(
          Refusal.Reason.ALREADY_REFUNDED, "Charge " + paid.id() + " has already been refunded.");
    }
    if (amount.orElse(left) > left) {
      throw new Refusal(
          Refusal.Reason.TOO_MUCH,
          "Refund amount (%d) is greater than unrefunded amount on charge (%d)"
              .formatted(amount.getAsLong(), left));
    }
    return amount.orElse(left);
  }

  private void updateCharge(Paid paid) {
    long refunded = paid.refunded(store.data());
    paid.charge().addProperty("amount_refunded", refunded);
    paid.charge().addProperty("refunded", refunded == paid.taken().amount());
  }

  /**
   * A pending refund has arrived.
   *
   * @throws Refusal if there is no such refund, or if it isn't pending
   */
  public JsonObject complete(String refundId) {
    JsonObject refund = require(refundId);
    if (!Json.string(refund, "status").equals("pending")) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "The refund isn't pending: " + refundId);
    }
    refund.addProperty("status", "succeeded");
    events.record("refund.updated", refund);
    events.record("charge.refund.updated", refund);
    return refund;
  }

  /**
   * A refund that was pending or had succeeded comes back: the money is on the account again.
   *
   * @param reason such as {@code expired_or_canceled_card}
   * @throws Refusal if there is no such refund, or if it has failed already
   */
  public JsonObject fail(String refundId, String reason) {
    JsonObject refund = require(refundId);
    if (Json.string(refund, "status").equals("failed")) {
      throw new Refusal(Refusal.Reason.COMPLETE, "The refund has failed already: " + refundId);
    }
    Paid paid = Paid.require(store.data(), Json.string(refund, "payment_intent"));
    refund.addProperty("status", "failed");
    refund.addProperty("failure_reason", reason);
    refund.add("pending_reason", JsonNull.INSTANCE);
    refund.add(
        "failure_balance_transaction",
        balance
            .move(
                "refund_failure",
                "refund_failure",
                refundId,
                paid.taken().currency(),
                refund.get("amount").getAsLong(),
                0)
            .get("id"));
    updateCharge(paid);
    events.record("refund.failed", refund);
    events.record("refund.updated", refund);
    events.record("charge.refund.updated", refund);
    return refund;
  }

  private JsonObject require(String refundId) {
    return Optional.ofNullable(store.data().refunds.get(refundId))
        .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No refund " + refundId));
  }
}
