${requestAttributes.paylinkDeskHtml!}
