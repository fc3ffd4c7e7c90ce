package org.paylink.ofbiz

import java.net.URLEncoder
import org.apache.ofbiz.base.util.UtilCodec
import org.paylink.link.SubjectType
import org.paylink.page.DeskPlaces

/** The addresses of this host, as the pages of the desk need them. */
final class OfbizPlaces implements DeskPlaces {
  /** The request that shows a page of the desk, and the one that its forms post to. */
  static final String SHOW = 'desk'
  static final String ACT = 'deskAct'
  /** Our own app's controller. */
  static final String CONTROL = '/paylink/control'
  private static final String APP = CONTROL + '/'

  private final Object request
  private final Object security
  private final Object userLogin

  OfbizPlaces(Object request, Map host) {
    this.request = request
    security = host.security
    userLogin = host.userLogin
  }

  @Override
  String page(String name, Map<String, String> parameters) {
    return deskPage(name, parameters)
  }

  /** A page of the desk, from any webapp of the host. */
  static String deskPage(String name, Map<String, String> parameters) {
    return APP + SHOW + query([page: name] + parameters)
  }

  @Override
  DeskPlaces.Form post(String name) {
    return new DeskPlaces.Form(APP + ACT, hidden(Csrf.fields(request, ACT) + [page: name]))
  }

  @Override
  DeskPlaces.Form search(String name) {
    return new DeskPlaces.Form(APP + SHOW, hidden([page: name]))
  }

  @Override
  Optional<String> document(SubjectType type, String id) {
    List<String> page = HostPages.page(type)
    if (!security.hasEntityPermission(page[0], '_VIEW', userLogin)) {
      return Optional.of(APP + 'document' + query([type: type.name(), id: id]))
    }
    return Optional.of(elsewhere(page[1], [(page[2]): id]))
  }

  @Override
  Optional<String> payment(String paymentId) {
    return security.hasEntityPermission('ACCOUNTING', '_VIEW', userLogin) ?
        Optional.of(elsewhere('/accounting/control/paymentOverview', [paymentId: paymentId])) : Optional.<String>empty()
  }

  /** A page of another webapp. Each has a session of its own; the key signs the user in to it. */
  private String elsewhere(String address, Map<String, String> parameters) {
    String key = request.getAttribute('externalLoginKey')
    return address + query(key ? parameters + [externalLoginKey: key] : parameters)
  }

  static String query(Map<String, String> parameters) {
    return '?' + parameters.collect { name, value ->
      URLEncoder.encode(name, 'UTF-8') + '=' + URLEncoder.encode(Typed.send(value), 'UTF-8')
    }.join('&')
  }

  /** Hidden fields of a form. */
  static String hidden(Map<String, String> fields) {
    return fields.collect { name, value ->
      '<input type="hidden" name="' + html(name) + '" value="' + html(Typed.send(value)) + '"/>'
    }.join('')
  }

  private static String html(String text) {
    return UtilCodec.getEncoder('html').encode(text)
  }
}
