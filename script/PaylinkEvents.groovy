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

/** The app's first page is the list of links. */
String links() {
  request.setAttribute('paylinkDeskPage', 'links')
  return desk()
}

String desk() {
  return scripts().create('org.paylink.ofbiz.OfbizDesk', Object, request, response, host()).show()
}

String deskAct() {
  return scripts().create('org.paylink.ofbiz.OfbizDesk', Object, request, response, host()).act()
}

/** What a filter of the host refused. */
String refused() {
  return scripts().create('org.paylink.ofbiz.OfbizDesk', Object, request, response, host()).again()
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
