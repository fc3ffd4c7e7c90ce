package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.net.URLEncoder
import org.paylink.link.SubjectType

/** The pages that show a panel, by the name of their request: only to these does a form of the panel go back. */
@CompileStatic
final class DocumentPage {
  /** The page of our own app; it shows documents of every type. */
  static final String OWN = 'document'
  /** A party's page, in a webapp that no request of ours can be added to: its forms post to our own app. */
  private static final String PROFILE = 'viewprofile'
  private static final String PROFILE_CONTROL = '/partymgr/control'
  private static final Map<String, String> ID_FIELDS =
      [orderview: 'orderId', viewInvoice: 'invoiceId', invoiceOverview: 'invoiceId', (PROFILE): 'partyId'].asImmutable()

  final String request
  final SubjectType type
  final String subjectId

  private DocumentPage(String request, SubjectType type, String subjectId) {
    this.request = request
    this.type = type
    this.subjectId = subjectId
  }

  /** The page of a request, or nothing when these are not its name and a document. */
  static Optional<DocumentPage> of(Object request, Object type, Object subjectId) {
    boolean known = (request == OWN || ID_FIELDS.containsKey(request?.toString())) &&
        type?.toString() in SubjectType.values()*.name() && subjectId
    return known ?
        Optional.of(new DocumentPage(request.toString(), SubjectType.valueOf(type.toString()), subjectId.toString())) :
        Optional.<DocumentPage>empty()
  }

  /** Whether its forms are sent to our own app, whose session is another one than the page's. */
  boolean hasFormsElsewhere() {
    return request == PROFILE
  }

  /** Its address below the webapp's controller. */
  String url(String webappControlPath) {
    String controlPath = hasFormsElsewhere() ? PROFILE_CONTROL : webappControlPath
    String id = URLEncoder.encode(subjectId, 'UTF-8')
    return request == OWN ?
        "$controlPath/$OWN?type=${type.name()}&id=$id".toString() :
        "$controlPath/$request?${ID_FIELDS.get(request)}=$id".toString()
  }
}
