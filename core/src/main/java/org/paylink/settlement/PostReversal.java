package org.paylink.settlement;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.records.Unit;

/**
 * Brings the undoing of a confirmation into the ledger: the confirmation's payment is reversed, and
 * the link opens again if nothing else keeps it closed. Runs with subject, document and link
 * locked.
 */
final class PostReversal {
  private static final String BY_US = "<paylink>";

  private final Host host;

  PostReversal(Host host) {
    this.host = host;
  }

  void inUnit(Unit unit, PaymentPosting posting, PaymentLink link, Instant now)
      throws Ledger.LedgerException {
    host.ledger().reverse(unit, posting.subject(), posting.paymentId());
    Postings.storePosted(unit, posting, Map.of(), now);
    History.add(
        unit,
        link.id(),
        HistoryEvent.POSTING_REVERSED,
        BY_US,
        now,
        Map.of("amount", posting.amount().toString(), "paymentId", posting.paymentId()));
    resolve(unit, ExceptionKind.POSTING_FAILED, posting.key(), link, now);
    ReceiptKey confirmed =
        new ReceiptKey(
            posting.key().gatewayAccountId(), posting.key().externalRef(), ReceiptType.MANUAL);
    resolve(unit, ExceptionKind.OVERPAID, confirmed, link, now);
    Reopening.afterUndo(unit, host, link, now);
  }

  private static void resolve(
      Unit unit, ExceptionKind kind, ReceiptKey key, PaymentLink link, Instant now) {
    PaymentExceptions.resolve(
        unit, kind, key.about(), Optional.of(link.id()), BY_US, "Reversed in the ledger", now);
  }
}
