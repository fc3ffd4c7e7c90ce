package org.paylink.settlement;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Session;
import org.paylink.host.Host;
import org.paylink.link.Closing;
import org.paylink.link.Deliveries;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Occasion;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * Records money the gateway says it took: once, whoever brings it, and never silently when
 * something is unusual.
 */
final class RecordCharge {
  private static final String BY_US = "<paylink>";

  private final Host host;

  RecordCharge(Host host) {
    this.host = host;
  }

  /**
   * Money of one of our attempts; answers the receipt's key when it is new and waits to be posted.
   */
  Optional<ReceiptKey> ofAttempt(
      Unit unit,
      GatewayAccount account,
      PaymentLink link,
      PaymentAttempt attempt,
      Session session,
      Settle.Bringer by,
      Instant now) {
    Optional<Session.Charge> charge = session.charge();
    if (charge.isEmpty() || charge.get().amount().isEmpty()) {
      PaymentExceptions.raise(
          unit,
          ExceptionKind.AMOUNT_ABSENT,
          attempt.id(),
          Optional.of(link.id()),
          ExceptionCause.of(attempt),
          ExceptionDetail.amount(Optional.of(attempt.amount())),
          now);
      return Optional.empty();
    }
    Money amount = charge.get().amount().get();
    ReceiptKey key = key(account, charge.get());
    if (unit.find(PaymentReceipt.ENTITY, key.fields()).isPresent()) {
      return Optional.empty();
    }
    PaymentExceptions.resolve(
        unit,
        ExceptionKind.AMOUNT_ABSENT,
        attempt.id(),
        Optional.of(link.id()),
        BY_US,
        "The gateway says how much now.",
        now);
    insertReceipt(unit, key, charge.get(), amount, account, by, now, Optional.of(attempt));
    toldBefore(unit, key, now);
    Judged judged = judge(unit, link, attempt, amount, key, now);
    PostingState state = postingState(account, judged);
    // On account there is nothing to apply it to: it is the payer's credit, as it was meant to be.
    boolean apply = judged.apply() && !link.subject().type().isOnAccount();
    insertPosting(unit, key, link.subject(), link.id(), state, apply, amount, now);
    note(unit, link, HistoryEvent.PAID, amount, key, now);
    if (state == PostingState.WITHHELD) {
      note(unit, link, HistoryEvent.POSTING_WITHHELD, amount, key, now);
    }
    tell(unit, link, key, now);
    fulfil(unit, link, now);
    return state == PostingState.PENDING ? Optional.of(key) : Optional.empty();
  }

  /**
   * Money that none of our attempts asked for. It may be another system's on a shared account; a
   * person decides.
   */
  void ofNobody(
      Unit unit, GatewayAccount account, Session session, Settle.Bringer by, Instant now) {
    Optional<Session.Charge> charge =
        session.charge().filter(any -> session.state() == Session.State.PAID);
    if (charge.isEmpty() || session.attemptId().isEmpty()) {
      // A session without our mark belongs to another system that uses the same account.
      return;
    }
    ReceiptKey key = key(account, charge.get());
    if (unit.find(PaymentReceipt.ENTITY, key.fields()).isEmpty()
        && charge.get().amount().isPresent()) {
      insertReceipt(
          unit, key, charge.get(), charge.get().amount().get(), account, by, now, Optional.empty());
      toldBefore(unit, key, now);
    }
    PaymentExceptions.raise(
        unit,
        ExceptionKind.UNKNOWN_PAYMENT,
        account.id() + "\n" + key.externalRef(),
        Optional.empty(),
        ExceptionCause.of(key, session.attemptId()).in(account.organizationPartyId()),
        ExceptionDetail.payment(key.externalRef(), charge.get().amount()),
        now);
  }

  private static void toldBefore(Unit unit, ReceiptKey key, Instant now) {
    unit.find(PaymentReceipt.ENTITY, key.fields())
        .map(PaymentReceipt::of)
        .ifPresent(receipt -> ReversalEvents.toldBefore(unit, receipt, now));
  }

  private record Judged(boolean hold, boolean apply) {}

