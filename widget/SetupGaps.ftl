<ul>
<#list setupGaps as gap>
  <li>${gap}</li>
</#list>
</ul>
