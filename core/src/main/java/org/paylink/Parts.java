package org.paylink;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.paylink.account.AccountStates;
import org.paylink.account.AccountWatch;
import org.paylink.account.Connections;
import org.paylink.background.ApprovedOrders;
import org.paylink.background.CheckNow;
import org.paylink.background.CloseSession;
import org.paylink.background.ExpireLinks;
import org.paylink.background.FailingWork;
import org.paylink.background.KeepTask;
import org.paylink.background.Leases;
import org.paylink.background.Nodes;
import org.paylink.background.OutboxWorker;
import org.paylink.background.Retention;
import org.paylink.background.Sweeper;
import org.paylink.byhand.ConfirmByHand;
import org.paylink.byhand.UndoConfirmation;
import org.paylink.checkout.AskGateway;
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
import org.paylink.desk.RefundPage;
import org.paylink.gateway.Gateway;
import org.paylink.health.HealthCheck;
import org.paylink.host.Host;
import org.paylink.issuing.CancelLink;
import org.paylink.issuing.IssueLink;
import org.paylink.issuing.LinkUrls;
import org.paylink.issuing.Subjects;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.page.Pages;
import org.paylink.panel.Panels;
import org.paylink.problem.Problem;
import org.paylink.refund.AskRefund;
import org.paylink.refund.NewReversals;
import org.paylink.refund.RefundPayment;
import org.paylink.refund.ReversalsDue;
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
import org.paylink.settlement.SettleReversals;
import org.paylink.site.PaylinkSite;
import org.paylink.site.PublicSite;
import org.paylink.task.PolicyEntry;

/** The parts of one Paylink, put together: each is made once, and given to those that need it. */
final class Parts {
  final Host host;
  final Connections connections;
  final LinkUrls urls;
  final Pages pages;
  final IssueLink issueLink;
  final CancelLink cancelLink;
  final ResolveException resolveException;
  final ConfirmByHand confirmByHand;
  final UndoConfirmation undoConfirmation;
  final RefundPayment refundPayment;
  final PolicyEntry policyEntry;
  final Templates templates;
  final SendLink sendLink;
  final SendNow sendNow;
  final OutboxWorker outbox;
  final CheckNow checkNow;
  final AccountWatch accountWatch;
  final Sweeper sweeper;
  final Operations operations;
  final PublicSite site;
  final Panels panels;
  private final StartCheckout start;

  Parts(Host host, List<Gateway> gateways, Pages pages) {
    this.host = host;
    this.pages = pages;
    connections = new Connections(host.accounts(), gateways, host.records());
    urls = new LinkUrls(host.settings(), host.tokenKeys());
    issueLink = new IssueLink(host, connections, urls);
    cancelLink = new CancelLink(host);
    resolveException = new ResolveException(host);
    policyEntry = new PolicyEntry(host);
    PostReceipts postReceipts = new PostReceipts(host);
    Settle settle = new Settle(host, connections, postReceipts);
    SettleReversals settleReversals = new SettleReversals(host, postReceipts);
    AskRefund askRefund = new AskRefund(host, connections, settleReversals);
    refundPayment = new RefundPayment(host, connections, askRefund);
    confirmByHand = new ConfirmByHand(host, settle, postReceipts);
    undoConfirmation = new UndoConfirmation(host, postReceipts);
    AskGateway ask = new AskGateway(host, urls);
    Poll poll = poll(settle, ask);
    templates = new Templates(host, pages.words(Locale.ENGLISH, ZoneOffset.UTC).labels());
    sendLink = new SendLink(host, urls);
    outbox = outbox(settle, poll);
    sendNow = new SendNow(host, sendLink, outbox);
    ReversalsDue reversalsDue = new ReversalsDue(host, connections, askRefund, settleReversals);
    checkNow = new CheckNow(host, outbox, poll, postReceipts, reversalsDue);
    AccountStates accountStates = new AccountStates(host);
    accountWatch = new AccountWatch(host, connections, accountStates);
    Inbox inbox = new Inbox(host, connections, settle, settleReversals, accountStates);
    sweeper =
        sweeper(
            inbox,
            poll,
            postReceipts,
            reversalsDue,
            new NewReversals(host, connections, settleReversals));
    start = new StartCheckout(host, connections, urls, settle, ask);
    operations = new Operations(host, connections, urls);
    HealthCheck health = operations.healthCheck();
    site = new PaylinkSite(host, connections, urls, settle, start, inbox, sweeper, health, pages);
    panels = new Panels(host, connections, urls);
  }

  /** A gateway that may not have got the question is asked again, in the same words. */
  private Poll poll(Settle settle, AskGateway ask) {
    return new Poll(
        host,
        connections,
        settle,
        (attempt, connection) -> {
          PaymentLink link = host.records().unit(unit -> Links.require(unit, attempt.linkId()));
          return answered(ask.ask(link, attempt, connection));
        });
  }

  private static boolean answered(StartOutcome outcome) {
    return !(outcome instanceof StartOutcome.NotStarted refused)
        || refused.problem().kind() == Problem.Kind.BUYER;
  }

  private OutboxWorker outbox(Settle settle, Poll poll) {
    return new OutboxWorker(
        host,
        List.of(
            new CloseSession(host, connections, settle, poll),
            new KeepTask(host),
            new DeliverMail(host, urls, pages, templates)));
  }

  private Sweeper sweeper(
      Inbox inbox,
      Poll poll,
      PostReceipts postReceipts,
      ReversalsDue reversalsDue,
      NewReversals newReversals) {
    return new Sweeper(
        new Sweeper.Workers(
            host,
            new Leases(host),
            new Nodes(host),
            inbox,
            poll,
            postReceipts,
            reversalsDue,
            newReversals,
            outbox,
            new ExpireLinks(host),
            new ApprovedOrders(host),
            new Retention(host),
            accountWatch,
            new FailingWork(host)));
  }

  /** The staff's pages, whose buttons do what the given actions do. */
  Desk desk(LinkActions actions) {
    CreateForm createForm = new CreateForm(host, connections, new Subjects(host, connections));
    return new Desk(
        List.of(
            new PayNowPage(host, connections, urls, start),
            new CreatePage(host, issueLink, urls, createForm),
            new ComposePage(host, pages, urls, templates, sendLink, sendNow),
            new QrPage(host, urls),
            new TemplatesPage(host, pages, templates),
            new PreferencesPage(host, pages),
            new NewsPage(host, pages),
            new LinksPage(host, actions),
            new LinkPage(host, actions),
            new ConfirmPage(host, actions),
            new RefundPage(host, actions),
            new PolicyPage(host, policyEntry),
            new ExceptionsPage(host),
            new ExceptionPage(host, resolveException),
            operations.healthPage()),
        pages);
  }
}
