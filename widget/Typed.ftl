<#-- The host refuses a parameter that holds "less than"; script/org/paylink/ofbiz/Typed.groovy puts it back. -->
<script>
document.addEventListener("formdata", function (event) {
  if (!event.target.closest("#paylink-desk, #paylink-panel")) { return; }
  Array.from(new Set(event.formData.keys())).forEach(function (name) {
    var values = event.formData.getAll(name);
    event.formData.delete(name);
    values.forEach(function (value) {
      event.formData.append(name, typeof value === "string" ? value.replace(/\u003C/g, "\uE03C") : value);
    });
  });
});
</script>
