<#if polledOnly!false><p><strong>${uiLabelMap.PaylinkAccount_PolledOnly}</strong></p></#if>
<p>${uiLabelMap.PaylinkAccount_WebhookHelp}</p>
<table class="basic-table" cellspacing="0">
  <tr>
    <td class="label"><label for="paylink-hook">${uiLabelMap.PaylinkAccount_WebhookAddress}</label></td>
    <td><#if webhookAddress??><input type="text" id="paylink-hook" value="${webhookAddress}" size="70" readonly="readonly"/><#else>${uiLabelMap.PaylinkAccount_WebhookNoAddress}</#if></td>
  </tr>
  <tr>
    <td class="label">${uiLabelMap.PaylinkAccount_WebhookEvents}</td>
    <td><#list webhookEvents as event><code>${event}</code><#sep><br/></#sep></#list></td>
  </tr>
  <tr>
    <td class="label">${uiLabelMap.PaylinkAccount_LastEvent}</td>
    <td>${lastEvent}</td>
  </tr>
</table>
