package org.paylink.issuing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Actor;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Closing;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Issues links. The same wish twice gives the same link. */
public final class IssueLink {
  private static final int LONGEST_KEY = 60;

  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final Subjects subjects;

  /** For a host. */
  public IssueLink(Host host, Connections connections, LinkUrls urls) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.subjects = new Subjects(host, connections);
  }

  /**
   * Issues a link, in one unit.
   *
   * @throws PaylinkException of kind USER or OPERATOR, when it can't be; nothing is stored then
   */
  public Issued issue(IssueRequest request, Actor actor) {
    actor.require(Permission.CREATE);
    if (request.requestKey().isBlank() || request.requestKey().length() > LONGEST_KEY) {
      throw new PaylinkException(Problem.REQUEST_KEY_MISSING);
    }
    if (request.replace() && request.type().isOnAccount()) {
      throw new PaylinkException(Problem.NOTHING_TO_REPLACE);
    }
    urls.base();
    long keyVersion = urls.currentVersion();
    Subject subject =
        subjects.require(request.type(), request.subjectId(), request.organizationPartyId());
    List<GatewayAccount> accounts = accounts(request, subject);
    Instant now = host.clock().instant();
    Made made =
        host.records()
            .unit(unit -> inUnit(unit, request, subject, accounts, keyVersion, actor, now));
    return new Issued(made.link().id(), urls.of(made.link()), made.created());
  }

  private record Made(PaymentLink link, boolean created) {}

  /** The accounts the customer may choose from: those wished for, or the first. */
  private List<GatewayAccount> accounts(IssueRequest request, Subject subject) {
    String organization = subject.organizationPartyId();
    Optional<String> store =
        host.records()
            .unit(unit -> host.ledger().document(unit, subject))
            .flatMap(Document::productStoreId);
    List<GatewayAccount> enabled = connections.enabledFor(organization, store);
    if (request.gatewayAccountIds().isEmpty()) {
      return List.of(
          enabled.stream()
              .findFirst()
              .orElseThrow(
                  () ->
                      new PaylinkException(
                          Problem.ACCOUNT_MISSING, Map.of("account", organization))));
    }
    List<GatewayAccount> wished =
        request.gatewayAccountIds().stream().map(id -> account(enabled, id)).toList();
    if (wished.stream().map(GatewayAccount::mode).distinct().count() > 1) {
      throw new PaylinkException(Problem.ACCOUNT_MODES_MIXED);
    }
    return wished;
  }

  private GatewayAccount account(List<GatewayAccount> enabled, String wanted) {
    return enabled.stream()
        .filter(account -> account.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new PaylinkException(
                    host.accounts().find(wanted).isPresent()
                        ? Problem.ACCOUNT_FOREIGN
                        : Problem.ACCOUNT_MISSING,
                    Map.of("account", Amounts.shortened(wanted))));
  }

  private void requireMinimum(GatewayAccount account, Money amount) {
    connections
        .require(account.id())
        .minimum(amount.currency())
        .filter(minimum -> amount.compareTo(minimum) < 0)
        .ifPresent(
            minimum -> {
              throw new PaylinkException(
                  Problem.AMOUNT_BELOW_MINIMUM,
                  Map.of("amount", amount.toString(), "minimum", minimum.toString()));
            });
  }

  private Made inUnit(
      Unit unit,
      IssueRequest request,
      Subject subject,
      List<GatewayAccount> accounts,
      long keyVersion,
      Actor actor,
      Instant now) {
    Circle circle = Circle.lock(unit, host.ledger(), subject);
    Optional<PaymentLink> before = sameWish(unit, request, subject);
    if (before.isPresent()) {
      return new Made(before.get(), false);
    }
    Document document = payable(unit, subject);
    Money amount = amount(unit, circle, request, document);
    accounts.forEach(account -> requireMinimum(account, amount));
    // On account nothing is asked for twice: links stand side by side.
    List<PaymentLink> live =
        subject.type().isOnAccount()
            ? List.of()
            : circle.links(unit).stream().filter(link -> link.isOpenAt(now)).toList();
    if (!live.isEmpty() && !request.replace() && !request.additional()) {
      throw new PaylinkException(Problem.LIVE_LINK_EXISTS, Map.of("linkId", live.get(0).id()));
    }
    String linkId = host.identifiers().next(PaymentLink.ENTITY);
    if (request.replace()) {
      live.forEach(link -> supersede(unit, link, linkId, actor, now));
    }
    NewLink link =
        new NewLink(
            linkId, request, document, amount, accounts, keyVersion, actor.userLoginId(), now);
    link.insert(unit, host, urls.key(keyVersion));
    return new Made(Links.find(unit, linkId).orElseThrow(), true);
  }

  private Optional<PaymentLink> sameWish(Unit unit, IssueRequest request, Subject subject) {
    Optional<Row> row =
        unit.find(
            "PaymentLinkRequest",
            Map.of(
                "organizationPartyId", subject.organizationPartyId(),
                "requestKey", request.requestKey()));
    if (row.isPresent() && !row.get().text("contentHash").equals(request.contentHash())) {
      throw new PaylinkException(
          Problem.REQUEST_KEY_REUSED, Map.of("linkId", row.get().text("paymentLinkId")));
    }
    return row.flatMap(found -> Links.find(unit, found.text("paymentLinkId")));
  }

  private Document payable(Unit unit, Subject subject) {
    Map<String, String> facts = Map.of("documentNumber", subject.id());
    Document document =
        host.ledger()
            .document(unit, subject)
            .orElseThrow(() -> new PaylinkException(Subjects.unknown(subject.type()), facts));
    switch (document.state()) {
      case PAYABLE -> {
        requireStorable(unit, subject, document.currency());
        return document;
      }
      case PAID -> throw new PaylinkException(Problem.DOCUMENT_PAID, facts);
      case NOT_PAYABLE -> throw new PaylinkException(Problem.DOCUMENT_NOT_PAYABLE, facts);
    }
    throw new IllegalStateException();
  }

  private void requireStorable(Unit unit, Subject subject, String currency) {
    if (!host.ledger().canStore(unit, subject.organizationPartyId(), currency)) {
      throw new PaylinkException(
          Problem.CURRENCY_NOT_STORABLE,
          Map.of("currency", currency, "documentNumber", subject.id()));
    }
  }

  /** On account nothing proposes an amount or says what it is for: both have to be given. */
  private Money onAccount(Unit unit, IssueRequest request, Document document) {
    String currency = request.currency().map(Amounts::currency).orElse(document.currency());
    requireStorable(unit, document.subject(), currency);
    Money amount = Amounts.amount(request.amount().orElse(""), currency);
    if (request.purpose().filter(purpose -> !purpose.isBlank()).isEmpty()) {
      throw new PaylinkException(Problem.PURPOSE_MISSING);
    }
    return amount;
  }

  private Money amount(Unit unit, Circle circle, IssueRequest request, Document document) {
    if (document.open().isEmpty()) {
      return onAccount(unit, request, document);
    }
    String currency = document.currency();
    request
        .currency()
        .map(Amounts::currency)
        .filter(given -> !given.equals(currency))
        .ifPresent(
            given -> {
              throw new PaylinkException(
                  Problem.CURRENCY_DIFFERS, Map.of("currency", given, "open", currency));
            });
    Money open = document.open().get().minus(circle.unposted(unit, currency));
    if (!open.isPositive()) {
      throw new PaylinkException(
          Problem.DOCUMENT_PAID, Map.of("documentNumber", document.number()));
    }
    Money amount = request.amount().map(text -> Amounts.amount(text, currency)).orElse(open);
    if (amount.compareTo(open) > 0) {
      throw new PaylinkException(
          Problem.AMOUNT_OVER_OPEN_BALANCE,
          Map.of("amount", amount.toString(), "open", open.toString()));
    }
    return amount;
  }

  private void supersede(Unit unit, PaymentLink live, String successor, Actor actor, Instant now) {
    PaymentLink locked = Links.lock(unit, live.id());
    CancelRules.require(unit, locked, host.settings().policy(), actor);
    Closing.close(
        unit,
        locked,
        new Closing.Reason(
            Lifecycle.SUPERSEDED, actor.userLoginId(), Optional.empty(), Optional.of(successor)),
        now,
        () -> host.identifiers().next("PaymentLinkOutbox"));
  }
}
