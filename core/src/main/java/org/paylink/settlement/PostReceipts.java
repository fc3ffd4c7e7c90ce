package org.paylink.settlement;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.money.Money;
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
  private final PostReversal reversal;
  private final PostingFailures failures;

  /** For a host. */
  public PostReceipts(Host host) {
    this.host = host;
    this.reversal = new PostReversal(host);
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
    Optional<PaymentPosting> before = read(unit, key);
    if (before.isEmpty() || before.get().state() != PostingState.PENDING) {
      return;
    }
    if (key.type() == ReceiptType.MANUAL_UNDONE) {
      // The link may open again, which depends on all documents that the same money would pay.
      Circle.lock(unit, host.ledger(), before.get().subject());
    } else {
      Links.lockSubject(unit, before.get().subject());
      host.ledger().lock(unit, before.get().subject());
    }
    PaymentLink link = Links.lock(unit, before.get().linkId());
    PaymentPosting posting = read(unit, key).orElseThrow();
    if (posting.state() != PostingState.PENDING) {
      return;
    }
    Instant now = host.clock().instant();
    if (key.type() == ReceiptType.MANUAL_UNDONE) {
      reverse(unit, posting, link, now);
      return;
    }
    Optional<Document> document = host.ledger().document(unit, posting.subject());
    boolean approves = approves(document);
    Ledger.Posted posted =
        post(unit, posting, takesMoney(posting, document), approves, link, account);
    storePosted(unit, posting, posted, now);
    History.add(
        unit,
        link.id(),
        HistoryEvent.POSTED,
        "<paylink>",
        now,
        Map.of(
            "amount", posted.amount().toString(),
            "paymentId", posted.paymentId(),
            "appliedTo", String.join(", ", posted.appliedTo())));
    PaymentExceptions.resolve(
        unit,
        ExceptionKind.POSTING_FAILED,
        key.about(),
        Optional.of(link.id()),
        "<paylink>",
        "Posted as payment " + posted.paymentId(),
        now);
    raiseRest(unit, posting, posted, now);
    if (!approves && host.ledger().awaitsApproval(unit, posting.subject())) {
      raiseNotApproved(unit, posting, document.orElseThrow(), now);
    }
    Links.refresh(unit, link.id());
  }

  private void reverse(Unit unit, PaymentPosting posting, PaymentLink link, Instant now) {
    try {
      reversal.inUnit(unit, posting, link, now);
      Links.refresh(unit, link.id());
    } catch (Ledger.LedgerException e) {
      throw new Refused(e);
    }
  }

  /**
   * A document that was withdrawn meanwhile takes no money; then it becomes the payer's credit, and
   * is raised.
   */
  private static boolean takesMoney(PaymentPosting posting, Optional<Document> document) {
    return posting.apply()
        && document.filter(found -> found.state() != Document.State.NOT_PAYABLE).isPresent();
  }

  /** An order over the policy's limit is paid all the same, and a person approves it. */
  private boolean approves(Optional<Document> document) {
    return document
        .flatMap(Document::total)
        .map(total -> host.settings().policy().approves(total))
        .orElse(false);
  }

  private static void raiseNotApproved(
      Unit unit, PaymentPosting posting, Document document, Instant now) {
    PaymentExceptions.raise(
        unit,
        ExceptionKind.ORDER_NOT_APPROVED,
        posting.subject().id(),
        Optional.of(posting.linkId()),
        ExceptionCause.of(posting.key(), Optional.empty()),
        ExceptionDetail.amount(document.total()),
        now);
  }

  private Ledger.Posted post(
      Unit unit,
      PaymentPosting posting,
      boolean apply,
      boolean approves,
      PaymentLink link,
      Optional<GatewayAccount> account) {
    PaymentReceipt receipt =
        unit.find(PaymentReceipt.ENTITY, posting.key().fields())
            .map(PaymentReceipt::of)
            .orElseThrow();
    try {
      return host.ledger()
          .post(
              unit,
              new Ledger.PostingRequest(
                  posting.paymentId(),
                  posting.subject(),
                  apply,
                  posting.amount(),
                  notInTheFuture(receipt.occurredAt()),
                  receipt.reference().orElse(receipt.key().externalRef()),
                  receipt.key().gatewayAccountId(),
                  account.flatMap(GatewayAccount::paymentMethodId),
                  link.id(),
                  receipt.attemptId(),
                  approves,
                  receipt.method()));
    } catch (Ledger.LedgerException e) {
      throw new Refused(e);
    }
  }

  /** The gateway's clock may be ahead of ours, and ledgers refuse what is still to happen. */
  private Instant notInTheFuture(Instant occurredAt) {
    Instant now = host.clock().instant();
    return occurredAt.isAfter(now) ? now : occurredAt;
  }

  private static void storePosted(
      Unit unit, PaymentPosting posting, Ledger.Posted posted, Instant now) {
    Map<String, Object> expected = new HashMap<>(posting.key().fields());
    expected.put("state", PostingState.PENDING.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", PostingState.POSTED.name());
    changes.put("amountApplied", posted.applied().major());
    changes.put("postedAt", now);
    changes.put("dueAt", null);
    changes.put("lastError", null);
    if (unit.update(PaymentPosting.ENTITY, expected, changes) != 1) {
      throw new IllegalStateException("posting changed without its subject's lock");
    }
  }

  /**
   * What could not be applied because the document was open for less is the payer's credit, and a
   * person is told.
   */
  private static void raiseRest(
      Unit unit, PaymentPosting posting, Ledger.Posted posted, Instant now) {
    Money rest = posted.amount().minus(posted.applied());
    if (posting.apply() && rest.isPositive()) {
      PaymentExceptions.raise(
          unit,
          ExceptionKind.OVERPAID,
          posting.key().about(),
          Optional.of(posting.linkId()),
          ExceptionCause.of(posting.key(), Optional.empty()),
          ExceptionDetail.amount(Optional.of(rest)),
          now);
    }
  }

  static Optional<PaymentPosting> read(Unit unit, ReceiptKey key) {
    return unit.find(PaymentPosting.ENTITY, key.fields()).flatMap(PaymentPosting::of);
  }
}
