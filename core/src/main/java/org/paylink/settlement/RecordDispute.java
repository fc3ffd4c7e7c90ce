package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.Reversal;
import org.paylink.host.Host;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentDispute;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Refunds;
import org.paylink.link.Texts;
import org.paylink.money.Money;

/**
 * Records one dispute as the gateway says it. Its state comes from its own record, its money from
 * its balance movements, and neither from the other.
 */
final class RecordDispute {
  private static final Duration UNTIL_MONEY_COMES = Duration.ofHours(6);

  /** Disputes take some months; money that has not come a year after one began does not come. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(365);

  private final Host host;

  RecordDispute(Host host) {
    this.host = host;
  }

  void record(GoneBack gone, Reversal.Dispute dispute) {
    store(gone, dispute);
    List<Reversal.Movement> movements =
        dispute.movements().stream()
            // What was taken comes before what was given back, whatever the clock says.
            .sorted(
                Comparator.comparing(RecordDispute::isGivenBack)
                    .thenComparing(Reversal.Movement::occurredAt)
                    .thenComparing(Reversal.Movement::externalRef))
            .toList();
    for (Reversal.Movement movement : movements) {
      move(gone, movement);
      fee(gone, movement, ReceiptType.DISPUTE_FEE, movement.fee());
      fee(gone, movement, ReceiptType.DISPUTE_FEE_RETURNED, movement.feeReturned());
    }
    lookAgainWhileMoneyIsToCome(gone, dispute);
  }

  /** A dispute that is won is over, but its money may come later, and nobody may tell. */
  private static void lookAgainWhileMoneyIsToCome(GoneBack gone, Reversal.Dispute dispute) {
    boolean toCome =
        dispute.state() == Reversal.Dispute.State.WON
            && dispute.movements().stream()
                .filter(movement -> !isGivenBack(movement))
                .flatMap(movement -> movement.amount().stream())
                .map(amount -> Money.zero(amount.currency()).minus(amount))
                .anyMatch(taken -> takenAndKept(gone, taken).isPresent());
    boolean longAgo = dispute.openedAt().plus(GIVEN_UP_AFTER).isBefore(gone.now());
    if (toCome && !longAgo) {
      gone.unit()
          .update(
              PaymentDispute.ENTITY,
              key(gone, dispute),
              Map.of("dueAt", gone.now().plus(UNTIL_MONEY_COMES)));
    }
  }

  private static boolean isGivenBack(Reversal.Movement movement) {
    return movement.amount().filter(Money::isPositive).isPresent();
  }

  private void move(GoneBack gone, Reversal.Movement movement) {
    ReceiptType type = isGivenBack(movement) ? ReceiptType.DISPUTE_REVERSED : ReceiptType.DISPUTE;
    ReceiptKey key = gone.key(movement.externalRef(), type);
    Optional<Money> signed =
        movement.amount().filter(each -> each.currency().equals(gone.charge().amount().currency()));
    if (signed.isEmpty()) {
      gone.raise(
          ExceptionKind.REVERSED_AT_GATEWAY,
          gone.key(movement.externalRef(), ReceiptType.DISPUTE),
          ExceptionDetail.payment(movement.externalRef(), movement.amount()));
      return;
    }
    if (signed.get().isZero() || gone.isRecorded(key)) {
      return;
    }
    if (type == ReceiptType.DISPUTE) {
      Money taken = Money.zero(signed.get().currency()).minus(signed.get());
      gone.insert(
          key,
          taken,
          movement.occurredAt(),
          host.ledger().reservePaymentId(),
          Optional.of(Treatment.REOPEN),
          gone.follows(gone.charge().key()));
      note(gone, HistoryEvent.DISPUTE_TAKEN, taken, movement);
    } else {
      givenBack(gone, key, signed.get(), movement);
    }
  }

  /** Money a bank gives back undoes what it took, when it is the same sum; else a person looks. */
  private static void givenBack(
      GoneBack gone, ReceiptKey key, Money amount, Reversal.Movement movement) {
    Optional<PaymentPosting> taken = takenAndKept(gone, amount);
    if (taken.isEmpty()) {
      gone.raise(
          ExceptionKind.REVERSED_AT_GATEWAY,
          key,
          ExceptionDetail.payment(movement.externalRef(), Optional.of(amount)));
      return;
    }
    gone.insert(
        key,
        amount,
        movement.occurredAt(),
        taken.get().paymentId(),
        Optional.empty(),
        gone.undoing(taken.get()));
    note(gone, HistoryEvent.DISPUTE_GIVEN_BACK, amount, movement);
  }

