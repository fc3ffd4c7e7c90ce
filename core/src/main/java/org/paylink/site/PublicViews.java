package org.paylink.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.StatusRule;
import org.paylink.money.Money;
import org.paylink.page.PublicView;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Works out what a link's customer is to see, from what is true now. Changes nothing. */
final class PublicViews {
  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;

  PublicViews(Host host, Connections connections, LinkUrls urls) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
  }

  /** The page of a link as it is. */
  PublicView of(PaymentLink link, Locale locale) {
    return of(link, failure(link), false, locale);
  }

  /** A payment that the bank turned down days later is told as long as nothing newer was begun. */
  private Optional<PublicView.Notice> failure(PaymentLink link) {
    return host.records().unit(unit -> Links.attemptsOf(unit, link.id())).stream()
        .reduce((first, second) -> second)
        .filter(last -> last.state() == AttemptState.FAILED && last.sessionId().isPresent())
        .map(
            last ->
                new PublicView.Notice(
                    Optional.empty(), Map.of(), Optional.of(last.decline().orElse("default"))));
  }

  /**
   * The page of a link whose customer came back from the gateway, which said that nothing was
   * taken.
   */
  PublicView cameBack(PaymentLink link, Optional<String> decline, Locale locale) {
    return of(
        link,
        Optional.of(new PublicView.Notice(Optional.empty(), Map.of(), decline)),
        true,
        locale);
  }

  private PublicView of(
      PaymentLink link,
      Optional<PublicView.Notice> notice,
      boolean gatewaySaysNothing,
      Locale locale) {
    Facts facts = host.records().unit(unit -> read(unit, link.id()));
    List<PublicView.PayOption> options =
        state(facts) == State.PAYABLE ? payOptions(facts) : List.of();
    State state = offered(state(facts), options);
    Money asked = facts.asked();
    return new PublicView(
        state,
        Optional.of(offer(facts, state == State.PAYABLE ? asked : facts.link().amount())),
        options,
        state == State.PAYABLE ? notice : Optional.empty(),
        paid(facts),
        facts.nothingTaken() || (gatewaySaysNothing && facts.receipts().isEmpty()),
        successor(facts),
        Optional.of(facts.link().id()),
        state == State.WAITING_FOR_BANK ? Optional.of(Duration.ofSeconds(60)) : Optional.empty(),
        looksAgain(state) ? Optional.of(urls.of(facts.link())) : Optional.empty(),
        locale,
        host.settings().zone());
  }

  /** The page of a link on which another state than the link's own is shown. */
  PublicView in(State state, PaymentLink link, Optional<PublicView.Notice> notice, Locale locale) {
    PublicView own = of(link, locale);
    return new PublicView(
        state,
        own.offer(),
        List.of(),
        notice,
        own.paid(),
        own.nothingTaken(),
        own.successorUrl(),
        own.reference(),
        own.refreshAfter(),
        Optional.of(urls.of(link)),
        locale,
        own.zone());
  }

  /** The page shown on the way back, while the gateway has not said what happened. */
  PublicView checking(PaymentLink link, Duration refreshAfter, String again, Locale locale) {
    PublicView own = of(link, locale);
    return new PublicView(
        State.CHECKING,
        own.offer(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        own.reference(),
        Optional.of(refreshAfter),
        Optional.of(again),
        locale,
        own.zone());
  }

  /** A page that says nothing about any link. */
  PublicView bare(State state, Optional<Problem> problem, Locale locale) {
    return new PublicView(
        state,
        Optional.empty(),
        List.of(),
        problem.map(p -> new PublicView.Notice(Optional.of(p), Map.of(), Optional.empty())),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        locale,
        host.settings().zone());
  }

  private record Facts(
      PaymentLink link,
      StatusRule.Facts status,
      List<PaymentReceipt> receipts,
      Optional<Document> document,
      boolean inReview,
      List<String> accounts,
      Optional<PaymentLink> successor,
      Instant now) {

    /** What a checkout would ask now: less than the link does when less is open. */
    Money asked() {
      Money amount = link.amount();
      return document
          .map(Document::open)
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
  }

  private Facts read(Unit unit, String linkId) {
    PaymentLink link = Links.find(unit, linkId).orElseThrow();
    return new Facts(
        link,
        Links.facts(unit, link),
        Links.receiptsOf(unit, linkId),
        host.ledger().document(unit, link.subject()),
        PaymentExceptions.openOf(unit, linkId).stream()
            .anyMatch(exception -> concernsCustomer(exception.kind())),
        Links.accountsOf(unit, linkId),
        link.successorId().flatMap(id -> Links.find(unit, id)),
        host.clock().instant());
  }

  /** A ledger that refuses is our matter: the customer has paid and is told so. */
  private static boolean concernsCustomer(ExceptionKind kind) {
    return switch (kind) {
      case AMOUNT_DIFFERS, CURRENCY_DIFFERS, AMOUNT_ABSENT, CLOSED_LINK_PAID, OVERPAID -> true;
      case POSTING_FAILED, UNKNOWN_PAYMENT, SESSION_NOT_CLOSED, REVERSED_AT_GATEWAY -> false;
    };
  }

  private static State state(Facts facts) {
    if (facts.inReview()) {
      return State.REVIEW;
    }
    if (facts.status().received().compareTo(facts.link().amount()) >= 0) {
      return State.PAID;
    }
    if (facts.status().attempts().stream().anyMatch(a -> a.state() == AttemptState.PENDING)) {
      return State.WAITING_FOR_BANK;
    }
    return switch (facts.link().lifecycle()) {
      case OPEN -> open(facts);
      case CANCELLED, DEACTIVATED -> State.CANCELLED;
      case EXPIRED -> State.EXPIRED;
      case SUPERSEDED -> facts.successor().isPresent() ? State.SUPERSEDED : State.NOTHING_DUE;
      case FULFILLED -> State.NOTHING_DUE;
    };
  }

  private static State open(Facts facts) {
    if (facts.link().isExpiredAt(facts.now())) {
      return State.EXPIRED;
    }
    boolean due =
        facts
            .document()
            .filter(document -> document.state() == Document.State.PAYABLE)
            .filter(document -> document.open().isPositive())
            .isPresent();
    return due ? State.PAYABLE : State.NOTHING_DUE;
  }

  /** A page that asks for money without a button to pay it would leave its customer helpless. */
  private static State offered(State state, List<PublicView.PayOption> options) {
    return state == State.PAYABLE && options.isEmpty() ? State.UNAVAILABLE : state;
  }

  private static boolean looksAgain(State state) {
    return state == State.WAITING_FOR_BANK || state == State.UNAVAILABLE;
  }

  private static PublicView.Offer offer(Facts facts, Money asked) {
    PaymentLink link = facts.link();
    return new PublicView.Offer(
        facts.document().map(Document::payeeName).orElse(link.subject().organizationPartyId()),
        link.purpose(),
        Optional.of(link.documentNumber()),
        asked,
        link.expiresAt(),
        link.testMode());
  }

  private List<PublicView.PayOption> payOptions(Facts facts) {
    String action = urls.of(facts.link());
    return facts.accounts().stream()
        .flatMap(id -> connections.find(id).stream())
        .filter(connection -> connection.account().enabled())
        .map(c -> new PublicView.PayOption(action, c.account().id(), c.account().name()))
        .toList();
  }

  private static Optional<PublicView.Paid> paid(Facts facts) {
    return facts.receipts().stream()
        .reduce((first, second) -> second)
        .map(
            last ->
                new PublicView.Paid(last.amount(), last.occurredAt(), last.key().externalRef()));
  }

  private Optional<String> successor(Facts facts) {
    return facts.successor().map(urls::of);
  }
}
