package org.paylink.ofbiz

import org.paylink.Paylink
import org.paylink.page.PanelView
import org.paylink.panel.Panels

/** The panel of a document as HTML, for a screen of the host. */
final class OfbizPanel {
  private final Object request
  private final Paylink paylink
  private final OfbizUser user
  private final boolean seesPayments
  private final OfbizPlaces places

  /** From what the host gives to screens and events. */
  OfbizPanel(Object request, Map host) {
    this.request = request
    paylink = OfbizPaylink.of(host.delegator, host.dispatcher)
    user = new OfbizUser(host.userLogin, host.security, host.locale, host.timeZone)
    places = new OfbizPlaces(request, host)
    seesPayments = host.security.hasEntityPermission('ACCOUNTING', '_VIEW', host.userLogin)
  }

  /** The panel, or nothing when the user may not see links or there is no such sales document. */
  Optional<String> html(DocumentPage page) {
    Map flash = Flash.take(request, page)
    Panels.Wish wish = new Panels.Wish(
        parameter('paylinkShow'), parameter('paylinkCancel'), UUID.randomUUID().toString(), flash.notice,
        user.locale, user.zone)
    return paylink.panels().of(page.type, page.subjectId, user.actor, wish)
        .map { PanelView view -> withTyped(view, flash.typed) }
        .map { PanelView view ->
          paylink.pages().panel(view, new OfbizPanelContext(request, page, seesPayments, places))
        }
  }

  /** A refused form shows what was typed, and not what would be proposed afresh. */
  private static PanelView withTyped(PanelView view, Map typed) {
    if (!typed || !view.createForm().isPresent()) {
      return view
    }
    PanelView.CreateForm form = view.createForm().get()
    List<String> offered = form.accounts()*.id()
    List<String> accounts = typed.gatewayAccountIds.findAll { offered.contains(it) } ?: form.accountIds()
    PanelView.CreateForm kept = new PanelView.CreateForm(
        form.requestKey(), typed.amount ?: form.amount(), typed.currencyUomId ?: form.currency(),
        typed.purpose ?: form.purpose(), typed.validityDays ?: form.validityDays(), form.accounts(), accounts,
        form.liveLinkId(), form.policy())
    return new PanelView(
        view.subject(), view.rows(), Optional.of(kept), view.whyNot(), view.shown(), view.cancelling(), view.notice(),
        view.now(), view.locale(), view.zone())
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name))
  }
}
