<p>${uiLabelMap.PaylinkAccount_WebhookHelp}</p>
<#if webhookState.polledOnly><p><b>${uiLabelMap.PaylinkAccount_PolledOnly}</b></p></#if>
<table class="basic-table" cellspacing="0">
  <tr>
    <td class="label"><label for="paylink-hook">${uiLabelMap.PaylinkAccount_WebhookAddress}</label></td>
    <td><#if webhookState.address??><input type="text" id="paylink-hook" value="${webhookState.address}" size="70" readonly="readonly"/><#else>${uiLabelMap.PaylinkAccount_WebhookNoAddress}</#if></td>
  </tr>
  <tr>
    <td class="label">${uiLabelMap.PaylinkAccount_WebhookEvents}</td>
    <td><#list webhookState.events as event><code>${event}</code><#sep><br/></#sep></#list></td>
  </tr>
  <#if webhookState.apiVersion??>
  <tr>
    <td class="label">${uiLabelMap.PaylinkAccount_ApiVersion}</td>
    <td><code>${webhookState.apiVersion}</code></td>
  </tr>
  </#if>
  <tr>
    <td class="label">${uiLabelMap.PaylinkAccount_LastEvent}</td>
    <td>${lastEvent}</td>
  </tr>
</table>
