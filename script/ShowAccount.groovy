import org.apache.ofbiz.base.util.GroovyUtil

Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
Object user = scripts.create('org.paylink.ofbiz.OfbizUser', Object, userLogin, security, locale, timeZone)
context.putAll(scripts.create('org.paylink.ofbiz.SettingsScreen', Object, delegator, dispatcher, user)
    .account(parameters.isNew == 'Y' ? '' : (parameters.gatewayAccountId ?: '')))
