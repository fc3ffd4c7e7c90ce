<#if paylinkPanel??>
${paylinkPanel}
<#include "component://paylink/widget/Typed.ftl"/>
<#elseif paylinkPanelFailure??>
<div class="screenlet" id="paylink-panel">
  <div class="screenlet-title-bar"><ul><li class="h3">${uiLabelMap.PaylinkPaymentLinks}</li></ul><br class="clear"/></div>
  <div class="screenlet-body"><p>${uiLabelMap.PaylinkApp_PanelFailed} ${paylinkPanelFailure}</p></div>
</div>
</#if>
