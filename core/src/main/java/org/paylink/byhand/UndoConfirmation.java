package org.paylink.byhand;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Circle;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.Amounts;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Texts;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.Reopening;

/**
 * Takes a confirmation by hand back: one unit records that it was undone, another reverses it in
 * the ledger and opens the link again if nothing else keeps it closed. Both stay in the history.
 */
public final class UndoConfirmation {
  private static final int LONGEST_REASON = 250;

  private final Host host;
  private final PostReceipts postReceipts;

  /** For a host. */
  public UndoConfirmation(Host host, PostReceipts postReceipts) {
    this.host = host;
    this.postReceipts = postReceipts;
  }

  /**
   * Undoes a confirmation.
   *
   * @param confirmationId as {@link Confirmed} names it
   * @param reason why, in the person's words
   * @throws PaylinkException PERMISSION_MISSING, UNDO_REASON_MISSING, CONFIRMATION_UNKNOWN,
   *     CONFIRMATION_UNDONE_BEFORE, CONFIRMATION_REFUNDED, CONFIRMATION_FIXED; nothing changes then
   */
  public Undone undo(String confirmationId, String reason, Actor actor) {
    actor.require(Permission.CONFIRM);
    if (reason.isBlank()) {
      throw new PaylinkException(Problem.UNDO_REASON_MISSING).at("reason");
    }
    String why = Texts.shortened(reason.strip(), LONGEST_REASON);
    Instant now = host.clock().instant();
    PaymentReceipt receipt = host.records().unit(unit -> require(unit, confirmationId));
    host.records().run(unit -> inUnit(unit, receipt, why, actor, now));
    ReceiptKey undone = undone(receipt);
    postReceipts.post(undone);
    return host.records().unit(unit -> answer(unit, receipt, undone));
  }

  private static PaymentReceipt require(Unit unit, String confirmationId) {
    return unit.find(
            PaymentReceipt.ENTITY,
            new ReceiptKey(PaymentReceipt.BY_HAND, confirmationId, ReceiptType.MANUAL).fields())
        .map(PaymentReceipt::of)
        .orElseThrow(
            () ->
                new PaylinkException(
                    Problem.CONFIRMATION_UNKNOWN,
                    Map.of("confirmation", Amounts.shortened(confirmationId))));
  }

  private void inUnit(Unit unit, PaymentReceipt receipt, String why, Actor actor, Instant now) {
    PaymentLink found = Links.require(unit, receipt.linkId().orElseThrow());
    Circle.lock(unit, host.ledger(), found.subject());
    PaymentLink link = Links.lock(unit, found.id());
    ReceiptKey key = undone(receipt);
    if (unit.find(PaymentReceipt.ENTITY, key.fields()).isPresent()) {
      throw refusal(Problem.CONFIRMATION_UNDONE_BEFORE, receipt);
    }
    PaymentPosting posting =
        unit.find(PaymentPosting.ENTITY, receipt.key().fields())
            .flatMap(PaymentPosting::of)
            .orElseThrow();
    PostingState state = reversal(unit, posting, receipt);
    insertReceipt(unit, receipt, key, actor, now);
    insertPosting(unit, posting, key, state, now);
    History.add(
        unit,
        link.id(),
        HistoryEvent.CONFIRMATION_UNDONE,
        actor.userLoginId(),
        now,
        Map.of("amount", receipt.amount().toString()),
        Map.of("reference", reference(receipt), "reason", why));
    if (state != PostingState.PENDING) {
      forget(unit, link, posting, actor, now);
      Reopening.afterUndo(unit, host, link, now);
    }
    Links.refresh(unit, link.id());
  }

  /** How the undoing is to be posted, which depends on how far the confirmation got. */
  private PostingState reversal(Unit unit, PaymentPosting posting, PaymentReceipt receipt) {
    return switch (posting.state()) {
      case PENDING, NOT_NEEDED, HELD -> PostingState.NOT_NEEDED;
      case WITHHELD -> PostingState.WITHHELD;
      case POSTED ->
          switch (host.ledger().reversible(unit, posting.paymentId())) {
            case YES, ALREADY -> PostingState.PENDING;
            case REFUNDED -> throw refusal(Problem.CONFIRMATION_REFUNDED, receipt);
            case FIXED -> throw refusal(Problem.CONFIRMATION_FIXED, receipt);
          };
    };
  }

  /** A confirmation that isn't in the ledger yet must not get there any more. */
  private static void forget(
      Unit unit, PaymentLink link, PaymentPosting posting, Actor actor, Instant now) {
    if (posting.state() != PostingState.PENDING) {
      return;
    }
    Map<String, Object> expected = new HashMap<>(posting.key().fields());
    expected.put("state", PostingState.PENDING.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", PostingState.NOT_NEEDED.name());
    changes.put("dueAt", null);
    if (unit.update(PaymentPosting.ENTITY, expected, changes) != 1) {
      throw new IllegalStateException("posting changed without its subject's lock");
    }
    PaymentExceptions.resolve(
        unit,
        ExceptionKind.POSTING_FAILED,
        posting.key().about(),
        Optional.of(link.id()),
        actor.userLoginId(),
        "Undone before it was posted",
        now);
  }

  private static void insertReceipt(
      Unit unit, PaymentReceipt receipt, ReceiptKey key, Actor actor, Instant now) {
    Map<String, Object> row =
        new HashMap<>(
            unit.find(PaymentReceipt.ENTITY, receipt.key().fields()).orElseThrow().fields());
    row.putAll(key.fields());
    row.put("occurredAt", now);
    row.put("recordedAt", now);
    row.put("recordedByUserLogin", actor.userLoginId());
    unit.insert(PaymentReceipt.ENTITY, row);
  }

  private static void insertPosting(
      Unit unit, PaymentPosting posting, ReceiptKey key, PostingState state, Instant now) {
    Map<String, Object> row = new HashMap<>(key.fields());
    row.putAll(posting.subject().fields());
    row.put("paymentLinkId", posting.linkId());
    row.put("state", state.name());
    row.put("paymentId", posting.paymentId());
    row.put("applyToSubject", "N");
    row.put("amount", posting.amount().major());
    row.put("currencyUomId", posting.amount().currency());
    row.put("tries", 0L);
    row.put("dueAt", now);
    unit.insert(PaymentPosting.ENTITY, row);
  }

  private static Undone answer(Unit unit, PaymentReceipt receipt, ReceiptKey undone) {
    Lifecycle lifecycle =
        Links.find(unit, receipt.linkId().orElseThrow()).orElseThrow().lifecycle();
    boolean posted =
        unit.find(PaymentPosting.ENTITY, undone.fields())
            .flatMap(PaymentPosting::of)
            .filter(posting -> posting.state() != PostingState.PENDING)
            .isPresent();
    boolean closed = posted && !lifecycle.isOpen();
    return new Undone(
        receipt.amount(), lifecycle, posted, closed ? Optional.of(lifecycle) : Optional.empty());
  }

  private static ReceiptKey undone(PaymentReceipt receipt) {
    return new ReceiptKey(
        PaymentReceipt.BY_HAND, receipt.key().externalRef(), ReceiptType.MANUAL_UNDONE);
  }

  private static PaylinkException refusal(Problem problem, PaymentReceipt receipt) {
    return new PaylinkException(
        problem, Map.of("amount", receipt.amount().toString(), "reference", reference(receipt)));
  }

  private static String reference(PaymentReceipt receipt) {
    return receipt.reference().orElse("");
  }
}
