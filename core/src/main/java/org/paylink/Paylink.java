package org.paylink;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.AccountStates;
import org.paylink.account.AccountWatch;
import org.paylink.account.Connections;
import org.paylink.background.ApprovedOrders;
import org.paylink.background.CloseSession;
import org.paylink.background.ExpireLinks;
import org.paylink.background.KeepTask;
import org.paylink.background.Leases;
import org.paylink.background.Nodes;
import org.paylink.background.OutboxWorker;
import org.paylink.background.Retention;
import org.paylink.background.Sweeper;
import org.paylink.byhand.ConfirmByHand;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.byhand.UndoConfirmation;
import org.paylink.byhand.Undone;
import org.paylink.checkout.AskGateway;
import org.paylink.checkout.Preview;
import org.paylink.checkout.StartCheckout;
import org.paylink.checkout.StartOutcome;
import org.paylink.desk.ConfirmPage;
import org.paylink.desk.CreateForm;
import org.paylink.desk.CreatePage;
import org.paylink.desk.Desk;
import org.paylink.desk.ExceptionPage;
import org.paylink.desk.ExceptionsPage;
import org.paylink.desk.LinkActions;
import org.paylink.desk.LinkPage;
import org.paylink.desk.LinksPage;
import org.paylink.desk.PayNowPage;
import org.paylink.desk.PolicyPage;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayException;
import org.paylink.health.HealthCheck;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.CancelLink;
import org.paylink.issuing.IssueLink;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.issuing.LinkUrls;
import org.paylink.issuing.Subjects;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PostingState;
import org.paylink.link.Transition;
import org.paylink.page.Pages;
import org.paylink.panel.Panels;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyField;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.sending.DeliverMail;
import org.paylink.sending.SendLink;
import org.paylink.sending.SendNow;
import org.paylink.sending.Templates;
import org.paylink.sending.desk.ComposePage;
import org.paylink.sending.desk.NewsPage;
import org.paylink.sending.desk.PreferencesPage;
import org.paylink.sending.desk.QrPage;
import org.paylink.sending.desk.TemplatesPage;
import org.paylink.settlement.Inbox;
import org.paylink.settlement.Poll;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.ResolveException;
import org.paylink.settlement.Settle;
import org.paylink.site.PaylinkSite;
import org.paylink.site.PublicSite;
import org.paylink.task.PolicyEntry;

/**
 * Payment links on a host: what a host's screens and services call. One per host and process; safe
 * for concurrent use.
 */
public final class Paylink implements LinkActions {
  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final IssueLink issueLink;
  private final CancelLink cancelLink;
  private final ResolveException resolveException;
  private final ConfirmByHand confirmByHand;
  private final UndoConfirmation undoConfirmation;
  private final PolicyEntry policyEntry;
  private final OutboxWorker outbox;
  private final PostReceipts postReceipts;
  private final Poll poll;
  private final Sweeper sweeper;
  private final AccountWatch accountWatch;
  private final Operations operations;
  private final PublicSite site;
  private final Panels panels;
  private final Pages pages;
  private final Templates templates;
  private final SendLink sendLink;
  private final SendNow sendNow;
  private final Desk desk;

