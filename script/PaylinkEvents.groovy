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

String desk() {
  return scripts().create('org.paylink.ofbiz.OfbizDesk', Object, request, response, host()).answer()
}

Object forms() {
  return scripts().create('org.paylink.ofbiz.PanelForms', Object, request, host())
}

Object scripts() {
  return GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
}

Map host() {
  return [delegator: delegator, dispatcher: dispatcher, security: security, userLogin: userLogin,
      locale: locale, timeZone: timeZone]
}

String goTo(String address) {
  response.sendRedirect(address)
  return 'none'
}
