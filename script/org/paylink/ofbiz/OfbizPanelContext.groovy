package org.paylink.ofbiz

import java.net.URLEncoder
import org.paylink.link.Subject
import org.paylink.page.PanelContext

/** The addresses of a panel within the webapp it is shown in, and that host's protection against forged forms. */
final class OfbizPanelContext implements PanelContext {
  private final Object request
  private final DocumentPage page
  private final boolean seesPayments
  private final OfbizPlaces places

  OfbizPanelContext(Object request, DocumentPage page, boolean seesPayments, OfbizPlaces places) {
    this.places = places
    this.request = request
    this.page = page
    this.seesPayments = seesPayments
  }

  @Override
  String url(PanelContext.Action action) {
    String control = request.getAttribute('_CONTROL_PATH_')
    return action == PanelContext.Action.SHOW ? page.url(control) : formsControl() + '/' + requestOf(action)
  }

  @Override
  String hiddenFields(PanelContext.Action action) {
    if (action == PanelContext.Action.SHOW) {
      return ''
    }
    Map<String, String> fields =
        [paylinkPage: page.request, subjectType: page.type.name(), subjectId: page.subjectId]
    if (!page.hasFormsElsewhere()) {
      return OfbizPlaces.hidden(fields + Csrf.fields(request, requestOf(action)))
    }
    // Each webapp of the host has a session of its own; the key signs the user in to the other one.
    String key = request.getAttribute('externalLoginKey')
    Map<String, String> signIn = key ? [externalLoginKey: key] : [:]
    return OfbizPlaces.hidden(fields + signIn + Csrf.fields(request, url(action)))
  }

  @Override
  Optional<String> documentUrl(Subject subject) {
    return places.document(subject.type(), subject.id())
  }

  /** Where forms of the panel are handled. */
  private String formsControl() {
    return page.hasFormsElsewhere() ? OfbizPlaces.CONTROL : request.getAttribute('_CONTROL_PATH_')
  }

  @Override
  Optional<String> paymentUrl(String paymentId) {
    if (!seesPayments) {
      return Optional.empty()
    }
    // Each webapp of the host has a session of its own; the key signs the user in to the other one.
    String key = request.getAttribute('externalLoginKey')
    return Optional.of('/accounting/control/paymentOverview?paymentId=' + URLEncoder.encode(paymentId, 'UTF-8') +
        (key ? '&externalLoginKey=' + key : ''))
  }

  @Override
  String deskUrl(String page, Map<String, String> parameters) {
    String key = request.getAttribute('externalLoginKey')
    boolean inOurApp = request.contextPath == '/paylink'
    return OfbizPlaces.deskPage(page, key && !inOurApp ? parameters + [externalLoginKey: key] : parameters)
  }

  private static String requestOf(PanelContext.Action action) {
    switch (action) {
      case PanelContext.Action.CREATE: return 'createPaymentLink'
      case PanelContext.Action.CANCEL: return 'cancelPaymentLink'
      default: return 'checkPaymentLink'
    }
  }
}
