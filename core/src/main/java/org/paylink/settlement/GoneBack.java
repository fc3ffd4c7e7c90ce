package org.paylink.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
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
 * One recording of what went back of a charge: inserts receipts with their waiting postings. The
 * subject and the link are locked.
 */
final class GoneBack {
  private static final String BY_US = "<paylink>";

  private final Unit unit;
  private final PaymentReceipt charge;
  private final PaymentLink link;
  private final Settle.Bringer by;
  private final Instant now;
  private final List<ReceiptKey> waiting = new ArrayList<>();

  GoneBack(Unit unit, PaymentReceipt charge, PaymentLink link, Settle.Bringer by, Instant now) {
    this.unit = unit;
    this.charge = charge;
    this.link = link;
    this.by = by;
    this.now = now;
  }

  Unit unit() {
    return unit;
  }

  PaymentReceipt charge() {
    return charge;
  }

  PaymentLink link() {
    return link;
  }

  Instant now() {
    return now;
  }

  /** What was recorded and waits for its posting. */
  List<ReceiptKey> waiting() {
    return List.copyOf(waiting);
  }

  /** The key of a movement of this charge's account. */
  ReceiptKey key(String externalRef, ReceiptType type) {
    return new ReceiptKey(charge.key().gatewayAccountId(), externalRef, type);
  }

  boolean isRecorded(ReceiptKey key) {
    return unit.find(PaymentReceipt.ENTITY, key.fields()).isPresent();
  }

  /**
   * Records a movement.
   *
   * @param paymentId the host payment that it makes, or that it takes back
   * @param treatment what becomes of the document, of money that goes back
   */
  void insert(
      ReceiptKey key,
      Money amount,
      Instant occurredAt,
      String paymentId,
      Optional<Treatment> treatment,
      PostingState state) {
    Map<String, Object> receipt = new HashMap<>(key.fields());
    receipt.put("paymentLinkId", link.id());
    receipt.put("paymentAttemptId", charge.attemptId().orElse(null));
    receipt.put("originalRef", charge.key().externalRef());
    receipt.put("amount", amount.major());
    receipt.put("currencyUomId", amount.currency());
    receipt.put("occurredAt", occurredAt);
    receipt.put("recordedAt", now);
    receipt.put("broughtBy", by.name());
    receipt.put("testMode", link.testMode() ? "Y" : "N");
    unit.insert(PaymentReceipt.ENTITY, receipt);
    Map<String, Object> posting = new HashMap<>(key.fields());
    posting.putAll(link.subject().fields());
    posting.put("paymentLinkId", link.id());
    posting.put("state", state.name());
    posting.put("paymentId", paymentId);
    posting.put("applyToSubject", "N");
    posting.put("amount", amount.major());
    posting.put("currencyUomId", amount.currency());
    posting.put("treatment", treatment.map(Treatment::name).orElse(null));
    posting.put("tries", 0L);
    posting.put("dueAt", state == PostingState.PENDING ? now : null);
    unit.insert(PaymentPosting.ENTITY, posting);
    if (state == PostingState.PENDING) {
      waiting.add(key);
    }
  }

  /**
   * Where the posting of something that follows another receipt starts: with it, unless that will
   * never be in the ledger.
   */
  PostingState follows(ReceiptKey followed) {
    return switch (posting(followed).map(PaymentPosting::state).orElse(PostingState.HELD)) {
      case PENDING, POSTED -> PostingState.PENDING;
      case HELD -> PostingState.HELD;
      case WITHHELD -> PostingState.WITHHELD;
      case NOT_NEEDED -> PostingState.NOT_NEEDED;
    };
  }

  Optional<PaymentPosting> posting(ReceiptKey key) {
    return unit.find(PaymentPosting.ENTITY, key.fields()).flatMap(PaymentPosting::of);
  }

  /**
   * How the undoing of a posting is to be posted. One that isn't in the ledger yet must not get
   * there any more, and nothing is to be undone then.
   */
  PostingState undoing(PaymentPosting posting) {
    return switch (posting.state()) {
      case POSTED -> PostingState.PENDING;
      case WITHHELD -> PostingState.WITHHELD;
      case HELD, NOT_NEEDED -> PostingState.NOT_NEEDED;
      case PENDING -> {
        Map<String, Object> changes = new HashMap<>();
        changes.put("state", PostingState.NOT_NEEDED.name());
        changes.put("dueAt", null);
        unit.update(PaymentPosting.ENTITY, posting.key().fields(), changes);
        waiting.remove(posting.key());
        resolve(ExceptionKind.POSTING_FAILED, posting.key(), "It came back before it was posted.");
        yield PostingState.NOT_NEEDED;
      }
    };
  }

  void note(HistoryEvent event, Map<String, String> details) {
    History.add(unit, link.id(), event, "<gateway>", now, details);
  }

  /**
   * Raises an exception of this charge.
   *
   * @param about the movement it is about; of a dispute, the charge with the dispute's reference
   */
  void raise(ExceptionKind kind, ReceiptKey about, ExceptionDetail detail) {
    PaymentExceptions.raise(
        unit,
        kind,
        about.about(),
        Optional.of(link.id()),
        ExceptionCause.of(about, charge.attemptId()).in(link.subject().organizationPartyId()),
        detail,
        now);
  }

  void resolve(ExceptionKind kind, ReceiptKey about, String words) {
    PaymentExceptions.resolve(unit, kind, about.about(), Optional.of(link.id()), BY_US, words, now);
  }
}
