package org.paylink.settlement;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.Reversal;
import org.paylink.host.Host;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.link.Refunds;
import org.paylink.money.Money;

/** Records one refund as the gateway says it, ours or somebody's at the gateway's dashboard. */
final class RecordRefund {
  private final Host host;

  RecordRefund(Host host) {
    this.host = host;
  }

  void record(GoneBack gone, Reversal.Refund refund) {
    Optional<PaymentRefund> asked = asked(gone, refund);
    asked.ifPresent(request -> follow(gone, request, refund));
    ReceiptKey key = gone.key(refund.externalRef(), ReceiptType.REFUND);
    Optional<Money> amount =
        refund.amount().filter(each -> sameCurrency(gone, each) && each.isPositive());
    if (amount.isEmpty()) {
      gone.raise(
          ExceptionKind.REVERSED_AT_GATEWAY,
          key,
          ExceptionDetail.payment(refund.externalRef(), refund.amount()));
      return;
    }
    gone.resolve(ExceptionKind.REVERSED_AT_GATEWAY, key, "The gateway says how much now.");
    if (!gone.isRecorded(key)) {
      insert(gone, key, refund, amount.get(), asked);
    }
    if (refund.state() == Reversal.Refund.State.FAILED) {
      failed(gone, key, refund, amount.get());
    }
  }

  /** The request of ours that the refund answers: by our mark on it, or by what we know of it. */
  private static Optional<PaymentRefund> asked(GoneBack gone, Reversal.Refund refund) {
    return Refunds.ofCharge(gone.unit(), gone.charge().key()).stream()
        .filter(
            request ->
                request.externalRef().isPresent()
                    ? request.externalRef().get().equals(refund.externalRef())
                    : refund.refundId().filter(request.id()::equals).isPresent())
        .findFirst();
  }

  private void insert(
      GoneBack gone,
      ReceiptKey key,
      Reversal.Refund refund,
      Money amount,
      Optional<PaymentRefund> asked) {
    Treatment treatment =
        asked.map(request -> Treatment.valueOf(request.treatment())).orElse(Treatment.REOPEN);
    String paymentId =
        asked
            .flatMap(PaymentRefund::hostPaymentId)
            .orElseGet(() -> host.ledger().reservePaymentId());
    gone.insert(
        key,
        amount,
        refund.occurredAt(),
        paymentId,
        Optional.of(treatment),
        gone.follows(gone.charge().key()));
    gone.note(
        HistoryEvent.REFUNDED,
        Map.of("amount", amount.toString(), "reference", refund.externalRef()));
    boolean foreign = asked.isEmpty() && refund.state() != Reversal.Refund.State.FAILED;
    if (foreign && !gone.link().subject().type().isOnAccount()) {
      gone.raise(
          ExceptionKind.REFUNDED_AT_GATEWAY,
          key,
          ExceptionDetail.payment(refund.externalRef(), Optional.of(amount)));
    }
  }

  /** The money is back: what was posted is taken back, what wasn't never is. */
  private void failed(GoneBack gone, ReceiptKey refunded, Reversal.Refund refund, Money amount) {
    ReceiptKey key = gone.key(refund.externalRef(), ReceiptType.REFUND_FAILED);
    if (gone.isRecorded(key)) {
      return;
    }
    PaymentPosting posting = gone.posting(refunded).orElseThrow();
    gone.insert(
        key,
        amount,
        refund.failedAt().orElse(refund.occurredAt()),
        posting.paymentId(),
        Optional.empty(),
        gone.undoing(posting));
    String why = refund.failure().orElse("?");
    gone.note(
        HistoryEvent.REFUND_FAILED,
        Map.of("amount", amount.toString(), "reference", refund.externalRef(), "reason", why));
    gone.resolve(ExceptionKind.REFUNDED_AT_GATEWAY, refunded, "The refund failed.");
    gone.raise(ExceptionKind.REFUND_FAILED, key, ExceptionDetail.reversal(amount, why));
  }

  /** Brings our request up to what the gateway says. */
  private static void follow(GoneBack gone, PaymentRefund request, Reversal.Refund refund) {
    RefundState state =
        switch (refund.state()) {
          case PENDING -> RefundState.PENDING;
          case DONE -> RefundState.DONE;
          case FAILED -> RefundState.FAILED;
        };
    // An older answer that arrives late must not bring a decided refund back. One that was refused
    // here, and is there all the same, is as the gateway says.
    boolean done = request.state() == RefundState.DONE && state != RefundState.FAILED;
    if (done || request.state() == RefundState.FAILED) {
      return;
    }
    Instant now = gone.now();
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", state.name());
    changes.put("externalRef", refund.externalRef());
    refund.requestId().ifPresent(id -> changes.put("requestId", id));
    changes.put("lastError", refund.failure().orElse(null));
    changes.put("tries", request.state() == RefundState.REQUESTED ? 0L : request.tries() + 1);
    changes.put(
        "dueAt", state.isUndecided() ? now.plus(Patience.untilNextLook(request.tries())) : null);
    changes.put("doneAt", state.isUndecided() ? null : now);
    gone.unit().update(PaymentRefund.ENTITY, PaymentRefund.key(request.id()), changes);
  }

  private static boolean sameCurrency(GoneBack gone, Money amount) {
    return amount.currency().equals(gone.charge().amount().currency());
  }
}
