package org.paylink.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Circle;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second unit of a settlement: a recorded receipt goes into the host's ledger, under the
 * payment id reserved for it. When the ledger refuses, the money stays known, the failure is
 * recorded in a unit of its own, an exception is open, and it is tried again.
 */
public final class PostReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(PostReceipts.class);

  private final Host host;
  private final PostCharge charge;
  private final PostReversal reversal;
  private final PostGoneBack goneBack;
  private final PostingFailures failures;

  /** For a host. */
  public PostReceipts(Host host) {
    this.host = host;
    this.charge = new PostCharge(host);
    this.reversal = new PostReversal(host);
    this.goneBack = new PostGoneBack(host);
    this.failures = new PostingFailures(host);
  }

  /** Carries the ledger's refusal out of the unit, so that the unit is rolled back. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(Ledger.LedgerException cause) {
      super(cause);
    }
  }

  /** Posts a receipt that waits; nothing happens when it doesn't wait any more. Never throws. */
  public void post(ReceiptKey key) {
    try {
      Optional<GatewayAccount> account =
          key.type().isByHand() ? Optional.empty() : host.accounts().find(key.gatewayAccountId());
      host.records().run(unit -> inUnit(unit, key, account));
    } catch (Exception e) {
      LOG.warn("receipt {} could not be posted: {}", key.externalRef(), e.toString());
      failures.record(key, e);
    }
  }

  /** Posts what is due, the oldest first. */
  public void postDue(int most) {
    Instant now = host.clock().instant();
    List<Row> due =
        host.records()
            .unit(
                unit ->
                    unit.list(
                        Query.from(PaymentPosting.ENTITY)
                            .equal("state", PostingState.PENDING.name())
                            .atMost("dueAt", now)
                            .orderBy("dueAt")
                            .limit(most)));
    due.stream().map(ReceiptKey::of).forEach(this::post);
  }

  private void inUnit(Unit unit, ReceiptKey key, Optional<GatewayAccount> account) {
    Optional<PaymentPosting> before = Postings.waiting(unit, key);
    if (before.isEmpty()) {
      return;
    }
    lock(unit, before.get());
    PaymentLink link = Links.lock(unit, before.get().linkId());
    Optional<PaymentPosting> posting = Postings.waiting(unit, key);
    if (posting.isEmpty()) {
      return;
    }
    Instant now = host.clock().instant();
    try {
      if (key.type() == ReceiptType.MANUAL_UNDONE) {
        reversal.inUnit(unit, posting.get(), link, now);
      } else if (key.type().isOfReversal()) {
        goneBack.inUnit(unit, posting.get(), link, account, now);
      } else {
        charge.inUnit(unit, posting.get(), link, account, now);
      }
    } catch (Ledger.LedgerException e) {
      throw new Refused(e);
    }
    Links.refresh(unit, link.id());
  }

  private void lock(Unit unit, PaymentPosting posting) {
    ReceiptType type = posting.key().type();
    if (type == ReceiptType.MANUAL_UNDONE || type.isOfReversal()) {
      // Something may open again, which depends on all documents that the same money would pay.
      Circle.lock(unit, host.ledger(), posting.subject());
    } else {
      Links.lockSubject(unit, posting.subject());
      host.ledger().lock(unit, posting.subject());
    }
  }
}
