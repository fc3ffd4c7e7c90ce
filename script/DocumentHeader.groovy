String type = context.paylinkSubjectType
String id = context.paylinkSubjectId ?: ''
// What is needed to see the host's own page, and where it is.
List<String> page = [ORDER: ['ORDERMGR', '/ordermgr/control/orderview?orderId='],
    INVOICE: ['ACCOUNTING', '/accounting/control/viewInvoice?invoiceId='],
    PARTY: ['PARTYMGR', '/partymgr/control/viewprofile?partyId=']].get(type)
context.documentTitle = (uiLabelMap['PaylinkSubject_' + type] ?: '') + ' ' + id
context.title = context.documentTitle
if (id && page && security.hasEntityPermission(page[0], '_VIEW', userLogin)) {
  context.documentAddress = page[1] + URLEncoder.encode(id, 'UTF-8')
}
