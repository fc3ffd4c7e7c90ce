package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.SQLException
import java.util.concurrent.Callable
import org.apache.ofbiz.entity.GenericEntityException
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem
import org.paylink.records.ConflictException

/**
 * Tells what kind of failure the database reported, by the standard's SQLSTATE classes and never by a message.
 * Host and driver put the row's values into their messages, so what leaves here holds none of them.
 */
@CompileStatic
final class DatabaseFault {
  private static final int DEEPEST_CAUSE = 30

  /** Bad value, bad statement, feature not supported: running it again cannot help. */
  private static final List<String> REFUSALS = ['22', '42', '0A']

  /** Constraint met and transaction rolled back: somebody else was faster. */
  private static final List<String> CONFLICTS = ['23', '40']

  private DatabaseFault() {
  }

  /** What a failed statement of ours means: a conflict to be run again, or a refusal that stays one. */
  static RuntimeException of(String what, Throwable failure) {
    SQLException cause = sqlCause(failure)
    String message = what + ' failed' + (cause == null ? '' : ', SQLSTATE ' + cause.SQLState)
    if (cause != null && REFUSALS.contains(stateClass(cause))) {
      return new IllegalArgumentException(message, withoutValues(cause))
    }
    return new ConflictException(message, cause == null ? null : withoutValues(cause))
  }

  /**
   * Reads rows outside of a unit.
   *
   * @throws PaylinkException DATABASE_UNAVAILABLE when the database failed: Groovy would else throw the host's checked
   *     exception where nobody expects one
   */
  static <T> T reading(Callable<T> work) {
    try {
      return work.call()
    } catch (GenericEntityException e) {
      throw new PaylinkException(Problem.DATABASE_UNAVAILABLE, [:] as Map<String, String>, of('reading settings', e))
    }
  }

  /** Whether another transaction was in the way, anywhere among the causes. */
  static boolean isConflict(Throwable failure) {
    SQLException cause = sqlCause(failure)
    return cause != null && CONFLICTS.contains(stateClass(cause))
  }

  private static SQLException sqlCause(Throwable failure) {
    Throwable cause = failure
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException && ((SQLException) cause).SQLState != null) {
        return (SQLException) cause
      }
      cause = cause.cause
    }
    return null
  }

  private static String stateClass(SQLException cause) {
    return cause.SQLState.length() < 2 ? '' : cause.SQLState.substring(0, 2)
  }

  private static SQLException withoutValues(SQLException cause) {
    SQLException bare = new SQLException('the database reported SQLSTATE ' + cause.SQLState, cause.SQLState,
        cause.errorCode)
    bare.stackTrace = cause.stackTrace
    return bare
  }
}
