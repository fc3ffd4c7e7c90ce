import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.apache.ofbiz.service.ServiceUtil

// What is to be said after a redirect is kept in the session until the next page: the host itself keeps no message
// then.

String storeGatewayAccount() {
  // What stays in the request is put back into a refused form, where a secret must not be seen.
  Map given = given(['gatewayAccountId', 'isNew', 'accountName', 'provider', 'mode', 'organizationPartyId', 'apiBase',
      'paymentMethodId', 'customerName', 'productStoreId', 'enabled', 'secretKey', 'webhookSecret', 'forgetPrevious',
      'keepPreviousDays'])
  ['secretKey', 'webhookSecret'].each { request.setAttribute(it, '') }
  return store('storePaymentGatewayAccount', given)
}

String storePaylinkSettings() {
  return store('storePaylinkSettings', given(['publicBaseUrl', 'testHost', 'paymentConfirmation', 'retentionDays']))
}

String testGatewayAccount() {
  if (request.method == 'POST') {
    Map result = perform('testPaymentGatewayAccount', given(['gatewayAccountId']))
    say(ServiceUtil.isSuccess(result), ServiceUtil.isSuccess(result) ? result.successMessage :
        ServiceUtil.getErrorMessage(result))
  }
  return 'success'
}

String store(String service, Map given) {
  if (request.method != 'POST') {
    return 'error'
  }
  Map result = perform(service, given)
  if (!ServiceUtil.isSuccess(result)) {
    say(false, ServiceUtil.getErrorMessage(result))
    request.setAttribute('paylinkRefused', true)
    return 'error'
  }
  say(true, result.successMessage)
  return 'success'
}

/** Outside of the event's transaction, which a refusal would doom and a call to a gateway must not wait in. */
Map perform(String service, Map fields) {
  Object open = TransactionUtil.suspend()
  try {
    return dispatcher.runSync(service, fields)
  } finally {
    TransactionUtil.resume(open)
  }
}

void say(boolean good, String text) {
  request.session.setAttribute('paylinkSaid', new HashMap([good: good, text: text]))
}

Map given(List<String> names) {
  Map fields = names.findAll { request.getParameter(it) != null }.collectEntries { [it, request.getParameter(it)] }
  return fields + [userLogin: userLogin, locale: locale, timeZone: timeZone]
}
