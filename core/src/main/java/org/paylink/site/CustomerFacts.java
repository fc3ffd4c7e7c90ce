package org.paylink.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.StatusRule;
import org.paylink.money.Money;
import org.paylink.page.PublicView.State;
import org.paylink.records.Unit;

/**
 * What is true of a link, as far as its customer is concerned, and which page that makes.
 *
 * @param inReview whether something about its money waits for a person and concerns the customer
 * @param onHold whether so many attempts failed that a person has to look first
 * @param accounts the gateway accounts it offers
 * @param successor the link that replaced it
 */
record CustomerFacts(
    PaymentLink link,
    StatusRule.Facts status,
    List<PaymentReceipt> receipts,
    Optional<Document> document,
    boolean inReview,
    boolean onHold,
    List<String> accounts,
    Optional<PaymentLink> successor,
    Instant now) {

  /** Reads them in one unit. */
  static CustomerFacts of(Host host, String linkId) {
    return host.records().unit(unit -> read(unit, host, linkId));
  }

  /** What a checkout would ask now: less than the link does when less is open. */
  Money asked() {
    Money amount = status.received().isPositive() ? status.due() : link.amount();
    return document
        .flatMap(Document::open)
        .filter(open -> open.currency().equals(amount.currency()) && open.isPositive())
        .map(open -> open.min(amount))
        .orElse(amount);
  }

  /** Whether no money came, and none can be under way. */
  boolean nothingTaken() {
    return receipts.isEmpty()
        && !inReview
        && status.attempts().stream()
            .noneMatch(
                attempt ->
                    attempt.state() == AttemptState.PAYABLE
                        || attempt.state() == AttemptState.PENDING);
  }

  private static CustomerFacts read(Unit unit, Host host, String linkId) {
    PaymentLink link = Links.find(unit, linkId).orElseThrow();
    return new CustomerFacts(
        link,
        Links.facts(unit, link),
        Links.receiptsOf(unit, linkId),
        host.ledger().document(unit, link.subject()),
        PaymentExceptions.openOf(unit, linkId).stream()
            .anyMatch(exception -> concernsCustomer(exception.kind())),
        PaymentExceptions.openOf(unit, linkId).stream()
            .anyMatch(exception -> exception.kind() == ExceptionKind.TOO_MANY_ATTEMPTS),
        Links.accountsOf(unit, linkId),
        link.successorId().flatMap(id -> Links.find(unit, id)),
        host.clock().instant());
  }

  /** A ledger that refuses is our matter: the customer has paid and is told so. */
  private static boolean concernsCustomer(ExceptionKind kind) {
    return switch (kind) {
      case AMOUNT_DIFFERS, CURRENCY_DIFFERS, AMOUNT_ABSENT, CLOSED_LINK_PAID, OVERPAID -> true;
      case POSTING_FAILED, UNKNOWN_PAYMENT, SESSION_NOT_CLOSED, REVERSED_AT_GATEWAY -> false;
      case REFUNDED_AT_GATEWAY, REFUND_FAILED, DISPUTE_OPENED -> false;
      case TOO_MANY_ATTEMPTS, ORDER_NOT_APPROVED -> false;
    };
  }

  /** Which page is shown. */
  State state() {
    if (inReview) {
      return State.REVIEW;
    }
    if (status.received().compareTo(link.amount()) >= 0) {
      return State.PAID;
    }
    if (status.attempts().stream().anyMatch(a -> a.state() == AttemptState.PENDING)) {
      return State.WAITING_FOR_BANK;
    }
    return switch (link.lifecycle()) {
      case OPEN -> open();
      case CANCELLED, DEACTIVATED -> State.CANCELLED;
      case EXPIRED -> State.EXPIRED;
      case SUPERSEDED -> successor.isPresent() ? State.SUPERSEDED : State.NOTHING_DUE;
      case FULFILLED -> State.NOTHING_DUE;
    };
  }

  private State open() {
    if (link.isExpiredAt(now)) {
      return State.EXPIRED;
    }
    boolean due =
        document
            .filter(document -> document.state() == Document.State.PAYABLE)
            .map(document -> document.open().map(Money::isPositive).orElse(receipts.isEmpty()))
            .orElse(false);
    return !due ? State.NOTHING_DUE : onHold ? State.ON_HOLD : State.PAYABLE;
  }
}
