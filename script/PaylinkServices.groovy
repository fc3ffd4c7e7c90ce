import org.apache.ofbiz.base.util.GroovyUtil

Map createPaymentLink() {
  return calls().create()
}

Map cancelPaymentLink() {
  return calls().cancel()
}

Map getPaymentLinkUrl() {
  return calls().url()
}

Map checkPaymentLink() {
  return calls().check()
}

Map confirmPaymentLinkByHand() {
  return calls().confirmByHand()
}

Map refundPaymentLinkPayment() {
  return calls().refund()
}

Map undoPaymentLinkConfirmation() {
  return calls().undoConfirmation()
}

Map resolvePaymentException() {
  return calls().resolveException()
}

Map sendPaymentLink() {
  return sendingCalls().send()
}

Map getPaymentLinkDeliveries() {
  return sendingCalls().deliveries()
}

Map storePaymentLinkTemplate() {
  return sendingCalls().storeTemplate()
}

Map resetPaymentLinkTemplate() {
  return sendingCalls().resetTemplate()
}

Map getOpenPaymentExceptions() {
  return calls().openExceptions()
}

Map sweepPaymentLinks() {
  return calls().sweep()
}

Map testPaymentGatewayAccount() {
  return calls().testAccount()
}

Map storePaymentGatewayAccount() {
  return calls().storeAccount()
}

Map storePaylinkSettings() {
  return calls().storeSettings()
}

Map storePaylinkPolicy() {
  return calls().storePolicy()
}

Object calls() {
  Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
  return scripts.create('org.paylink.ofbiz.ServiceCalls', Object, dctx, parameters)
}

Object sendingCalls() {
  Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
  return scripts.create('org.paylink.ofbiz.SendingCalls', Object, dctx, parameters)
}
