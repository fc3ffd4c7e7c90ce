package org.paylink.simulator;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.paylink.simulator.account.Disputes;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Store;

/**
 * Money that goes back at Stripe, as its dashboard, banks and payers make it. A payment is named by
 * its PaymentIntent or its Checkout Session; amounts are in Stripe's minor units. Each step sends
 * its events. Safe under concurrent calls. Every method throws {@link Refusal} when the state does
 * not allow what is asked.
 */
public final class StripeReversals {
  private final Store store;
  private final Refunds refunds;
  private final Disputes disputes;

  StripeReversals(Store store, Refunds refunds, Disputes disputes) {
    this.store = store;
    this.refunds = refunds;
    this.disputes = disputes;
  }

  /** Refunds a part at the dashboard; answers the refund's identifier. */
  public String refundAtDashboard(String payment, long amount) {
    return dashboard(payment, OptionalLong.of(amount));
  }

  /** Refunds all that is left at the dashboard; answers the refund's identifier. */
  public String refundWholeAtDashboard(String payment) {
    return dashboard(payment, OptionalLong.empty());
  }

  private String dashboard(String payment, OptionalLong amount) {
    return change(
        () -> refunds.create(payment, amount, Optional.of("requested_by_customer"), Map.of()));
  }

  /** The next refunds, wherever they are made, stay pending until completed or failed. */
  public void nextRefundsStayPending(int times) {
    store.locked(() -> refunds.stayPending(times));
  }

  /** A pending refund has arrived. */
  public void completeRefund(String refundId) {
    String unused = change(() -> refunds.complete(refundId));
  }

  /** A refund fails, though it may have succeeded before; with a code such as {@code unknown}. */
  public void failRefund(String refundId, String reason) {
    String unused = change(() -> refunds.fail(refundId, reason));
  }

  /** Opens a dispute over all that was taken, which takes the money and a fee at once. */
  public String openDispute(String payment, String reason) {
    String id = openDisputeOnly(payment, OptionalLong.empty(), reason);
    withdraw(id);
    return id;
  }

  /** Opens a dispute over a part, which takes the money and a fee at once. */
  public String openDispute(String payment, long amount, String reason) {
    String id = openDisputeOnly(payment, OptionalLong.of(amount), reason);
    withdraw(id);
    return id;
  }

  /** Opens a dispute of which no money has moved yet. */
  public String openDisputeOnly(String payment, OptionalLong amount, String reason) {
    return change(() -> disputes.open(payment, amount, reason, false));
  }

  /** Opens an inquiry, which moves no money. */
  public String openInquiry(String payment, String reason) {
    return change(() -> disputes.open(payment, OptionalLong.empty(), reason, true));
  }

  /** An inquiry becomes a dispute, which takes the money and a fee at once. */
  public void escalateInquiry(String disputeId) {
    String unused = change(() -> disputes.escalate(disputeId));
    withdraw(disputeId);
  }

  /** The bank drops its inquiry. */
  public void closeInquiry(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "warning_closed"));
  }

  /** Evidence is handed in. */
  public void respond(String disputeId) {
    String unused = change(() -> disputes.respond(disputeId));
  }

  /** The bank decides for the merchant and gives back the money, not the fee. */
  public void winDispute(String disputeId) {
    winDisputeOnly(disputeId);
    reinstate(disputeId, 0);
  }

  /** The bank decides for the merchant, and the money is still to come. */
  public void winDisputeOnly(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "won"));
  }

  /** The bank decides for the payer. No money moves: it was taken before. */
  public void loseDispute(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "lost"));
  }

  /** Takes the disputed money, and the usual fee. */
  public void withdraw(String disputeId) {
    withdraw(disputeId, dispute -> Json.string(dispute, "currency"), Disputes.FEE);
  }

  private void withdraw(String disputeId, Function<JsonObject, String> currency, long fee) {
    String unused =
        change(
            () -> {
              JsonObject dispute = disputes.require(disputeId);
              long amount = dispute.get("amount").getAsLong();
              return disputes.withdraw(disputeId, currency.apply(dispute), amount, fee);
            });
  }

  /** Takes so much in another currency, as accounts have it that settle in one. */
  public void withdraw(String disputeId, String currency, long amount, long fee) {
    String unused = change(() -> disputes.withdraw(disputeId, currency, amount, fee));
  }

  /** Gives the disputed money back, whatever the status says, and so much of the fee. */
  public void reinstate(String disputeId, long feeReturned) {
    String unused =
        change(
            () -> {
              JsonObject dispute = disputes.require(disputeId);
              return disputes.reinstate(
                  disputeId,
                  Json.string(dispute, "currency"),
                  dispute.get("amount").getAsLong(),
                  feeReturned);
            });
  }

  /** The PaymentIntent of a Checkout Session; empty while there is none. */
  public Optional<String> paymentIntent(String sessionId) {
    return store.locked(
        () ->
            Optional.ofNullable(store.data().sessions.get(sessionId))
                .flatMap(session -> Json.text(session, "payment_intent")));
  }

  /** All refunds, oldest first, as JSON. */
  public List<JsonObject> refunds() {
    return store.locked(
        () -> store.data().refunds.values().stream().map(JsonObject::deepCopy).toList());
  }

  /** All disputes, oldest first, as JSON. */
  public List<JsonObject> disputes() {
    return store.locked(
        () -> store.data().disputes.values().stream().map(JsonObject::deepCopy).toList());
  }

  /** How many refunds were ever made, failed ones included. */
  public int refundsMade() {
    return store.locked(() -> store.data().refunds.size());
  }

  /** What refunds took that have not failed: minor units by currency in lower case. */
  public Map<String, Long> totalRefunded() {
    return store.locked(
        () -> {
          Map<String, Long> sums = new TreeMap<>();
          store.data().refunds.values().stream()
              .filter(refund -> !Json.string(refund, "status").equals("failed"))
              .forEach(
                  refund ->
                      sums.merge(
                          Json.string(refund, "currency"),
                          refund.get("amount").getAsLong(),
                          Long::sum));
          return sums;
        });
  }

  private String change(Supplier<JsonObject> action) {
    String id = store.locked(() -> Json.string(action.get(), "id"));
    store.save();
    return id;
  }
}
