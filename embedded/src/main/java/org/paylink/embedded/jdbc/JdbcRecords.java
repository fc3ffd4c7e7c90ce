package org.paylink.embedded.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.paylink.records.ConflictException;
import org.paylink.records.Records;

/**
 * Records in Derby or PostgreSQL. Transactions are READ COMMITTED; texts, numbers and moments that
 * do not fit their column are refused, never changed. Safe for concurrent use.
 */
public final class JdbcRecords implements Records {
  private static final int MOST_RUNS = 10;
  private static final int FIRST_PAUSE_MS = 8;
  private static final int LONGEST_PAUSE_MS = 500;

  private final DataSource dataSource;
  private final EntityModel model;
  private final Failures failures;
  private final ThreadLocal<Boolean> within = new ThreadLocal<>();

  private JdbcRecords(DataSource dataSource, EntityModel model, Failures failures) {
    this.dataSource = dataSource;
    this.model = model;
    this.failures = failures;
  }

  /**
   * Opens the database and makes the tables that are missing.
   *
   * @throws org.paylink.problem.PaylinkException DATABASE_UNAVAILABLE when it can't be reached
   */
  public static JdbcRecords open(DataSource dataSource, EntityModel model) {
    try {
      Schema.create(dataSource, model);
      try (Connection connection = dataSource.getConnection()) {
        return new JdbcRecords(dataSource, model, new Failures(Dialect.of(connection)));
      }
    } catch (SQLException e) {
      if (Failures.isUnavailable(e)) {
        throw Failures.unavailable(e);
      }
      throw new IllegalStateException("cannot make the tables, " + e.getSQLState(), e);
    }
  }

  @Override
  public boolean inTransaction() {
    return within.get() != null;
  }

  @Override
  public <T> T unit(Work<T> work) {
    if (inTransaction()) {
      throw new IllegalStateException("units don't nest");
    }
    for (int run = 1; ; run++) {
      try {
        return once(work);
      } catch (ConflictException e) {
        if (run == MOST_RUNS) {
          throw Failures.unavailable(e);
        }
        pause(run, e);
      }
    }
  }

  private <T> T once(Work<T> work) {
    Connection connection = connect();
    within.set(true);
    try {
      JdbcUnit unit = new JdbcUnit(connection, model, failures);
      T answer = attempt(unit, work);
      connection.commit();
      return answer;
    } catch (SQLException e) {
      rollBack(connection, e);
      throw failures.of(e);
    } catch (Throwable e) {
      rollBack(connection, e);
      throw e;
    } finally {
      within.remove();
      close(connection);
    }
  }

  /** A conflict counts even when the work hid it behind an exception of its own, or altogether. */
  private static <T> T attempt(JdbcUnit unit, Work<T> work) {
    T answer;
    try {
      answer = work.in(unit);
    } catch (RuntimeException e) {
      throw unit.conflict().<RuntimeException>map(met -> met).orElse(e);
    } finally {
      unit.end();
    }
    unit.conflict()
        .ifPresent(
            met -> {
              throw met;
            });
    return answer;
  }

  private Connection connect() {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      return connection;
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // A broken connection has rolled back already; the reason is what matters.
      reason.addSuppressed(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // What happened to the unit is decided; that giving back the connection failed changes
      // nothing.
    }
  }

  /** Waits a random time that grows with the runs, so that the same units don't meet again. */
  private static void pause(int run, ConflictException conflict) {
    int most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << (run - 1));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(most) + 1L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(conflict);
    }
  }
}
