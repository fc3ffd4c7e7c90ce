import org.apache.ofbiz.base.util.GroovyUtil
import org.apache.ofbiz.security.CsrfUtil

Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
Object user = scripts.create('org.paylink.ofbiz.OfbizUser', Object, userLogin, security, locale, timeZone)
context.putAll(scripts.create('org.paylink.ofbiz.SettingsScreen', Object, delegator, dispatcher, user)
    .account(parameters.isNew == 'Y' ? '' : (parameters.gatewayAccountId ?: '')))
context.csrfName = CsrfUtil.tokenNameNonAjax
context.csrfValue = CsrfUtil.generateTokenForNonAjax(request, 'storeGatewayAccount')
