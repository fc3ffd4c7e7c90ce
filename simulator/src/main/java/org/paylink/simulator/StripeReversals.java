package org.paylink.simulator;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.paylink.simulator.account.Disputes;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Store;

/**
 * Money that goes back at Stripe, as its dashboard, banks and payers make it. A payment is named by
 * its PaymentIntent or its Checkout Session.
 */
public final class StripeReversals implements RefundControls, DisputeControls {
  private final Store store;
  private final Refunds refunds;
  private final Disputes disputes;

  StripeReversals(Store store, Refunds refunds, Disputes disputes) {
    this.store = store;
    this.refunds = refunds;
    this.disputes = disputes;
  }

  @Override
  public String refundAtDashboard(String payment, long amount) {
    return dashboard(payment, OptionalLong.of(amount));
  }

  @Override
  public String refundWholeAtDashboard(String payment) {
    return dashboard(payment, OptionalLong.empty());
  }

  private String dashboard(String payment, OptionalLong amount) {
    return change(
        () -> refunds.create(payment, amount, Optional.of("requested_by_customer"), Map.of()));
  }

  @Override
  public void nextRefundsStayPending(int times) {
    store.locked(() -> refunds.stayPending(times));
  }

  @Override
  public void completeRefund(String refundId) {
    String unused = change(() -> refunds.complete(refundId));
  }

  @Override
  public void failRefund(String refundId, String reason) {
    String unused = change(() -> refunds.fail(refundId, reason));
  }

  @Override
  public String openDisputeOnly(String payment, OptionalLong amount, String reason) {
    return change(() -> disputes.open(payment, amount, reason, false));
  }

  @Override
  public String openInquiry(String payment, String reason) {
    return change(() -> disputes.open(payment, OptionalLong.empty(), reason, true));
  }

  @Override
  public void escalateInquiryOnly(String disputeId) {
    String unused = change(() -> disputes.escalate(disputeId));
  }

  @Override
  public void closeInquiry(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "warning_closed"));
  }

  @Override
  public void respond(String disputeId) {
    String unused = change(() -> disputes.respond(disputeId));
  }

  @Override
  public void winDisputeOnly(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "won"));
  }

  @Override
  public void loseDispute(String disputeId) {
    String unused = change(() -> disputes.close(disputeId, "lost"));
  }

  @Override
  public void withdraw(String disputeId) {
    String unused =
        change(
            () -> {
              JsonObject dispute = disputes.require(disputeId);
              return disputes.withdraw(disputeId, currency(dispute), amount(dispute), FEE);
            });
  }

  @Override
  public void withdraw(String disputeId, String currency, long amount, long fee) {
    String unused = change(() -> disputes.withdraw(disputeId, currency, amount, fee));
  }

  @Override
  public void reinstate(String disputeId, long feeReturned) {
    String unused =
        change(
            () -> {
              JsonObject dispute = disputes.require(disputeId);
              return disputes.reinstate(disputeId, currency(dispute), amount(dispute), feeReturned);
            });
  }

  private static String currency(JsonObject reversal) {
    return Json.string(reversal, "currency");
  }

  private static long amount(JsonObject reversal) {
    return reversal.get("amount").getAsLong();
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

  @Override
  public int refundsMade() {
    return store.locked(() -> store.data().refunds.size());
  }

  @Override
  public Map<String, Long> totalRefunded() {
    Map<String, Long> sums = new TreeMap<>();
    refunds().stream()
        .filter(refund -> !Json.string(refund, "status").equals("failed"))
        .forEach(refund -> sums.merge(currency(refund), amount(refund), Long::sum));
    return sums;
  }

  private String change(Supplier<JsonObject> action) {
    String id = store.locked(() -> Json.string(action.get(), "id"));
    store.save();
    return id;
  }
}
