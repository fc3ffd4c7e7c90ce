import org.apache.ofbiz.base.util.GroovyUtil

Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
Object user = scripts.create('org.paylink.ofbiz.OfbizUser', Object, userLogin, security, locale, timeZone)
context.setupGaps = scripts.create('org.paylink.ofbiz.SetupCheck', Object, delegator, dispatcher, user).gaps()
