package org.paylink.ofbiz

import org.apache.ofbiz.security.CsrfUtil

/** The host's protection against forged forms. */
final class Csrf {
  private Csrf() {
  }

  /** The field that a form posting to a request of our app has to carry; none when the host has no such protection. */
  static Map<String, String> fields(Object request, String uri) {
    String token = CsrfUtil.generateTokenForNonAjax(request, uri)
    return token ? [(CsrfUtil.tokenNameNonAjax): token] : [:]
  }
}
