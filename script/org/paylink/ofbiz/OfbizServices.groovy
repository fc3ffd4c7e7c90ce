package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericEntityException
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.service.GenericServiceException
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.host.Ledger
import org.paylink.records.ConflictException

/**
 * The host's services, run as its system user within the transaction that is open.
 *
 * One host line answers a failed service by an error result, the other by an exception, and some refusals are called
 * "fail" and not "error"; here all three are the same refusal.
 */
@CompileStatic
final class OfbizServices {
  /** What Derby and PostgreSQL say, in lower case; the host keeps only the text in an error result. */
  private static final List<String> CONFLICT_TEXTS = [
    'deadlock', 'could not serialize', 'a lock could not be obtained', 'could not obtain lock'].asImmutable()

  final Delegator delegator
  final LocalDispatcher dispatcher

  OfbizServices(Delegator delegator, LocalDispatcher dispatcher) {
    this.delegator = delegator
    this.dispatcher = dispatcher
  }

  /**
   * Runs a service and insists on success.
   *
   * @throws Ledger.LedgerException when the host refuses; the open transaction can only be rolled back then
   * @throws ConflictException when the host lost against another transaction
   */
  Map<String, Object> perform(String service, Map<String, Object> fields) {
    if (!TransactionUtil.isTransactionInPlace()) {
      throw new IllegalStateException(service + ' was called outside of a unit')
    }
    Map<String, Object> context = new HashMap<String, Object>(fields)
    context.put('userLogin', systemUser())
    context.put('locale', Locale.ENGLISH)
    Map<String, Object> result
    try {
      result = dispatcher.runSync(service, context)
    } catch (GenericServiceException e) {
      throw refusal(service, e.message, e)
    }
    if (!ServiceUtil.isSuccess(result)) {
      throw refusal(service, ServiceUtil.getErrorMessage(result), null)
    }
    requireAlive(service)
    return result
  }

  /**
   * Insists that the transaction can still be committed. A service that one of the host's event rules runs may fail
   * while the service that caused it says success; all that is left of it is the mark on the transaction.
   *
   * @throws Ledger.LedgerException when it can only be rolled back
   */
  void requireAlive(String service) {
    if (TransactionUtil.getStatus() != TransactionUtil.STATUS_ACTIVE) {
      throw refusal(service, 'a service it caused has failed, the host\'s log says which', null)
    }
  }

  /** The login the host's own background work runs as. */
  GenericValue systemUser() {
    return reading {
      EntityQuery.use(delegator).from('UserLogin').where([userLoginId: 'system'] as Map<String, Object>)
        .cache().queryOne()
    }
  }

  /**
   * Reads or writes the host's rows.
   *
   * @throws ConflictException when the database failed; the unit is run again, a bounded number of times
   */
  static <T> T reading(Closure<T> work) {
    try {
      return work.call()
    } catch (GenericEntityException e) {
      throw DatabaseFault.of('reading or changing the host\'s documents', e)
    }
  }

  /** What people typed, as the host's services take it: they refuse what might be markup, even where it is none. */
  static String plain(String text) {
    return text.replaceAll('[<>&]', ' ')
  }

  /** The host keeps only a text of what went wrong inside of a service that answers with an error. */
  private static Exception refusal(String service, String message, Throwable cause) {
    String told = message ?: 'no reason given'
    if (DatabaseFault.isConflict(cause) || isConflict(told)) {
      return new ConflictException(service + ' lost against another transaction', cause)
    }
    return new Ledger.LedgerException(service + ': ' + told, false, cause)
  }

  private static boolean isConflict(String message) {
    String lower = message.toLowerCase(Locale.ROOT)
    return CONFLICT_TEXTS.any { String text -> lower.contains(text) }
  }
}
