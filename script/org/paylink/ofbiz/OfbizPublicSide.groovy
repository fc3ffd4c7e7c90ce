package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.DelegatorFactory
import org.apache.ofbiz.service.ServiceContainer
import org.paylink.Paylink
import org.paylink.site.PublicSite
import org.paylink.web.PublicSide

/** What the public webapp serves and does in the background on this host. */
@CompileStatic
final class OfbizPublicSide implements PublicSide {
  private final Paylink paylink

  /** By the names in the webapp's web.xml. */
  OfbizPublicSide(String delegatorName, String dispatcherName) {
    Delegator delegator = DelegatorFactory.getDelegator(delegatorName)
    if (delegator == null) {
      throw new IllegalStateException("the host has no delegator $delegatorName".toString())
    }
    paylink = OfbizPaylink.of(delegator, ServiceContainer.getLocalDispatcher(dispatcherName, delegator))
  }

  @Override
  PublicSite site() {
    return paylink.site()
  }

  @Override
  void start() {
    paylink.sweeper().start()
  }

  @Override
  void stop() {
    paylink.sweeper().close()
  }
}
