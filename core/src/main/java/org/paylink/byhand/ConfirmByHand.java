package org.paylink.byhand;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Closing;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.StatusRule;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.Settle;

/**
 * Confirms that a link was paid another way: in cash, by transfer, by cheque. What a person states
 * is a receipt of the pseudo-account {@link PaymentReceipt#BY_HAND}, recorded in one unit and
 * posted in another, as a gateway's money is.
 */
public final class ConfirmByHand {
  private final Host host;
  private final Settle settle;
  private final PostReceipts postReceipts;

  /** For a host. */
  public ConfirmByHand(Host host, Settle settle, PostReceipts postReceipts) {
    this.host = host;
    this.settle = settle;
    this.postReceipts = postReceipts;
  }

  /**
   * Confirms a payment. Repeating it with the same request key answers the same.
   *
   * @param zone the person's, in which the date is meant
   * @throws PaylinkException of kind USER, with the field it is about; nothing is recorded then
   */
  public Confirmed confirm(HandPayment payment, Actor actor, ZoneId zone) {
    actor.require(Permission.CONFIRM);
    PaymentLink link = host.records().unit(unit -> Links.require(unit, payment.linkId()));
    Instant now = host.clock().instant();
    ReadPayment read = ReadPayment.of(payment, link, zone, now);
    Optional<Confirmed> before = host.records().unit(unit -> sameStatement(unit, link, read, zone));
    if (before.isPresent()) {
      return before.get();
    }
    if (payment.closeCheckout()) {
      // What will be refused must not have closed the customer's checkout before.
      host.records()
          .run(
              unit ->
                  asked(unit, Circle.lock(unit, host.ledger(), link.subject()), link, read, now));
      closeCheckouts(link);
    }
    Confirmed confirmed = host.records().unit(unit -> inUnit(unit, link, read, actor, zone, now));
    postReceipts.post(read.key());
    return confirmed;
  }

  /** What is open on the link: what it still asks, as far as its document is open for it. */
  public static Money open(Unit unit, Host host, Circle circle, PaymentLink link) {
    Money due = Links.facts(unit, link).due();
    Optional<Document> document = host.ledger().document(unit, link.subject());
    if (document.isEmpty() || document.get().state() == Document.State.NOT_PAYABLE) {
      return Money.zero(due.currency());
    }
    return document
        .get()
        .open()
        .map(open -> open.currency().equals(due.currency()) ? open : Money.zero(due.currency()))
        .map(open -> open.minus(circle.unposted(unit, due.currency())))
        .map(open -> open.isPositive() ? due.min(open) : Money.zero(due.currency()))
        .orElse(due);
  }

  private Confirmed inUnit(
      Unit unit, PaymentLink found, ReadPayment read, Actor actor, ZoneId zone, Instant now) {
    Circle circle = Circle.lock(unit, host.ledger(), found.subject());
    PaymentLink link = Links.lock(unit, found.id());
    Optional<Confirmed> before = sameStatement(unit, link, read, zone);
    if (before.isPresent()) {
      return before.get();
    }
    Money amount = allowed(unit, circle, link, read, now);
    insertReceipt(unit, link, read, amount, actor, now);
    insertPosting(unit, link, read, amount, now);
    note(unit, link, read, amount, actor, now);
    fulfil(unit, link, actor, now);
    Links.refresh(unit, link.id());
    return confirmed(link, read, amount, true);
  }

  private static Optional<Confirmed> sameStatement(
      Unit unit, PaymentLink link, ReadPayment read, ZoneId zone) {
    Optional<PaymentReceipt> stored =
        unit.find(PaymentReceipt.ENTITY, read.key().fields()).map(PaymentReceipt::of);
    if (stored.isPresent() && !read.isSameAs(stored.get(), zone)) {
      throw new PaylinkException(Problem.REQUEST_KEY_REUSED, Map.of("linkId", link.id()));
    }
    return stored.map(receipt -> confirmed(link, read, receipt.amount(), false));
  }

  /** What is to be confirmed, if the link still asks for as much. */
  private Money asked(Unit unit, Circle circle, PaymentLink found, ReadPayment read, Instant now) {
    PaymentLink link = Links.lock(unit, found.id());
    if (!link.isOpenAt(now)) {
      Lifecycle state = link.lifecycle().isOpen() ? Lifecycle.EXPIRED : link.lifecycle();
      throw new PaylinkException(
          Problem.LINK_ALREADY_CLOSED, Map.of("linkId", link.id(), "state", state.name()));
    }
    Money open = open(unit, host, circle, link);
    Money amount = read.amount().orElse(open);
    if (!amount.isPositive() || amount.compareTo(open) > 0) {
      throw new PaylinkException(
              Problem.HAND_AMOUNT_OVER_OPEN,
              Map.of("amount", amount.toString(), "open", open.toString()))
          .at("amount");
    }
    return amount;
  }

