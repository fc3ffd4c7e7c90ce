package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.net.URLEncoder
import org.paylink.link.SubjectType

/** The pages that show a panel, by the name of their request: only to these does a form of the panel go back. */
@CompileStatic
final class DocumentPage {
  /** The page of our own app; it shows documents of every type. */
  static final String OWN = 'document'
  private static final Map<String, String> ID_FIELDS =
      [orderview: 'orderId', viewInvoice: 'invoiceId', invoiceOverview: 'invoiceId'].asImmutable()

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

  /** Its address below the webapp's controller. */
  String url(String controlPath) {
    String id = URLEncoder.encode(subjectId, 'UTF-8')
    return request == OWN ?
        "$controlPath/$OWN?type=${type.name()}&id=$id".toString() :
        "$controlPath/$request?${ID_FIELDS.get(request)}=$id".toString()
  }
}
