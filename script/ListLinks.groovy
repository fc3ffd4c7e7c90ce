import org.apache.ofbiz.base.util.GroovyUtil

Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
Object user = scripts.create('org.paylink.ofbiz.OfbizUser', Object, userLogin, security, locale, timeZone)
Map page = scripts.create('org.paylink.ofbiz.LinkList', Object, delegator, user)
    .page((context.viewIndex ?: 0) as int, (context.viewSize ?: 20) as int)
context.links = page.links
context.linkCount = page.count
context.setupGaps = scripts.create('org.paylink.ofbiz.SetupCheck', Object, delegator, dispatcher, user).gaps()
