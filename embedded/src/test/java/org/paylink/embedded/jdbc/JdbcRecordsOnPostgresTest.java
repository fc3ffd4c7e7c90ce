package org.paylink.embedded.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;

/** What only a database server shows. */
@Timeout(120)
class JdbcRecordsOnPostgresTest {
  private static final Map<String, Object> KEY = Map.of("paymentLinkId", "secret-key");

  private static Postgres server;

  private Database database;

  @BeforeAll
  static void start() throws IOException {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    database = server.open();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
      connection.commit();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoProcessesMayMakeTheTablesAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Database other = server.open()) {
      CyclicBarrier start = new CyclicBarrier(2);
      Future<JdbcRecords> first = threads.submit(opening(database, start));
      Future<JdbcRecords> second = threads.submit(opening(other, start));
      first.get(60, TimeUnit.SECONDS).run(unit -> unit.insert("PaymentLink", KEY));
      JdbcRecords theOther = second.get(60, TimeUnit.SECONDS);
      assertThat(find(theOther)).isPresent();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<JdbcRecords> opening(Database database, CyclicBarrier start) {
    return () -> {
      start.await(60, TimeUnit.SECONDS);
      return JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
    };
  }

  @Test
  void noValueIsInWhatTheServerComplains() {
    JdbcRecords records = records();
    records.run(unit -> unit.insert("PaymentLink", KEY));
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> records.run(unit -> unit.insert("PaymentLink", KEY)))
        .satisfies(
            e -> {
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("secret-key");
              }
            });
  }

  @Test
  void aConnectionThatBreaksWithinAUnitIsUnavailableAndTheNextOneWorks() throws SQLException {
    JdbcRecords records = records();
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(
            () ->
                records.run(
                    unit -> {
                      unit.insert("PaymentLink", KEY);
                      breakOpenTransactions();
                      unit.find("PaymentLink", KEY);
                    }))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.DATABASE_UNAVAILABLE));
    assertThat(find(records)).isEmpty();
  }

  private void breakOpenTransactions() {
    try (Database admin = server.open();
        Connection connection = admin.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND state = 'idle in transaction'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private JdbcRecords records() {
    return JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
  }

  private static Optional<Row> find(JdbcRecords records) {
    return records.unit(unit -> unit.find("PaymentLink", KEY));
  }
}
