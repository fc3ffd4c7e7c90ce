<#if said??>
<div class="paylink-said<#if !said.good> paylink-said-bad</#if>" role="<#if said.good>status<#else>alert</#if>"><p>${said.text}</p></div>
</#if>
<style>
.paylink-said{border:1px solid #b9c4cf;border-left:4px solid #1a7f37;background:#f0f9f2;padding:.8em 1em;margin:.6em 0 1em}
.paylink-said-bad{border-left-color:#b3261e;background:#fdf2f1}
</style>
