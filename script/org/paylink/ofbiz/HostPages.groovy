package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.base.component.ComponentConfig
import org.paylink.link.SubjectType

/** The host's own pages of documents: what is needed to see one, where it is, and what its parameter is called. */
@CompileStatic
final class HostPages {
  private static final String INVOICE = invoiceRequest()

  private HostPages() {
  }

  /** The permission's entity, the path, and the parameter. */
  static List<String> page(SubjectType type) {
    switch (type) {
      case SubjectType.ORDER:
        return ['ORDERMGR', '/ordermgr/control/orderview', 'orderId']
      case SubjectType.INVOICE:
        return ['ACCOUNTING', '/accounting/control/' + INVOICE, 'invoiceId']
      default:
        return ['PARTYMGR', '/partymgr/control/viewprofile', 'partyId']
    }
  }

  /** The same by the type's name. */
  static List<String> page(String type) {
    return page(SubjectType.valueOf(type))
  }

  // Hosts of the 22.01 line and older have another name for it than those since.
  private static String invoiceRequest() {
    File controller = new File(ComponentConfig.getRootLocation('accounting'),
      'webapp/accounting/WEB-INF/controller.xml')
    return controller.getText('UTF-8').contains('uri="viewInvoice"') ? 'viewInvoice' : 'invoiceOverview'
  }
}
