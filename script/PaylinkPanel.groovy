import org.apache.ofbiz.base.util.Debug
import org.apache.ofbiz.base.util.GroovyUtil
import org.apache.ofbiz.base.util.StringUtil

// The panel is a guest in the host's page, which has to be shown whatever becomes of the panel.
try {
  if (userLogin != null && security.hasEntityPermission('PAYLINK', '_VIEW', userLogin)) {
    Object scripts = GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
    Map host = [delegator: delegator, dispatcher: dispatcher, security: security, userLogin: userLogin,
        locale: locale, timeZone: timeZone]
    Optional page = scripts.type('org.paylink.ofbiz.DocumentPage')
        .of(context.paylinkPage, context.paylinkSubjectType, context.paylinkSubjectId)
    Object panel = scripts.create('org.paylink.ofbiz.OfbizPanel', Object, request, host)
    // Core has escaped it; a plain string would be escaped again.
    context.paylinkPanel = page.flatMap { panel.html(it) }.map { StringUtil.wrapString(it) }.orElse(null)
  }
} catch (Exception | LinkageError e) {
  Debug.logError(e, 'the panel of payment links can not be shown', 'PaylinkPanel')
  context.paylinkPanelFailure = e instanceof IllegalStateException ? e.message : 'the log says why'
}
