import org.apache.ofbiz.base.util.GroovyUtil

String createPaymentLink() {
  return goTo(forms().create())
}

String cancelPaymentLink() {
  return goTo(forms().cancel())
}

String checkPaymentLink() {
  return goTo(forms().check())
}

Object forms() {
  Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
  Map host = [delegator: delegator, dispatcher: dispatcher, security: security, userLogin: userLogin,
      locale: locale, timeZone: timeZone]
  return scripts.create('org.paylink.ofbiz.PanelForms', Object, request, host)
}

String goTo(String address) {
  response.sendRedirect(address)
  return 'none'
}
