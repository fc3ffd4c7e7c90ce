package org.paylink.embedded.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.ConflictException;

/** What a database's complaint means. Its own words may hold values and stay in the cause. */
final class Failures {
  /** Shut down by an administrator, crashed, starting up, too many connections. */
  private static final Set<String> UNAVAILABLE =
      Set.of("57P01", "57P02", "57P03", "53300", "XJ040", "XJ081", "XJ004");

  private final Dialect dialect;

  Failures(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The exception to be thrown instead. */
  RuntimeException of(SQLException e) {
    if (dialect.isConflict(e)) {
      return new ConflictException("the database reports a conflict, " + e.getSQLState(), e);
    }
    return isUnavailable(e)
        ? unavailable(e)
        : new PaylinkException(
            Problem.INTERNAL, Map.of("sqlState", String.valueOf(e.getSQLState())), e);
  }

  static PaylinkException unavailable(Exception cause) {
    return new PaylinkException(Problem.DATABASE_UNAVAILABLE, Map.of(), cause);
  }

  static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || state.startsWith("08")
        || UNAVAILABLE.contains(state);
  }
}
