package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.security.MessageDigest
import org.paylink.site.PublicSite
import org.paylink.site.WebRequest
import org.paylink.site.WebResponse

/** Answers what arrived: proof that the raw body, the path and status codes pass the host unchanged. */
@CompileStatic
final class RawBodySite implements PublicSite {
  private static final int MAX_BODY_BYTES = 1024 * 1024

  @Override
  int maxBodyBytes() {
    return MAX_BODY_BYTES
  }

  @Override
  WebResponse handle(WebRequest request) {
    if (request.path().startsWith('/hook/') && request.method() == 'POST') {
      String digest = MessageDigest.getInstance('SHA-256').digest(request.body()).encodeHex().toString()
      return plain(200, digest + ' ' + request.body().length + ' ' + request.form().keySet() + '\n')
    }
    if (request.path().startsWith('/status/')) {
      return plain(Integer.parseInt(request.path().substring('/status/'.length())), 'as asked\n')
    }
    if (request.path() == '/fail') {
      throw new IllegalStateException('asked to fail')
    }
    return plain(404, 'There is nothing at this address.\n')
  }

  private static WebResponse plain(int status, String text) {
    return new WebResponse(status, ['Content-Type': 'text/plain;charset=UTF-8'], text.getBytes('UTF-8'))
  }
}
