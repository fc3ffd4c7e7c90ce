import org.apache.ofbiz.base.util.GroovyUtil

Map getPaymentLinkHealth() {
  return calls().health()
}

Map rotatePaymentLinkTokens() {
  return calls().rotateTokens()
}

Map erasePaymentLinkPersonalData() {
  return calls().erase()
}

Map verifyPaymentLinkHistory() {
  return calls().verifyHistory()
}

Object calls() {
  Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
  return scripts.create('org.paylink.ofbiz.OperationsCalls', Object, dctx, parameters)
}
