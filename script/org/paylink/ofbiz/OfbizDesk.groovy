package org.paylink.ofbiz

import org.apache.ofbiz.base.util.StringUtil
import org.paylink.Paylink
import org.paylink.desk.DeskRequest
import org.paylink.desk.DeskResult
import org.paylink.page.DeskNotice
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem

/** The pages of the desk on this host: core says what they are, here they are put into the host's frame. */
final class OfbizDesk {
  private static final String SAID = 'paylinkDeskSaid'

  private final Object request
  private final Object response
  private final Map host

  /** From what the host gives to events. */
  OfbizDesk(Object request, Object response, Map host) {
    this.request = request
    this.response = response
    this.host = host
  }

  /** Shows a page, whatever is sent along. Answers the event's result. */
  String show() {
    return answer(false)
  }

  /** Does what a page's form asks. What does not come posted came out of an address bar or a link and only shows. */
  String act() {
    return answer(request.method == 'POST')
  }

  /** Shows the page of a form that the host refused before it came to us, with what was typed. Does nothing of it. */
  String again() {
    boolean character = request.parameterMap.values().any { values -> values.any { Typed.isRefused(it) } }
    PaylinkException why = new PaylinkException(character ? Problem.CHARACTER_REFUSED : Problem.INTERNAL)
    return put(OfbizPaylink.outsideOfTransactions { paylink().desk().again(name(), why, asked()) })
  }

  private String answer(boolean acts) {
    return put(OfbizPaylink.outsideOfTransactions {
      acts ? paylink().desk().act(name(), asked()) : paylink().desk().show(name(), asked(), said())
    })
  }

  private Paylink paylink() {
    return OfbizPaylink.of(host.delegator, host.dispatcher)
  }

  private String name() {
    return request.getParameter('page') ?: request.getAttribute('paylinkDeskPage') ?: ''
  }

  private DeskRequest asked() {
    OfbizUser user = new OfbizUser(host.userLogin, host.security, host.locale, host.timeZone)
    Map<String, List<String>> parameters = [:]
    request.parameterMap.each { name, values -> parameters.put(name, values.collect { Typed.read(it) }) }
    return new DeskRequest(
        parameters, user.actor, user.locale, user.zone, new OfbizPlaces(request, host), Optional.empty())
  }

  private String put(DeskResult result) {
    if (result instanceof DeskResult.SeeOther) {
      result.notice().ifPresent { DeskNotice notice ->
        // Plain texts only, because sessions may be written to disk.
        request.session.setAttribute(SAID, new HashMap(
            [label: notice.labelKey(), facts: new HashMap(notice.facts()), good: notice.good()]))
      }
      response.sendRedirect(result.address())
      return 'none'
    }
    if (result instanceof DeskResult.Download) {
      response.contentType = result.contentType()
      response.setHeader('Content-Disposition', 'attachment; filename="' + result.fileName() + '"')
      response.outputStream.write(result.content())
      return 'none'
    }
    response.status = result.status()
    request.setAttribute('paylinkDeskTitle', result.title())
    // Core has escaped it; a plain string would be escaped again.
    request.setAttribute('paylinkDeskHtml', StringUtil.wrapString(result.html()))
    return 'success'
  }

  private Optional<DeskNotice> said() {
    Map said = request.session.getAttribute(SAID)
    request.session.removeAttribute(SAID)
    return Optional.ofNullable(said).map { new DeskNotice(it.label, it.facts, it.good) }
  }
}
