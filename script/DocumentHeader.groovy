import org.apache.ofbiz.base.util.GroovyUtil

String type = context.paylinkSubjectType
String id = context.paylinkSubjectId ?: ''
// What is needed to see the host's own page, where it is, and its parameter.
List<String> page = type in ['ORDER', 'INVOICE', 'PARTY'] ?
    GroovyUtil.runScriptAtLocation('component://paylink/script/PaylinkScripts.groovy', '', [:])
        .type('org.paylink.ofbiz.HostPages').page(type) : null
context.documentTitle = (uiLabelMap['PaylinkSubject_' + type] ?: '') + ' ' + id
context.title = context.documentTitle
if (id && page && security.hasEntityPermission(page[0], '_VIEW', userLogin)) {
  context.documentAddress = page[1] + '?' + page[2] + '=' + URLEncoder.encode(id, 'UTF-8')
}