  /** Compares what was taken with what was asked, and raises what is unusual. */
  private static Judged judge(
      Unit unit,
      PaymentLink link,
      PaymentAttempt attempt,
      Money amount,
      ReceiptKey key,
      Instant now) {
    ExceptionDetail difference = ExceptionDetail.difference(attempt.amount(), amount);
    ExceptionDetail sum = ExceptionDetail.amount(Optional.of(amount));
    if (!amount.currency().equals(attempt.amount().currency())) {
      raise(unit, ExceptionKind.CURRENCY_DIFFERS, key, attempt, difference, now);
      return new Judged(true, false);
    }
    if (!amount.equals(attempt.amount())) {
      raise(unit, ExceptionKind.AMOUNT_DIFFERS, key, attempt, difference, now);
      return new Judged(false, false);
    }
    return switch (link.lifecycle()) {
      case OPEN, EXPIRED -> new Judged(false, true);
      case CANCELLED, SUPERSEDED, DEACTIVATED -> {
        raise(unit, ExceptionKind.CLOSED_LINK_PAID, key, attempt, sum, now);
        yield new Judged(false, true);
      }
      case FULFILLED -> {
        raise(unit, ExceptionKind.OVERPAID, key, attempt, sum, now);
        yield new Judged(false, false);
      }
    };
  }

  private PostingState postingState(GatewayAccount account, Judged judged) {
    if (account.mode() == Mode.TEST && !host.settings().isTestHost()) {
      return PostingState.WITHHELD;
    }
    return judged.hold() ? PostingState.HELD : PostingState.PENDING;
  }

  /** Who paid gets a confirmation and who asked is told, both once per receipt. */
  private void tell(Unit unit, PaymentLink link, ReceiptKey key, Instant now) {
    if (host.settings().sendsConfirmations()) {
      Deliveries.queueConfirmation(unit, link, key, now);
    }
    Deliveries.tellOwner(unit, link, Occasion.PAID, key.about(), Optional.of(key), now);
  }

  private void fulfil(Unit unit, PaymentLink link, Instant now) {
    Money received = Links.facts(unit, link).received();
    if (received.compareTo(link.amount()) >= 0) {
      Closing.close(
          unit,
          link,
          Closing.Reason.of(Lifecycle.FULFILLED, BY_US),
          now,
          () -> host.identifiers().next(Outbox.ENTITY));
    }
  }

  private static void insertReceipt(
      Unit unit,
      ReceiptKey key,
      Session.Charge charge,
      Money amount,
      GatewayAccount account,
      Settle.Bringer by,
      Instant now,
      Optional<PaymentAttempt> attempt) {
    Map<String, Object> row = new HashMap<>(key.fields());
    row.put("paymentLinkId", attempt.map(PaymentAttempt::linkId).orElse(null));
    row.put("paymentAttemptId", attempt.map(PaymentAttempt::id).orElse(null));
    row.put("chargeRef", charge.chargeRef().orElse(null));
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("occurredAt", charge.occurredAt());
    row.put("recordedAt", now);
    row.put("broughtBy", by.name());
    row.put("testMode", account.mode() == Mode.TEST ? "Y" : "N");
    unit.insert(PaymentReceipt.ENTITY, row);
  }

  private void insertPosting(
      Unit unit,
      ReceiptKey key,
      Subject subject,
      String linkId,
      PostingState state,
      boolean apply,
      Money amount,
      Instant now) {
    Map<String, Object> row = new HashMap<>(key.fields());
    row.putAll(subject.fields());
    row.put("paymentLinkId", linkId);
    row.put("state", state.name());
    row.put("paymentId", host.ledger().reservePaymentId());
    row.put("applyToSubject", apply ? "Y" : "N");
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("tries", 0L);
    row.put("dueAt", now);
    unit.insert(PaymentPosting.ENTITY, row);
  }

  private static void note(
      Unit unit, PaymentLink link, HistoryEvent event, Money amount, ReceiptKey key, Instant now) {
    History.add(
        unit,
        link.id(),
        event,
        "<gateway>",
        now,
        Map.of("amount", amount.toString(), "reference", key.externalRef()));
  }

  private static void raise(
      Unit unit,
      ExceptionKind kind,
      ReceiptKey key,
      PaymentAttempt attempt,
      ExceptionDetail detail,
      Instant now) {
    PaymentExceptions.raise(
        unit,
        kind,
        key.about(),
        Optional.of(attempt.linkId()),
        ExceptionCause.of(key, Optional.of(attempt.id())),
        detail,
        now);
  }

  private static ReceiptKey key(GatewayAccount account, Session.Charge charge) {
    return new ReceiptKey(account.id(), charge.externalRef(), ReceiptType.CHARGE);
  }
}
