package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.paylink.host.Host
import org.paylink.site.PublicSite
import org.paylink.web.PublicSide

/** What the public webapp serves and does in the background on this host. */
@CompileStatic
final class OfbizPublicSide implements PublicSide {
  private final Host host
  private final PublicSite site

  OfbizPublicSide(String delegatorName, String dispatcherName) {
    host = OfbizHost.named(delegatorName, dispatcherName)
    site = new RawBodySite()
  }

  @Override
  PublicSite site() {
    return site
  }

  @Override
  void start() {
    if (host.records().inTransaction()) {
      throw new IllegalStateException('background work must not begin within a transaction')
    }
  }

  @Override
  void stop() {
  }
}
