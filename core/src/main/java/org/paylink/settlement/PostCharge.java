package org.paylink.settlement;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * Puts a charge that is recorded into the host's ledger, and raises what is unusual about it then.
 */
final class PostCharge {
  private static final String BY_US = "<paylink>";

  private final Host host;

  PostCharge(Host host) {
    this.host = host;
  }

  void inUnit(
      Unit unit,
      PaymentPosting posting,
      PaymentLink link,
      Optional<GatewayAccount> account,
      Instant now)
      throws Ledger.LedgerException {
    Optional<Document> document = host.ledger().document(unit, posting.subject());
    boolean approves = approves(document);
    Ledger.Posted posted =
        post(unit, posting, takesMoney(posting, document), approves, link, account);
    Postings.storePosted(unit, posting, Map.of("amountApplied", posted.applied().major()), now);
    note(unit, posting, posted, now);
    raiseRest(unit, posting, posted, now);
    if (!approves && host.ledger().awaitsApproval(unit, posting.subject())) {
      raiseNotApproved(unit, posting, document.orElseThrow(), now);
    }
  }

  private static void note(Unit unit, PaymentPosting posting, Ledger.Posted posted, Instant now) {
    History.add(
        unit,
        posting.linkId(),
        HistoryEvent.POSTED,
        BY_US,
        now,
        Map.of(
            "amount", posted.amount().toString(),
            "paymentId", posted.paymentId(),
            "appliedTo", String.join(", ", posted.appliedTo())));
    PaymentExceptions.resolve(
        unit,
        ExceptionKind.POSTING_FAILED,
        posting.key().about(),
        Optional.of(posting.linkId()),
        BY_US,
        "Posted as payment " + posted.paymentId(),
        now);
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

  private Ledger.Posted post(
      Unit unit,
      PaymentPosting posting,
      boolean apply,
      boolean approves,
      PaymentLink link,
      Optional<GatewayAccount> account)
      throws Ledger.LedgerException {
    PaymentReceipt receipt =
        unit.find(PaymentReceipt.ENTITY, posting.key().fields())
            .map(PaymentReceipt::of)
            .orElseThrow();
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
  }

  /** The gateway's clock may be ahead of ours, and ledgers refuse what is still to happen. */
  private Instant notInTheFuture(Instant occurredAt) {
    Instant now = host.clock().instant();
    return occurredAt.isAfter(now) ? now : occurredAt;
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
}
