package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.ZoneOffset
import javax.transaction.Transaction
import org.apache.ofbiz.base.util.Debug
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.Paylink
import org.paylink.gateway.Gateway
import org.paylink.gateway.capture.ApproveCaptureGateway
import org.paylink.gateway.hostedform.HostedFormGateway
import org.paylink.gateway.stripe.StripeGateway
import org.paylink.page.FreemarkerPages
import org.paylink.page.Labels
import org.paylink.page.Words

/** Puts Paylink together on this host, once per delegator: each tenant has one of its own. */
@CompileStatic
final class OfbizPaylink {
  private static final Map<String, Paylink> BY_DELEGATOR = [:]
  private static final String MODULE = OfbizPaylink.name
  private static final List<Gateway> GATEWAYS =
      [new StripeGateway(), new HostedFormGateway(), new ApproveCaptureGateway()].asImmutable() as List<Gateway>
  private static final Labels LABELS = Labels.load()

  private OfbizPaylink() {
  }

  /** Paylink behind a delegator, as service scripts and screens have it. */
  static synchronized Paylink of(Delegator delegator, LocalDispatcher dispatcher) {
    Paylink paylink = BY_DELEGATOR.get(delegator.delegatorName)
    if (paylink == null) {
      Map<String, String> mismatch = HostLine.mismatch()
      if (!mismatch.isEmpty()) {
        Words words = new Words(LABELS, Locale.ENGLISH, ZoneOffset.UTC)
        Debug.logError(words.text('PaylinkSetup_WrongLine', mismatch), MODULE)
      }
      paylink = new Paylink(
          OfbizHost.of(delegator, dispatcher), GATEWAYS, new FreemarkerPages(LABELS))
      BY_DELEGATOR.put(delegator.delegatorName, paylink)
    }
    return paylink
  }

  /** The names of the gateways this host speaks to, as accounts have them. */
  static List<String> providers() {
    return GATEWAYS.collect { Gateway gateway -> gateway.name() }
  }

  /** The texts people read. */
  static Labels labels() {
    return LABELS
  }

  /**
   * Does work that may call a gateway. The host opens a transaction around events and, for some callers, around
   * services; it is suspended meanwhile, because a rollback of it could not take a call to a gateway back.
   */
  static <T> T outsideOfTransactions(Closure<T> work) {
    Transaction open = TransactionUtil.isTransactionInPlace() ? TransactionUtil.suspend() : null
    try {
      return work.call()
    } finally {
      if (open != null) {
        TransactionUtil.resume(open)
      }
    }
  }
}
