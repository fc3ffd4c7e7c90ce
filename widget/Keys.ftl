<#-- Not a form widget: on some lines of the host those insist on a value in every field for secrets. -->
<form method="post" action="<@ofbizUrl>storeGatewayAccount</@ofbizUrl>" name="Keys" id="Keys" class="basic-form">
  <#if csrfValue?has_content><input type="hidden" name="${csrfName}" value="${csrfValue}"/></#if>
  <input type="hidden" name="gatewayAccountId" value="${account.gatewayAccountId}"/>
  <table class="basic-table" cellspacing="0">
    <tr>
      <td class="label"><label for="Keys_secretKey">${uiLabelMap.PaylinkAccount_ApiKey}</label></td>
      <td><input type="password" id="Keys_secretKey" name="secretKey" size="40" maxlength="255" autocomplete="new-password"/>
        <span class="tooltip">${uiLabelMap.PaylinkAccount_ApiKeyHelp}</span></td>
    </tr>
    <tr>
      <td class="label"><label for="Keys_webhookSecret">${uiLabelMap.PaylinkAccount_WebhookSecret}</label></td>
      <td><input type="password" id="Keys_webhookSecret" name="webhookSecret" size="40" maxlength="255" autocomplete="new-password"/>
        <span class="tooltip">${uiLabelMap.PaylinkAccount_WebhookSecretHelp}</span></td>
    </tr>
    <tr>
      <td class="label"><label for="Keys_keepPreviousDays">${uiLabelMap.PaylinkAccount_KeepDays}</label></td>
      <td><input type="text" id="Keys_keepPreviousDays" name="keepPreviousDays" size="3" maxlength="2" inputmode="numeric"/>
        <span class="tooltip">${uiLabelMap.PaylinkAccount_KeepDaysHelp}</span></td>
    </tr>
    <#if webhookState.hasPrevious>
    <tr>
      <td class="label"><label for="Keys_forgetPrevious">${uiLabelMap.PaylinkAccount_PreviousWebhookSecret}</label></td>
      <td><select id="Keys_forgetPrevious" name="forgetPrevious">
          <option value="N">${uiLabelMap.PaylinkAccount_KeepPrevious}</option>
          <option value="Y">${uiLabelMap.PaylinkAccount_ForgetPrevious}</option>
        </select>
        <#if webhookState.previousUntil?has_content>${webhookState.previousUntil}; </#if>${webhookState.previousUsed}
        <span class="tooltip">${uiLabelMap.PaylinkAccount_ForgetPreviousHelp}</span></td>
    </tr>
    </#if>
    <tr>
      <td></td>
      <td><input type="submit" class="smallSubmit" value="${uiLabelMap.PaylinkAccount_SaveKeys}"/></td>
    </tr>
  </table>
</form>
