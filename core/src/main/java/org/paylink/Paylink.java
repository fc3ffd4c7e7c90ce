package org.paylink;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.background.Sweeper;
import org.paylink.byhand.ConfirmByHand;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.byhand.UndoConfirmation;
import org.paylink.byhand.Undone;
import org.paylink.checkout.Preview;
import org.paylink.desk.Desk;
import org.paylink.desk.LinkActions;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.IssueLink;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.Transition;
import org.paylink.page.Pages;
import org.paylink.panel.Panels;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyField;
import org.paylink.problem.PaylinkException;
import org.paylink.refund.RefundPayment;
import org.paylink.refund.RefundWish;
import org.paylink.refund.Refunded;
import org.paylink.sending.SendLink;
import org.paylink.sending.Templates;
import org.paylink.settlement.ResolveException;
import org.paylink.site.PublicSite;
import org.paylink.task.PolicyEntry;

/**
 * Payment links on a host: what a host's screens and services call. One per host and process; safe
 * for concurrent use.
 */
public final class Paylink implements LinkActions {
  private final Parts parts;
  private final Desk desk;

  /** Paylink on a host, with the gateways it speaks to. */
  public Paylink(Host host, List<Gateway> gateways, Pages pages) {
    parts = new Parts(host, gateways, pages);
    desk = parts.desk(this);
  }

  /** Issues a link; see {@link IssueLink#issue}. */
  public Issued issue(IssueRequest request, Actor actor) {
    return parts.issueLink.issue(request, actor);
  }

  /**
   * Cancels a link and closes its sessions; what can't be closed now is tried again in the
   * background.
   */
  @Override
  public Transition cancel(String linkId, Optional<String> why, Actor actor) {
    Transition transition = parts.cancelLink.cancel(linkId, why, actor);
    parts.outbox.workFor(linkId);
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
    return parts.sendNow.send(request, actor);
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
        parts.sendLink.fromTemplate(
            linkId, requestKey, recipients, templateId, languageTag, parts.templates),
        actor);
  }

  /** What was sent of a link, and what is to be, the newest first. */
  public List<Delivery> deliveries(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    return parts
        .host
        .records()
        .unit(unit -> Deliveries.ofLink(unit, Links.require(unit, linkId).id()));
  }

  /** The texts of mails. */
  public Templates templates() {
    return parts.templates;
  }

  /**
   * The link's address.
   *
   * @throws PaylinkException PERMISSION_MISSING, LINK_UNKNOWN
   */
  @Override
  public String url(String linkId, Actor actor) {
    actor.require(Permission.CREATE);
    return parts.urls.of(link(linkId));
  }

  /**
   * Asks the gateways now what became of a link's checkouts, and posts what waits.
   *
   * @return whether every gateway asked did answer
   */
  @Override
  public boolean checkNow(String linkId, Actor actor) {
    return parts.checkNow.check(linkId, actor);
  }

  /**
   * Tries an account's key.
   *
   * @throws PaylinkException PERMISSION_MISSING, ACCOUNT_MISSING
   */
  public AccountCheck checkAccount(String gatewayAccountId, Actor actor) throws GatewayException {
    actor.require(Permission.ADMIN);
    return parts.accountWatch.check(gatewayAccountId);
  }

  /** What administrators do to keep Paylink going. */
  public Operations operations() {
    return parts.operations;
  }

  /** The exceptions that wait for a person, the oldest first, those of no link among them. */
  public List<PaymentExceptions.PaymentException> openExceptions(Actor actor) {
    actor.require(Permission.VIEW);
    return parts.host.records().unit(PaymentExceptions::open);
  }

  /** Closes an exception that a person has dealt with; see {@link ResolveException#resolve}. */
  public void resolveException(String exceptionId, String resolution, Actor actor) {
    parts.resolveException.resolve(exceptionId, resolution, actor);
  }

  /**
   * Confirms that a link was paid another way; see {@link ConfirmByHand#confirm}. Checkouts that
   * this closes are closed at the gateway now, or else in the background.
   *
   * @param zone the person's, in which the date is meant
   */
  @Override
  public Confirmed confirmByHand(HandPayment payment, Actor actor, ZoneId zone) {
    Confirmed confirmed = parts.confirmByHand.confirm(payment, actor, zone);
    parts.outbox.workFor(confirmed.linkId());
    return confirmed;
  }

  /** Takes a confirmation by hand back; see {@link UndoConfirmation#undo}. */
  @Override
  public Undone undoConfirmation(String confirmationId, String reason, Actor actor) {
    return parts.undoConfirmation.undo(confirmationId, reason, actor);
  }

  /** Pays money back that a gateway took; see {@link RefundPayment#refund}. */
  @Override
  public Refunded refund(RefundWish wish, Actor actor) {
    return parts.refundPayment.refund(wish, actor);
  }

  /** What would happen if the link's customer paid now; nothing is written. */
  @Override
  public Preview preview(String linkId, Actor actor) {
    actor.require(Permission.VIEW);
    PaymentLink link = link(linkId);
    boolean hasAccount =
        parts.host.records().unit(unit -> Links.accountsOf(unit, linkId)).stream()
            .flatMap(id -> parts.connections.find(id).stream())
            .anyMatch(connection -> connection.account().enabled());
    return parts.host.records().unit(unit -> Preview.of(unit, parts.host, link, hasAccount));
  }

  /** Changes the policy; see {@link PolicyEntry#store}. */
  public Policy storePolicy(Map<PolicyField, String> given, Actor actor) {
    return parts.policyEntry.store(given, actor);
  }

  /** The public pages and webhooks. */
  public PublicSite site() {
    return parts.site;
  }

  /** What panels show. */
  public Panels panels() {
    return parts.panels;
  }

  /** The staff's pages. */
  public Desk desk() {
    return desk;
  }

  /** Renders panels. */
  public Pages pages() {
    return parts.pages;
  }

  /** The background work, to be started by the public webapp. */
  public Sweeper sweeper() {
    return parts.sweeper;
  }

  private PaymentLink link(String linkId) {
    return parts.host.records().unit(unit -> Links.require(unit, linkId));
  }
}
