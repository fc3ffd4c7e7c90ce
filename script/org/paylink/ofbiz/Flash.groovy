package org.paylink.ofbiz

import org.paylink.page.PanelView
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem

/**
 * What a form's answer has to say on the page the browser is sent back to: kept in the session until that page is
 * shown, once. Plain texts only, because sessions may be written to disk.
 */
final class Flash {
  private static final String NAME = 'paylinkFlash'
  private static final List<String> TYPED =
      ['amount', 'currencyUomId', 'purpose', 'validityDays', 'gatewayAccountId'].asImmutable()

  private static final int MOST_ELSEWHERE = 1_000
  /** What is said in our own app's session about a page in another webapp, by user and document. */
  private static final Map<String, Map> ELSEWHERE = new LinkedHashMap<String, Map>()

  private Flash() {
  }

  /** Good news about a document. */
  static void good(Object request, DocumentPage page, String labelKey, Map<String, String> facts) {
    put(request, page, [label: labelKey, facts: facts])
  }

  /** News about a document, which may be something to look at. */
  static void news(Object request, DocumentPage page, PanelView.Notice notice) {
    put(request, page, [label: notice.labelKey().get(), facts: new HashMap(notice.facts()), warning: notice.warning()])
  }

  /** A refusal, with what the user had typed. */
  static void bad(Object request, DocumentPage page, PaylinkException refusal) {
    Map<String, Object> typed = TYPED.collectEntries { [it, Typed.read(request.getParameter(it))] }.findAll { it.value != null }
    typed.put('gatewayAccountIds', (request.getParameterValues('gatewayAccountId') ?: []) as List)
    put(request, page, [problem: refusal.problem().name(), facts: refusal.facts(), typed: typed])
  }

  /** What is to be said about a document, and the fields that were typed; it is forgotten with this. */
  static Map take(Object request, DocumentPage page) {
    Map flash = page.hasFormsElsewhere() ? takeElsewhere(request, page) : request.session.getAttribute(NAME)
    if (flash == null || flash.document != document(page)) {
      return [notice: Optional.empty(), typed: [:]]
    }
    request.session.removeAttribute(NAME)
    Optional<Problem> problem = Optional.ofNullable(flash.problem).map { Problem.valueOf(it) }
    return [
        notice: Optional.of(new PanelView.Notice(
            problem, Optional.ofNullable(flash.label), flash.facts, flash.warning == true)),
        typed: flash.typed ?: [:]]
  }

  private static void put(Object request, DocumentPage page, Map said) {
    Map flash = new HashMap(said + [document: document(page)])
    if (page.hasFormsElsewhere()) {
      putElsewhere(request, page, flash)
    } else {
      request.session.setAttribute(NAME, flash)
    }
  }

  private static synchronized void putElsewhere(Object request, DocumentPage page, Map flash) {
    if (ELSEWHERE.size() >= MOST_ELSEWHERE) {
      ELSEWHERE.remove(ELSEWHERE.keySet().first())
    }
    ELSEWHERE.put(userAnd(request, page), flash)
  }

  private static synchronized Map takeElsewhere(Object request, DocumentPage page) {
    return ELSEWHERE.remove(userAnd(request, page))
  }

  private static String userAnd(Object request, DocumentPage page) {
    Object user = request.session.getAttribute('userLogin')
    return user?.getDelegator()?.delegatorName + ' ' + user?.userLoginId + ' ' + document(page)
  }

  private static String document(DocumentPage page) {
    return page.type.name() + ' ' + page.subjectId
  }
}
