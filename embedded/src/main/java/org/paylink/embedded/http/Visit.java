package org.paylink.embedded.http;

import org.paylink.site.WebRequest;

/**
 * One request for a page of the host's, and whose it is.
 *
 * @param request what was asked
 * @param session by whom
 */
record Visit(WebRequest request, Session session) {
  /** Whether it only reads. */
  boolean reads() {
    return "GET".equals(request.method()) || "HEAD".equals(request.method());
  }

  /** Who asks. */
  User user() {
    return session.user();
  }
}
