package org.paylink.panel;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.host.Actor;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.issuing.Subjects;
import org.paylink.link.AttemptState;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.PanelView;
import org.paylink.policy.PolicyWords;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Works out what the panel of a document shows to a user. Changes nothing. */
public final class Panels {
  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final Subjects subjects;

  /** For a host. */
  public Panels(Host host, Connections connections, LinkUrls urls) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.subjects = new Subjects(host, connections);
  }

  /**
   * What a user asked the panel to show besides.
   *
   * @param showLinkId the link whose URL is to be shown
   * @param cancelLinkId the link whose cancelling is to be confirmed
   * @param requestKey a fresh key for the form
   * @param notice what just happened
   */
  public record Wish(
      Optional<String> showLinkId,
      Optional<String> cancelLinkId,
      String requestKey,
      Optional<PanelView.Notice> notice,
      Locale locale,
      ZoneId zone) {}

  /**
   * The panel of a document, or nothing when the user may not see links or the host has no such
   * document.
   */
  public Optional<PanelView> of(SubjectType type, String subjectId, Actor actor, Wish wish) {
    if (!actor.may(Permission.VIEW)) {
      return Optional.empty();
    }
    // Which organization a party pays is found out from the accounts, outside of units.
    Optional<Subject> party =
        type.isOnAccount() ? Optional.of(subjects.party(subjectId)) : Optional.empty();
    return host.records()
        .unit(
            unit ->
                party
                    .filter(subject -> host.ledger().document(unit, subject).isPresent())
                    .or(() -> host.ledger().find(unit, type, subjectId))
                    .map(subject -> read(unit, subject, actor)))
        .map(facts -> view(facts, actor, wish));
  }

  /**
   * What to say after a link was cancelled. Closing its checkouts may have shown that one of them
   * had been paid in the same moment, and then that is the news. Absent when it isn't cancelled.
   */
  public Optional<PanelView.Notice> cancelled(String linkId) {
    return host.records()
        .unit(
            unit ->
                Links.find(unit, linkId)
                    .filter(link -> link.lifecycle() == Lifecycle.CANCELLED)
                    .map(link -> CancelNotice.of(unit, linkId)));
  }

  private record Facts(
      Subject subject, Optional<Document> document, Money unposted, List<PanelView.Row> rows) {}

  private Facts read(Unit unit, Subject subject, Actor actor) {
    Optional<Document> document = host.ledger().document(unit, subject);
    List<PanelView.Row> rows = new PanelRows(host, unit, actor).of(subject);
    Money unposted =
        document.map(d -> Links.unposted(unit, subject, d.currency())).orElse(Money.zero("USD"));
    return new Facts(subject, document, unposted, rows);
  }

  private PanelView view(Facts facts, Actor actor, Wish wish) {
    Optional<Problem> problem = problem(facts);
    boolean mayCreate = actor.may(Permission.CREATE);
    Optional<PanelView.CreateForm> form =
        mayCreate && problem.isEmpty() ? Optional.of(form(facts, wish)) : Optional.empty();
    Optional<PanelView.Notice> whyNot =
        mayCreate ? problem.map(p -> notice(p, facts)) : Optional.empty();
    return new PanelView(
        facts.subject(),
        facts.rows(),
        form,
        whyNot,
        wish.showLinkId().flatMap(id -> shown(facts, id)),
        wish.cancelLinkId().flatMap(id -> cancelling(facts, id)),
        wish.notice(),
        host.clock().instant(),
        wish.locale(),
        wish.zone());
  }

  private Optional<Problem> problem(Facts facts) {
    if (facts.document().isEmpty()) {
      return Optional.of(Problem.DOCUMENT_NOT_PAYABLE);
    }
    Document document = facts.document().get();
    Optional<Problem> ofDocument =
        switch (document.state()) {
          case PAYABLE -> Optional.empty();
          case PAID -> Optional.of(Problem.DOCUMENT_PAID);
          case NOT_PAYABLE -> Optional.of(Problem.DOCUMENT_NOT_PAYABLE);
        };
    if (ofDocument.isPresent()) {
      return ofDocument;
    }
    if (document.open().filter(o -> !o.minus(facts.unposted()).isPositive()).isPresent()) {
      return Optional.of(Problem.DOCUMENT_PAID);
    }
    if (facts.subject().type().isOnAccount() && subjects.isUnclear()) {
      return Optional.of(Problem.ORGANIZATION_UNCLEAR);
    }
    if (accounts(facts.subject(), document).isEmpty()) {
      return Optional.of(Problem.ACCOUNT_MISSING);
    }
    if (host.settings().publicBaseUrl().isEmpty()) {
      return Optional.of(Problem.PUBLIC_URL_MISSING);
    }
    return urls.keyProblem();
  }

  private static PanelView.Notice notice(Problem problem, Facts facts) {
    return new PanelView.Notice(
        Optional.of(problem),
        Optional.empty(),
        Map.of(
            "documentNumber", facts.subject().id(),
            "account", facts.subject().organizationPartyId()));
  }

  private List<GatewayAccount> accounts(Subject subject, Document document) {
    return connections.enabledFor(subject.organizationPartyId(), document.productStoreId());
  }

  private PanelView.CreateForm form(Facts facts, Wish wish) {
    Document document = facts.document().orElseThrow();
    Optional<Money> open = document.open().map(sum -> sum.minus(facts.unposted()));
    boolean onAccount = facts.subject().type().isOnAccount();
    List<PanelView.Account> accounts =
        accounts(facts.subject(), document).stream()
            .map(a -> new PanelView.Account(a.id(), a.name(), a.mode() == Mode.TEST))
            .toList();
    return new PanelView.CreateForm(
        wish.requestKey(),
        open.map(sum -> sum.major().toPlainString()).orElse(""),
        document.currency(),
        document.purpose(),
        host.settings().defaultValidity().map(v -> Long.toString(v.toDays())).orElse("0"),
        accounts,
        List.of(accounts.get(0).id()),
        facts.rows().stream()
            .filter(row -> row.open() && !onAccount)
            .map(PanelView.Row::linkId)
            .findFirst(),
        PolicyWords.ofNew(facts.subject(), document.currency(), host.settings().policy()));
  }

  private Optional<PanelView.Shown> shown(Facts facts, String linkId) {
    return facts.rows().stream()
        .filter(row -> row.linkId().equals(linkId) && row.mayCopy())
        .findFirst()
        .flatMap(row -> host.records().unit(unit -> Links.find(unit, linkId)))
        .map(link -> new PanelView.Shown(linkId, urls.of(link)));
  }

  private Optional<PanelView.Cancelling> cancelling(Facts facts, String linkId) {
    return facts.rows().stream()
        .filter(row -> row.linkId().equals(linkId) && row.mayCancel())
        .findFirst()
        .map(row -> new PanelView.Cancelling(linkId, row.amount(), openCheckouts(linkId)));
  }

  private int openCheckouts(String linkId) {
    return (int)
        host.records().unit(unit -> Links.attemptsOf(unit, linkId)).stream()
            .filter(a -> a.state() == AttemptState.STARTING || a.state() == AttemptState.PAYABLE)
            .count();
  }
}
