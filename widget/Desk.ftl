${requestAttributes.paylinkDeskHtml!}
<#include "component://paylink/widget/Typed.ftl"/>