  /** Paylink on a host, with the gateways it speaks to. */
  public Paylink(Host host, List<Gateway> gateways, Pages pages) {
    this.host = host;
    this.pages = pages;
    connections = new Connections(host.accounts(), gateways, host.records());
    urls = new LinkUrls(host.settings(), host.tokenKeys());
    issueLink = new IssueLink(host, connections, urls);
    cancelLink = new CancelLink(host);
    resolveException = new ResolveException(host);
    policyEntry = new PolicyEntry(host);
    postReceipts = new PostReceipts(host);
    Settle settle = new Settle(host, connections, postReceipts);
    confirmByHand = new ConfirmByHand(host, settle, postReceipts);
    undoConfirmation = new UndoConfirmation(host, postReceipts);
    AskGateway ask = new AskGateway(host, urls);
    poll =
        new Poll(
            host,
            connections,
            settle,
            (attempt, connection) ->
                answered(ask.ask(link(attempt.linkId()), attempt, connection)));
    templates = new Templates(host, pages.words(Locale.ENGLISH, ZoneOffset.UTC).labels());
    sendLink = new SendLink(host, urls);
    outbox =
        new OutboxWorker(
            host,
            List.of(
                new CloseSession(host, connections, settle, poll),
                new KeepTask(host),
                new DeliverMail(host, urls, pages, templates)));
    sendNow = new SendNow(host, sendLink, outbox);
    AccountStates accountStates = new AccountStates(host);
    accountWatch = new AccountWatch(host, connections, accountStates);
    Inbox inbox = new Inbox(host, connections, settle, accountStates);
    sweeper =
        new Sweeper(
            new Sweeper.Workers(
                host,
                new Leases(host),
                new Nodes(host),
                inbox,
                poll,
                postReceipts,
                outbox,
                new ExpireLinks(host),
                new ApprovedOrders(host),
                new Retention(host),
                accountWatch));
    StartCheckout start = new StartCheckout(host, connections, urls, settle, ask);
    operations = new Operations(host, connections, urls);
    HealthCheck health = operations.healthCheck();
    site = new PaylinkSite(host, connections, urls, settle, start, inbox, sweeper, health, pages);
    panels = new Panels(host, connections, urls);
    Subjects subjects = new Subjects(host, connections);
    CreateForm createForm = new CreateForm(host, connections, subjects);
    desk =
        new Desk(
            List.of(
                new PayNowPage(host, connections, urls, start),
                new CreatePage(host, issueLink, urls, createForm),
                new ComposePage(host, pages, urls, templates, sendLink, sendNow),
                new QrPage(host, urls),
                new TemplatesPage(host, pages, templates),
                new PreferencesPage(host, pages),
                new NewsPage(host, pages),
                new LinksPage(host, this),
                new LinkPage(host, this),
                new ConfirmPage(host, this),
                new PolicyPage(host, policyEntry),
                new ExceptionsPage(host),
                new ExceptionPage(host, resolveException),
                operations.healthPage()),
            pages);
  }

  /** Issues a link; see {@link IssueLink#issue}. */
  public Issued issue(IssueRequest request, Actor actor) {
    return issueLink.issue(request, actor);
  }

  /**
   * Cancels a link and closes its sessions; what can't be closed now is tried again in the
   * background.
   */
  @Override
  public Transition cancel(String linkId, Optional<String> why, Actor actor) {
    Transition transition = cancelLink.cancel(linkId, why, actor);
    outbox.workFor(linkId);
    return transition;
  }

  /**
   * Sends a link by mail and tries at once; what is refused for now is tried again in the
   * background.
   *
   * @return what became of each mail so far
   * @throws PaylinkException as {@link SendLink#queue}; nothing is sent then
   */
  public List<Delivery> send(SendLink.Request request, Actor actor) {
    return sendNow.send(request, actor);
  }

  /**
   * Sends a link in the words of a template.
   *
   * @param recipients none means the first contact of the document
   * @param templateId absent means the one for a first sending, or for another one
   * @param languageTag absent means the link's
   * @throws PaylinkException as {@link SendLink#queue}, and TEMPLATE_UNKNOWN; nothing is sent then
   */
  public List<Delivery> sendTemplate(
      String linkId,
      String requestKey,
      List<String> recipients,
      Optional<String> templateId,
      Optional<String> languageTag,
      Actor actor) {
    actor.require(Permission.CREATE);
    return send(
        sendLink.fromTemplate(linkId, requestKey, recipients, templateId, languageTag, templates),
        actor);
  }

  /** What was sent of a link, and what is to be, the newest first. */
  public List<Delivery> deliveries(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    return host.records().unit(unit -> Deliveries.ofLink(unit, Links.require(unit, linkId).id()));
  }

  /** The texts of mails. */
  public Templates templates() {
    return templates;
  }

  /**
   * The link's address.
   *
   * @throws PaylinkException PERMISSION_MISSING, LINK_UNKNOWN
   */
  @Override
  public String url(String linkId, Actor actor) {
    actor.require(Permission.CREATE);
    return urls.of(link(linkId));
  }

