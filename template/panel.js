(function () {
  var button = document.getElementById("paylink-copy");
  var address = document.getElementById("paylink-address");
  var said = document.getElementById("paylink-copy-said");
  if (!button || !address || !said) { return; }
  button.hidden = false;
  function done() { said.textContent = button.getAttribute("data-copied"); }
  function failed() { address.select(); said.textContent = button.getAttribute("data-failed"); }
  function copySelected() {
    address.select();
    try { if (document.execCommand("copy")) { done(); } else { failed(); } } catch (e) { failed(); }
  }
  button.addEventListener("click", function () {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(address.value).then(done, copySelected);
    } else {
      copySelected();
    }
  });
})();
