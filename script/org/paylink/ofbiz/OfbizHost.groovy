package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.lang.reflect.InvocationHandler
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.time.InstantSource
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentMap
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.DelegatorFactory
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceContainer
import org.paylink.host.Host
import org.paylink.host.Ledger

/** Puts together what core asks of this host, once per delegator: each tenant has one of its own. */
@CompileStatic
final class OfbizHost {
  private static final String LEDGER = 'org.paylink.ofbiz.OfbizLedger'
  private static final ConcurrentMap<String, Host> BY_DELEGATOR = new ConcurrentHashMap<String, Host>()

  private OfbizHost() {
  }

  /** The host behind a delegator, as service scripts and screens have it. */
  static Host of(Delegator delegator, LocalDispatcher dispatcher) {
    Host known = BY_DELEGATOR.get(delegator.delegatorName)
    if (known != null) {
      return known
    }
    BY_DELEGATOR.putIfAbsent(delegator.delegatorName, make(delegator, dispatcher))
    return BY_DELEGATOR.get(delegator.delegatorName)
  }

  /** The host behind a webapp, by the names in its web.xml. */
  static Host named(String delegatorName, String dispatcherName) {
    Delegator delegator = DelegatorFactory.getDelegator(delegatorName)
    if (delegator == null) {
      throw new IllegalStateException("the host has no delegator $delegatorName".toString())
    }
    return of(delegator, ServiceContainer.getLocalDispatcher(dispatcherName, delegator))
  }

  private static Host make(Delegator delegator, LocalDispatcher dispatcher) {
    OfbizSettings settings = new OfbizSettings(delegator)
    return new Host(
        new OfbizRecords(delegator),
        ledger(delegator, dispatcher),
        new OfbizAccounts(delegator),
        settings,
        new OfbizTokenKeys(settings, System.getenv()),
        new OfbizIdentifiers(delegator),
        new OfbizTasks(delegator, dispatcher),
        InstantSource.system(),
        new OfbizDirectory(delegator),
        new OfbizMailer(delegator, dispatcher, settings))
  }

  private static Ledger ledger(Delegator delegator, LocalDispatcher dispatcher) {
    try {
      Class<?> type = OfbizHost.classLoader.loadClass(LEDGER)
      return (Ledger) type.getConstructor(Delegator, LocalDispatcher).newInstance(delegator, dispatcher)
    } catch (ClassNotFoundException absent) {
      return noLedger()
    }
  }

  /** Stands in until the ledger's script is there; whatever is asked of it fails and says so. */
  private static Ledger noLedger() {
    InvocationHandler refuse = { Object proxy, Method method, Object[] arguments ->
      throw new IllegalStateException('the script of ' + LEDGER + ' is missing')
    } as InvocationHandler
    return (Ledger) Proxy.newProxyInstance(OfbizHost.classLoader, [Ledger] as Class<?>[], refuse)
  }
}
