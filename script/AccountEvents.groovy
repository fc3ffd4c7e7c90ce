import org.apache.ofbiz.service.ServiceUtil

/** A service-event would put what was typed back into the form, the secrets as well; this one takes them out first. */
String storeGatewayAccount() {
  List<String> names = ['gatewayAccountId', 'isNew', 'provider', 'mode', 'organizationPartyId', 'accountName', 'apiBase',
      'paymentMethodId', 'enabled', 'secretKey', 'webhookSecret', 'forgetPrevious']
  Map given = [userLogin: userLogin, locale: locale, timeZone: timeZone]
  names.findAll { request.getParameter(it) != null }.each { given.put(it, request.getParameter(it)) }
  ['secretKey', 'webhookSecret'].each { request.setAttribute(it, '') }
  if (request.method != 'POST') {
    return 'error'
  }
  Map result = dispatcher.runSync('storePaymentGatewayAccount', given)
  if (ServiceUtil.isSuccess(result)) {
    request.setAttribute('gatewayAccountId', result.gatewayAccountId)
    request.setAttribute('_EVENT_MESSAGE_', result.successMessage)
    return 'success'
  }
  request.setAttribute('_ERROR_MESSAGE_', ServiceUtil.getErrorMessage(result))
  return 'error'
}