  /** A posting of the same sum that was taken, and not given back yet. */
  private static Optional<PaymentPosting> takenAndKept(GoneBack gone, Money amount) {
    List<PaymentReceipt> movements = Refunds.movementsOf(gone.unit(), gone.charge().key());
    List<String> undone =
        movements.stream()
            .filter(each -> each.key().type() == ReceiptType.DISPUTE_REVERSED)
            .flatMap(each -> gone.posting(each.key()).stream())
            .map(PaymentPosting::paymentId)
            .toList();
    return movements.stream()
        .filter(each -> each.key().type() == ReceiptType.DISPUTE && each.amount().equals(amount))
        .flatMap(each -> gone.posting(each.key()).stream())
        .filter(posting -> !undone.contains(posting.paymentId()))
        .findFirst();
  }

  private void fee(
      GoneBack gone, Reversal.Movement movement, ReceiptType type, Optional<Money> fee) {
    ReceiptKey key = gone.key(movement.externalRef(), type);
    if (fee.filter(Money::isPositive).isEmpty() || gone.isRecorded(key)) {
      return;
    }
    PostingState state =
        gone.follows(gone.charge().key()) == PostingState.WITHHELD
            ? PostingState.WITHHELD
            : PostingState.PENDING;
    gone.insert(
        key,
        fee.get(),
        movement.occurredAt(),
        host.ledger().reservePaymentId(),
        Optional.empty(),
        state);
    note(gone, HistoryEvent.valueOf(type.name()), fee.get(), movement);
  }

  private static void note(
      GoneBack gone, HistoryEvent event, Money amount, Reversal.Movement movement) {
    gone.note(event, Map.of("amount", amount.toString(), "reference", movement.externalRef()));
  }

  private static void store(GoneBack gone, Reversal.Dispute dispute) {
    Map<String, Object> key = key(gone, dispute);
    PaymentDispute.State seen = PaymentDispute.State.valueOf(dispute.state().name());
    Optional<PaymentDispute> before =
        gone.unit().find(PaymentDispute.ENTITY, key).map(PaymentDispute::of);
    PaymentDispute.State state = before.map(each -> each.state().merge(seen)).orElse(seen);
    long polls = before.map(each -> each.polls() + 1).orElse(0L);
    Instant now = gone.now();
    Map<String, Object> row = new HashMap<>();
    row.put("state", state.name());
    row.put("amount", dispute.amount().map(Money::major).orElse(null));
    row.put("currencyUomId", dispute.amount().map(Money::currency).orElse(null));
    row.put("reason", dispute.reason().map(text -> Texts.shortened(text, 60)).orElse(null));
    row.put("respondBy", dispute.respondBy().orElse(null));
    row.put("polls", polls);
    row.put("dueAt", state.isOver() ? null : now.plus(Patience.untilNextLook(polls)));
    row.put("closedAt", state.isOver() ? now : null);
    if (before.isPresent()) {
      gone.unit().update(PaymentDispute.ENTITY, key, row);
    } else {
      row.putAll(key);
      row.put("chargeRef", gone.charge().key().externalRef());
      row.put("paymentLinkId", gone.link().id());
      row.put("openedAt", dispute.openedAt());
      gone.unit().insert(PaymentDispute.ENTITY, row);
    }
    tell(gone, dispute, before.map(PaymentDispute::state), state);
  }

  private static ExceptionDetail detail(Reversal.Dispute dispute) {
    Map<String, String> facts = new HashMap<>();
    dispute.amount().ifPresent(amount -> facts.put("amount", amount.toString()));
    dispute.reason().ifPresent(reason -> facts.put("reason", reason));
    return new ExceptionDetail(facts);
  }

  private static Map<String, Object> key(GoneBack gone, Reversal.Dispute dispute) {
    return Map.of(
        "gatewayAccountId", gone.charge().key().gatewayAccountId(),
        "externalRef", dispute.externalRef());
  }

  private static void tell(
      GoneBack gone,
      Reversal.Dispute dispute,
      Optional<PaymentDispute.State> before,
      PaymentDispute.State state) {
    ReceiptKey about = gone.key(dispute.externalRef(), ReceiptType.DISPUTE);
    String amount = dispute.amount().map(Money::toString).orElse("?");
    String reason = dispute.reason().orElse("?");
    Map<String, String> facts =
        Map.of("amount", amount, "reference", dispute.externalRef(), "reason", reason);
    if (before.isEmpty()) {
      gone.note(HistoryEvent.DISPUTE_OPENED, facts);
      if (!state.isOver()) {
        gone.raise(ExceptionKind.DISPUTE_OPENED, about, detail(dispute));
      }
    }
    boolean decided = state.isOver() && before.filter(PaymentDispute.State::isOver).isEmpty();
    if (decided) {
      gone.note(
          state == PaymentDispute.State.WON ? HistoryEvent.DISPUTE_WON : HistoryEvent.DISPUTE_LOST,
          facts);
      gone.resolve(ExceptionKind.DISPUTE_OPENED, about, "The dispute is decided: " + state);
    }
  }
}
