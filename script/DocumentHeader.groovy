String type = context.paylinkSubjectType
String id = context.paylinkSubjectId ?: ''
boolean isOrder = type == 'ORDER'
context.documentTitle = (uiLabelMap['PaylinkSubject_' + type] ?: '') + ' ' + id
context.title = context.documentTitle
String permission = isOrder ? 'ORDERMGR' : 'ACCOUNTING'
if (id && security.hasEntityPermission(permission, '_VIEW', userLogin)) {
  context.documentAddress = (isOrder ? '/ordermgr/control/orderview?orderId=' : '/accounting/control/viewInvoice?invoiceId=') +
      URLEncoder.encode(id, 'UTF-8')
}
