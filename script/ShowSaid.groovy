// Said once: a reloaded page doesn't repeat what was done before.
context.said = request.session.getAttribute('paylinkSaid')
request.session.removeAttribute('paylinkSaid')
