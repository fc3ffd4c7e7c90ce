package org.paylink.ofbiz

import java.net.URLEncoder
import org.apache.ofbiz.base.util.Debug
import org.paylink.Paylink
import org.paylink.issuing.IssueRequest
import org.paylink.issuing.Issued
import org.paylink.page.PanelView
import org.paylink.panel.Panels
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem

/**
 * The forms of the panel. Each does what was asked, keeps for the next page what there is to say, and answers the
 * address to send the browser to, so that reloading that page repeats nothing.
 */
final class PanelForms {
  private static final String MODULE = PanelForms.name
  private static final String PANEL = '#paylink-panel'

  private final Object request
  private final Paylink paylink
  private final OfbizUser user

  /** From what the host gives to events. */
  PanelForms(Object request, Map host) {
    this.request = request
    paylink = OfbizPaylink.of(host.delegator, host.dispatcher)
    user = new OfbizUser(host.userLogin, host.security, host.locale, host.timeZone)
  }

  String create() {
    return answer { DocumentPage page ->
      Issued issued = paylink.issue(wish(page), user.actor)
      String label = issued.created() ? (isYes('replace') ? 'replaced' : 'created') : 'same'
      Flash.good(request, page, 'PaylinkNotice_' + label, [link: issued.linkId()])
      '&paylinkShow=' + URLEncoder.encode(issued.linkId(), 'UTF-8')
    }
  }

  String cancel() {
    return answer { DocumentPage page ->
      String linkId = linkOf(page)
      paylink.cancel(linkId, field('reason'), user.actor)
      paylink.panels().cancelled(linkId).ifPresent { Flash.news(request, page, it) }
      ''
    }
  }

  String check() {
    return answer { DocumentPage page ->
      String linkId = linkOf(page)
      if (!paylink.checkNow(linkId, user.actor)) {
        throw new PaylinkException(Problem.GATEWAY_UNREACHABLE)
      }
      Map<String, String> facts = [:]
      panel(page).flatMap { PanelView view -> row(view, linkId) }
          .ifPresent { facts.put('status', it.status().name()) }
      Flash.good(request, page, 'PaylinkNotice_checked', facts)
      ''
    }
  }

  private String answer(Closure<String> work) {
    DocumentPage page = DocumentPage
        .of(request.getParameter('paylinkPage'), request.getParameter('subjectType'), request.getParameter('subjectId'))
        .orElse(null)
    String control = request.getAttribute('_CONTROL_PATH_')
    if (page == null) {
      return control + '/main'
    }
    String more = ''
    // A form is posted; what arrives by GET came out of an address bar or a link and does nothing.
    if (request.method == 'POST') {
      try {
        more = OfbizPaylink.outsideOfTransactions { work.call(page) }
      } catch (PaylinkException e) {
        Flash.bad(request, page, e)
      } catch (RuntimeException e) {
        Debug.logError(e, 'a form of the payment links panel failed', MODULE)
        Flash.bad(request, page, new PaylinkException(Problem.INTERNAL))
      }
    }
    return page.url(control) + more + PANEL
  }

  private IssueRequest wish(DocumentPage page) {
    return new IssueRequest(
        request.getParameter('requestKey') ?: '',
        page.type,
        page.subjectId,
        field('organizationPartyId'),
        Optional.of(Typed.read(request.getParameter('amount')) ?: ''),
        field('currencyUomId'),
        field('purpose'),
        Optional.of(field('validityDays').orElse('0')),
        chosen('gatewayAccountId'),
        isYes('replace'),
        isYes('additional'),
        user.locale.toLanguageTag(),
        'screen')
  }

  /** The link named in the form, if it is one of the document's. */
  private String linkOf(DocumentPage page) {
    String linkId = request.getParameter('paymentLinkId') ?: ''
    if (!panel(page).flatMap { PanelView view -> row(view, linkId) }.isPresent()) {
      throw new PaylinkException(Problem.LINK_UNKNOWN, [linkId: linkId.take(20)])
    }
    return linkId
  }

  private Optional<PanelView> panel(DocumentPage page) {
    return paylink.panels().of(page.type, page.subjectId, user.actor, new Panels.Wish(
        Optional.empty(), Optional.empty(), '', Optional.empty(), user.locale, user.zone))
  }

  private static Optional<PanelView.Row> row(PanelView view, String linkId) {
    return Optional.ofNullable(view.rows().find { it.linkId() == linkId })
  }

  private boolean isYes(String name) {
    return request.getParameter(name) == 'Y'
  }

  private List<String> chosen(String name) {
    return (request.getParameterValues(name) ?: []).collect { it.trim() }.findAll { !it.isEmpty() }
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(Typed.read(request.getParameter(name))).map { it.trim() }.filter { !it.isEmpty() }
  }
}
