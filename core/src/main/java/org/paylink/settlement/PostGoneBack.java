package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * Brings money that went back into the ledger, and what a gateway kept for a dispute. Runs with
 * subject, document and link locked.
 */
final class PostGoneBack {
  private static final String BY_US = "<paylink>";
  private static final Duration UNTIL_CHARGE_IS_POSTED = Duration.ofMinutes(1);

  private final Host host;

  PostGoneBack(Host host) {
    this.host = host;
  }

  /**
   * Posts it, or puts it off while its charge isn't in the ledger: what never came in can't go out.
   *
   * @throws Ledger.LedgerException when the ledger refuses
   */
  void inUnit(
      Unit unit,
      PaymentPosting posting,
      PaymentLink link,
      Optional<GatewayAccount> account,
      Instant now)
      throws Ledger.LedgerException {
    PaymentReceipt receipt =
        unit.find(PaymentReceipt.ENTITY, posting.key().fields())
            .map(PaymentReceipt::of)
            .orElseThrow();
    switch (posting.key().type()) {
      case REFUND, DISPUTE -> payBack(unit, posting, receipt, link, account, now);
      case REFUND_FAILED, DISPUTE_REVERSED -> takeBack(unit, posting, link, now);
      case DISPUTE_FEE, DISPUTE_FEE_RETURNED -> fee(unit, posting, receipt, link, account, now);
      case CHARGE, MANUAL, MANUAL_UNDONE ->
          throw new IllegalArgumentException(posting.key().type() + " didn't go back");
    }
    resolveFailure(unit, posting, link, now);
  }

  private void payBack(
      Unit unit,
      PaymentPosting posting,
      PaymentReceipt receipt,
      PaymentLink link,
      Optional<GatewayAccount> account,
      Instant now)
      throws Ledger.LedgerException {
    PaymentPosting charge = charge(unit, receipt);
    if (charge.state() != PostingState.POSTED) {
      unit.update(
          PaymentPosting.ENTITY,
          posting.key().fields(),
          Map.of("dueAt", now.plus(UNTIL_CHARGE_IS_POSTED)));
      return;
    }
    Ledger.PaidBack paidBack =
        host.ledger()
            .payBack(
                unit,
                new Ledger.PayBackRequest(
                    posting.paymentId(),
                    charge.paymentId(),
                    posting.subject(),
                    posting.key().type() == ReceiptType.DISPUTE
                        ? Ledger.Way.DISPUTE
                        : Ledger.Way.REFUND,
                    posting.treatment().map(Ledger.Treatment::valueOf).orElseThrow(),
                    posting.amount(),
                    notAfter(now, receipt.occurredAt()),
                    receipt.key().externalRef(),
                    receipt.key().gatewayAccountId(),
                    account.flatMap(GatewayAccount::paymentMethodId),
                    link.id()));
    Map<String, Object> more = new HashMap<>();
    more.put("creditNoteId", paidBack.creditNote().orElse(null));
    Postings.storePosted(unit, posting, more, now);
    Map<String, String> facts = new HashMap<>();
    facts.put("amount", posting.amount().toString());
    facts.put("paymentId", paidBack.paymentId());
    paidBack.creditNote().ifPresent(id -> facts.put("creditNote", id));
    if (!paidBack.reopened().isEmpty()) {
      facts.put("reopened", String.join(", ", paidBack.reopened()));
    }
    note(unit, link, HistoryEvent.PAID_BACK_POSTED, facts, now);
  }

  private void takeBack(Unit unit, PaymentPosting posting, PaymentLink link, Instant now)
      throws Ledger.LedgerException {
    host.ledger().reverse(unit, posting.subject(), posting.paymentId());
    Postings.storePosted(unit, posting, Map.of(), now);
    note(
        unit,
        link,
        HistoryEvent.POSTING_REVERSED,
        Map.of("amount", posting.amount().toString(), "paymentId", posting.paymentId()),
        now);
  }

  private void fee(
      Unit unit,
      PaymentPosting posting,
      PaymentReceipt receipt,
      PaymentLink link,
      Optional<GatewayAccount> account,
      Instant now)
      throws Ledger.LedgerException {
    Money nothing = Money.zero(posting.amount().currency());
    boolean kept = posting.key().type() == ReceiptType.DISPUTE_FEE;
    host.ledger()
        .postFee(
            unit,
            new Ledger.FeeRequest(
                posting.paymentId(),
                posting.subject().organizationPartyId(),
                kept ? posting.amount() : nothing.minus(posting.amount()),
                notAfter(now, receipt.occurredAt()),
                receipt.key().externalRef(),
                receipt.key().gatewayAccountId(),
                account.flatMap(GatewayAccount::paymentMethodId),
                link.id()));
    Postings.storePosted(unit, posting, Map.of(), now);
    note(
        unit,
        link,
        HistoryEvent.FEE_POSTED,
        Map.of("amount", posting.amount().toString(), "paymentId", posting.paymentId()),
        now);
  }

  private static PaymentPosting charge(Unit unit, PaymentReceipt receipt) {
    ReceiptKey key =
        new ReceiptKey(
            receipt.key().gatewayAccountId(),
            receipt.originalRef().orElseThrow(),
            ReceiptType.CHARGE);
    return Postings.read(unit, key).orElseThrow();
  }

  private static Instant notAfter(Instant now, Instant occurredAt) {
    return occurredAt.isAfter(now) ? now : occurredAt;
  }

  private static void resolveFailure(
      Unit unit, PaymentPosting posting, PaymentLink link, Instant now) {
    boolean posted =
        Postings.read(unit, posting.key())
            .filter(each -> each.state() == PostingState.POSTED)
            .isPresent();
    if (posted) {
      PaymentExceptions.resolve(
          unit,
          ExceptionKind.POSTING_FAILED,
          posting.key().about(),
          Optional.of(link.id()),
          BY_US,
          "Posted under " + posting.paymentId(),
          now);
    }
  }

  private static void note(
      Unit unit, PaymentLink link, HistoryEvent event, Map<String, String> facts, Instant now) {
    History.add(unit, link.id(), event, BY_US, now, facts);
  }
}
