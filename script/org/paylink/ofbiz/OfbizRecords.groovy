package org.paylink.ofbiz

import groovy.transform.CompileDynamic
import groovy.transform.CompileStatic
import java.util.concurrent.ThreadLocalRandom
import org.apache.ofbiz.base.util.Debug
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericEntityException
import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem
import org.paylink.records.ConflictException
import org.paylink.records.Records

/** The host's database through its Delegator. */
@CompileStatic
final class OfbizRecords implements Records {
  private static final int MOST_RUNS = 10
  private static final int FIRST_PAUSE_MILLIS = 10
  private static final int LONGEST_PAUSE_MILLIS = 1000
  private static final String MODULE = 'org.paylink.ofbiz.OfbizRecords'

  private final Delegator delegator
  private final ThreadLocal<Boolean> within = new ThreadLocal<Boolean>()

  OfbizRecords(Delegator delegator) {
    this.delegator = delegator
  }

  @Override
  boolean inTransaction() {
    return TransactionUtil.isTransactionInPlace()
  }

  @Override
  <T> T unit(Records.Work<T> work) {
    if (within.get()) {
      throw new IllegalStateException('a unit is open on this thread already; units do not nest')
    }
    Object callers = suspendCallers()
    within.set(true)
    try {
      return repeated(work)
    } finally {
      within.remove()
      resume(callers)
    }
  }

  private <T> T repeated(Records.Work<T> work) {
    for (int run = 1; run < MOST_RUNS; run++) {
      try {
        return once(work)
      } catch (ConflictException e) {
        Debug.logInfo("A unit of work is run again ($run of ${MOST_RUNS - 1}): ${e.message}".toString(), MODULE)
        pause(run)
      }
    }
    try {
      return once(work)
    } catch (ConflictException e) {
      throw new PaylinkException(Problem.DATABASE_UNAVAILABLE, Collections.<String, String>emptyMap(), e)
    }
  }

  private <T> T once(Records.Work<T> work) {
    begin()
    OfbizUnit unit = new OfbizUnit(delegator)
    T answer
    try {
      answer = work.in(unit)
      unit.check()
    } catch (Throwable failure) {
      rollback()
      throw meant(unit, failure)
    }
    commit()
    return answer
  }

  /** A lost transaction is what counts, whatever the work made of it. */
  private static Throwable meant(OfbizUnit unit, Throwable failure) {
    if (unit.broken() != null) {
      return unit.broken()
    }
    return DatabaseFault.isConflict(failure) ? DatabaseFault.of('a service of the host', failure) : failure
  }

  private static void begin() {
    try {
      TransactionUtil.begin()
    } catch (GenericEntityException e) {
      throw DatabaseFault.of('beginning a transaction', e)
    }
  }

  private static void commit() {
    try {
      TransactionUtil.commit()
    } catch (GenericEntityException e) {
      rollback()
      throw DatabaseFault.of('committing', e)
    }
  }

  private static void rollback() {
    try {
      if (TransactionUtil.isTransactionInPlace()) {
        // The host logs a stack trace when it is given no cause, and doesn't look at the one it is given.
        TransactionUtil.rollback(new ConflictException('rolled back', null))
      }
    } catch (GenericEntityException e) {
      Debug.logError('A transaction could not be rolled back: ' + DatabaseFault.of('rolling back', e).message, MODULE)
    }
  }

  private static void pause(int run) {
    int longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << run)
    Thread.sleep(ThreadLocalRandom.current().nextInt(longest) + 1)
  }

  /** The type of a transaction is jakarta's or javax's by the host's line, so it is not named. */
  @CompileDynamic
  private static Object suspendCallers() {
    return TransactionUtil.isTransactionInPlace() ? TransactionUtil.suspend() : null
  }

  @CompileDynamic
  private static void resume(Object callers) {
    if (callers != null) {
      TransactionUtil.resume(callers)
    }
  }
}