  private Money allowed(Unit unit, Circle circle, PaymentLink link, ReadPayment read, Instant now) {
    Money amount = asked(unit, circle, link, read, now);
    List<PaymentAttempt> live = circle.liveAttempts(unit);
    if (live.stream().anyMatch(attempt -> attempt.linkId().equals(link.id()))) {
      throw inProgress(link);
    }
    Money busy =
        live.stream()
            .map(PaymentAttempt::amount)
            .filter(each -> each.currency().equals(amount.currency()))
            .reduce(Money.zero(amount.currency()), Money::plus);
    Optional<Money> left = documentOpen(unit, circle, link);
    if (left.filter(rest -> amount.plus(busy).compareTo(rest) > 0).isPresent()) {
      throw inProgress(link);
    }
    return amount;
  }

  /** Absent when nothing is owed that could be paid twice, as on account of a party. */
  private Optional<Money> documentOpen(Unit unit, Circle circle, PaymentLink link) {
    return host.ledger()
        .document(unit, link.subject())
        .flatMap(Document::open)
        .map(open -> open.minus(circle.unposted(unit, open.currency())));
  }

  private static PaylinkException inProgress(PaymentLink link) {
    return new PaylinkException(Problem.CHECKOUT_IN_PROGRESS, Map.of("linkId", link.id()))
        .at("closeCheckout");
  }

  /**
   * Closes what the customer has open at the gateway before anything is recorded, so that the same
   * debt isn't paid there as well. What can't be closed stays in the way and is told.
   */
  private void closeCheckouts(PaymentLink link) {
    host.records().unit(unit -> Links.attemptsOf(unit, link.id())).stream()
        .filter(PaymentAttempt::mayBeClosed)
        .forEach(attempt -> settle.closeAndSettle(attempt.id()));
  }

  private static void insertReceipt(
      Unit unit, PaymentLink link, ReadPayment read, Money amount, Actor actor, Instant now) {
    Map<String, Object> row = new HashMap<>(read.key().fields());
    row.put("paymentLinkId", link.id());
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("occurredAt", read.occurredAt());
    row.put("recordedAt", now);
    row.put("broughtBy", "HAND");
    row.put("handMethod", read.method().name());
    row.put("reference", read.reference());
    row.put("recordedByUserLogin", actor.userLoginId());
    row.put("testMode", link.testMode() ? "Y" : "N");
    unit.insert(PaymentReceipt.ENTITY, row);
  }

  private void insertPosting(
      Unit unit, PaymentLink link, ReadPayment read, Money amount, Instant now) {
    boolean withheld = link.testMode() && !host.settings().isTestHost();
    Map<String, Object> row = new HashMap<>(read.key().fields());
    row.putAll(link.subject().fields());
    row.put("paymentLinkId", link.id());
    row.put("state", (withheld ? PostingState.WITHHELD : PostingState.PENDING).name());
    row.put("paymentId", host.ledger().reservePaymentId());
    // On account there is nothing to apply it to: it is the payer's credit, as it was meant to be.
    row.put("applyToSubject", link.subject().type().isOnAccount() ? "N" : "Y");
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("tries", 0L);
    row.put("dueAt", now);
    unit.insert(PaymentPosting.ENTITY, row);
  }

  private static void note(
      Unit unit, PaymentLink link, ReadPayment read, Money amount, Actor actor, Instant now) {
    History.add(
        unit,
        link.id(),
        HistoryEvent.CONFIRMED_BY_HAND,
        actor.userLoginId(),
        now,
        Map.of("amount", amount.toString(), "method", read.method().name()),
        // Typed by a person, so it may name one.
        Map.of("reference", read.reference()));
  }

  private void fulfil(Unit unit, PaymentLink link, Actor actor, Instant now) {
    StatusRule.Facts facts = Links.facts(unit, link);
    if (!facts.due().isPositive()) {
      Closing.close(
          unit,
          link,
          Closing.Reason.of(Lifecycle.FULFILLED, actor.userLoginId()),
          now,
          () -> host.identifiers().next(Outbox.ENTITY));
    }
  }

  private static Confirmed confirmed(
      PaymentLink link, ReadPayment read, Money amount, boolean created) {
    return new Confirmed(
        link.id(), read.key().externalRef(), amount, read.method(), read.reference(), created);
  }
}