  /**
   * Asks the gateways now what became of a link's checkouts, and posts what waits.
   *
   * @return whether every gateway asked did answer
   */
  @Override
  public boolean checkNow(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    PaymentLink link = link(linkId);
    outbox.workFor(linkId);
    boolean answered = true;
    for (PaymentAttempt attempt : host.records().unit(unit -> Links.attemptsOf(unit, link.id()))) {
      if (attempt.state().isLive()) {
        answered &= poll.poll(attempt, Settle.Bringer.USER);
      }
    }
    host.records().unit(unit -> Links.postingsOf(unit, linkId)).stream()
        .filter(posting -> posting.state() == PostingState.PENDING)
        .forEach(posting -> postReceipts.post(posting.key()));
    host.records().run(unit -> noteChecked(unit, link, actor));
    return answered;
  }

  /**
   * Tries an account's key.
   *
   * @throws PaylinkException PERMISSION_MISSING, ACCOUNT_MISSING
   */
  public AccountCheck checkAccount(String gatewayAccountId, Actor actor) throws GatewayException {
    actor.require(Permission.ADMIN);
    return accountWatch.check(gatewayAccountId);
  }

  /** What administrators do to keep Paylink going. */
  public Operations operations() {
    return operations;
  }

  /** The exceptions that wait for a person, the oldest first, those of no link among them. */
  public List<PaymentExceptions.PaymentException> openExceptions(Actor actor) {
    actor.require(Permission.VIEW);
    return host.records().unit(PaymentExceptions::open);
  }

  /** Closes an exception that a person has dealt with; see {@link ResolveException#resolve}. */
  public void resolveException(String exceptionId, String resolution, Actor actor) {
    resolveException.resolve(exceptionId, resolution, actor);
  }

  /**
   * Confirms that a link was paid another way; see {@link ConfirmByHand#confirm}. Checkouts that
   * this closes are closed at the gateway now, or else in the background.
   *
   * @param zone the person's, in which the date is meant
   */
  @Override
  public Confirmed confirmByHand(HandPayment payment, Actor actor, ZoneId zone) {
    Confirmed confirmed = confirmByHand.confirm(payment, actor, zone);
    outbox.workFor(confirmed.linkId());
    return confirmed;
  }

  /** Takes a confirmation by hand back; see {@link UndoConfirmation#undo}. */
  @Override
  public Undone undoConfirmation(String confirmationId, String reason, Actor actor) {
    return undoConfirmation.undo(confirmationId, reason, actor);
  }

  /** What would happen if the link's customer paid now; nothing is written. */
  @Override
  public Preview preview(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    PaymentLink link = link(linkId);
    boolean hasAccount =
        host.records().unit(unit -> Links.accountsOf(unit, linkId)).stream()
            .flatMap(id -> connections.find(id).stream())
            .anyMatch(connection -> connection.account().enabled());
    return host.records().unit(unit -> Preview.of(unit, host, link, hasAccount));
  }

  /** Changes the policy; see {@link PolicyEntry#store}. */
  public Policy storePolicy(Map<PolicyField, String> given, Actor actor) {
    return policyEntry.store(given, actor);
  }

  /** The public pages and webhooks. */
  public PublicSite site() {
    return site;
  }

  /** What panels show. */
  public Panels panels() {
    return panels;
  }

  /** The staff's pages. */
  public Desk desk() {
    return desk;
  }

  /** Renders panels. */
  public Pages pages() {
    return pages;
  }

  /** The background work, to be started by the public webapp. */
  public Sweeper sweeper() {
    return sweeper;
  }

  private static boolean answered(StartOutcome outcome) {
    return !(outcome instanceof StartOutcome.NotStarted refused)
        || refused.problem().kind() == Problem.Kind.BUYER;
  }

  private PaymentLink link(String linkId) {
    return host.records().unit(unit -> Links.require(unit, linkId));
  }

  private void noteChecked(org.paylink.records.Unit unit, PaymentLink link, Actor actor) {
    Links.lockSubject(unit, link.subject());
    Links.lock(unit, link.id());
    History.add(
        unit,
        link.id(),
        HistoryEvent.CHECKED,
        actor.userLoginId(),
        host.clock().instant(),
        Map.of());
  }
}
