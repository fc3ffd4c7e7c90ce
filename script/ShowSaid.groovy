// Said once: a reloaded page doesn't repeat what was done before.
context.said = request.session.getAttribute('paylinkSaid')
request.session.removeAttribute('paylinkSaid')
// A refused form shows what was typed.
if (request.getAttribute('paylinkRefused')) {
  context.isError = true
}
