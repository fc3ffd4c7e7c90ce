package org.paylink.simulator.hosted;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.paylink.simulator.RefundControls;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.HostedReversal.State;
import org.paylink.simulator.account.Refusal;

/** Refunds at a gateway other than Stripe. A payment is named by its checkout. */
public final class HostedRefunds implements RefundControls {
  private final Backflow backflow;
  private int pendingNext;

  HostedRefunds(Backflow backflow) {
    this.backflow = backflow;
  }

  /**
   * Pays back. Called under the lock.
   *
   * @param reference the merchant's own identifier; empty at the dashboard
   */
  HostedReversal refund(String checkoutId, OptionalLong amount, String reference, String reason) {
    HostedCheckout checkout = backflow.paid(checkoutId);
    long left = checkout.takenAmount - refunded(checkout);
    if (isDisputed(checkout)) {
      throw new Refusal(Refusal.Reason.DISPUTED, "It is disputed: " + checkoutId);
    }
    if (left == 0) {
      throw new Refusal(Refusal.Reason.ALREADY_REFUNDED, "Nothing is left of " + checkoutId);
    }
    if (amount.orElse(left) > left) {
      throw new Refusal(Refusal.Reason.TOO_MUCH, "Only " + left + " is left of " + checkoutId);
    }
    boolean pending = pendingNext > 0;
    pendingNext -= pending ? 1 : 0;
    HostedReversal refund =
        backflow.add(
            checkoutId,
            "RF",
            OptionalLong.of(amount.orElse(left)),
            pending ? State.PENDING : State.DONE);
    refund.reference = reference;
    refund.reason = reason;
    backflow.tell(Backflow.What.REFUND_MADE, refund);
    return refund;
  }

  private long refunded(HostedCheckout checkout) {
    return of(checkout).stream()
        .filter(r -> r.state == State.PENDING || r.state == State.DONE)
        .mapToLong(r -> r.amount)
        .sum();
  }

  private boolean isDisputed(HostedCheckout checkout) {
    return of(checkout).stream().anyMatch(r -> r.state == State.OPEN || r.state == State.LOST);
  }

  /** What went back of a checkout, oldest first. Called under the lock. */
  List<HostedReversal> of(HostedCheckout checkout) {
    return backflow.store().data().reversals.values().stream()
        .filter(reversal -> reversal.checkoutId.equals(checkout.id))
        .toList();
  }

  /** All refunds, or else all disputes, since a moment, oldest first. Called under the lock. */
  List<HostedReversal> since(long millis, boolean refunds) {
    return backflow.store().data().reversals.values().stream()
        .filter(reversal -> reversal.state.isRefund() == refunds)
        .filter(reversal -> reversal.createdMillis >= millis)
        .toList();
  }

  @Override
  public String refundAtDashboard(String payment, long amount) {
    return change(() -> refund(payment, OptionalLong.of(amount), "", ""));
  }

  @Override
  public String refundWholeAtDashboard(String payment) {
    return change(() -> refund(payment, OptionalLong.empty(), "", ""));
  }

  @Override
  public void nextRefundsStayPending(int times) {
    backflow.store().locked(() -> pendingNext += times);
  }

  @Override
  public void completeRefund(String refundId) {
    String unused =
        change(
            () -> {
              HostedReversal refund = backflow.require(refundId);
              if (refund.state != State.PENDING) {
                throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "It isn't pending: " + refundId);
              }
              refund.state = State.DONE;
              backflow.tell(Backflow.What.REFUND_DONE, refund);
              return refund;
            });
  }

  @Override
  public void failRefund(String refundId, String reason) {
    String unused =
        change(
            () -> {
              HostedReversal refund = backflow.require(refundId);
              if (refund.state != State.PENDING && refund.state != State.DONE) {
                throw new Refusal(Refusal.Reason.COMPLETE, "It can't fail: " + refundId);
              }
              refund.state = State.FAILED;
              refund.failure = reason;
              refund.failedMillis = backflow.now();
              backflow.tell(Backflow.What.REFUND_FAILED, refund);
              return refund;
            });
  }

  @Override
  public int refundsMade() {
    return backflow.store().locked(() -> since(Long.MIN_VALUE, true).size());
  }

  @Override
  public Map<String, Long> totalRefunded() {
    return backflow
        .store()
        .locked(
            () -> {
              Map<String, Long> sums = new TreeMap<>();
              since(Long.MIN_VALUE, true).stream()
                  .filter(refund -> refund.state != State.FAILED)
                  .forEach(refund -> sums.merge(refund.currency, refund.amount, Long::sum));
              return sums;
            });
  }

  private String change(Supplier<HostedReversal> action) {
    String id = backflow.store().locked(() -> action.get().id);
    backflow.store().save();
    return id;
  }
}
