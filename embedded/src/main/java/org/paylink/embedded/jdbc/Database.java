package org.paylink.embedded.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.paylink.gateway.Secret;

/**
 * A pool of connections to one database: {@code jdbc:derby:/path;create=true}, {@code
 * jdbc:derby:memory:name;create=true} or {@code jdbc:postgresql://host/name}. Every wait is
 * bounded: for a connection, for a lock, for an answer.
 */
public final class Database implements AutoCloseable {
  /** Where Derby writes what it would else write to a file in the working directory. */
  public static final OutputStream DERBY_LOG = OutputStream.nullOutputStream();

  private static final int CONNECTIONS = 12;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int LOCK_TIMEOUT_SECONDS = 20;
  private static final String DERBY = "jdbc:derby:";

  private final String url;
  private final HikariDataSource pool;

  private Database(String url, HikariDataSource pool) {
    this.url = url;
    this.pool = pool;
  }

  /**
   * Opens a pool.
   *
   * @param user needed by PostgreSQL only
   * @throws org.paylink.problem.PaylinkException DATABASE_UNAVAILABLE when it can't be reached
   */
  public static Database open(String url, Optional<String> user, Optional<Secret> password) {
    if (url.startsWith(DERBY)) {
      quietDerby();
    }
    HikariConfig config = config(url);
    user.ifPresent(config::setUsername);
    password.map(Secret::reveal).ifPresent(config::setPassword);
    try {
      HikariDataSource pool = new HikariDataSource(config);
      if (url.startsWith(DERBY)) {
        boundDerbyLocks(pool);
      }
      return new Database(url, pool);
    } catch (RuntimeException | SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  /** The pool. */
  public DataSource dataSource() {
    return pool;
  }

  /** Closes all connections; a Derby database is shut down, so that another process can open it. */
  @Override
  public void close() {
    pool.close();
    if (url.startsWith(DERBY)) {
      DerbyShutdown.of(url);
    }
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("paylink");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    // One try: who starts the host should hear at once that its database is not there.
    config.setInitializationFailTimeout(1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (!url.startsWith(DERBY)) {
      config.addDataSourceProperty("ApplicationName", "paylink");
      // The server's detail of an error quotes the row's values.
      config.addDataSourceProperty("logServerErrorDetail", "false");
      config.addDataSourceProperty("socketTimeout", "60");
      config.addDataSourceProperty("options", "-c lock_timeout=" + LOCK_TIMEOUT_SECONDS + "s");
    }
    return config;
  }

  /** Derby looks for deadlocks only after this time, 20 s unless said otherwise. */
  private static void boundDerbyLocks(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      setDerby(statement, "derby.locks.deadlockTimeout", 1);
      setDerby(statement, "derby.locks.waitTimeout", LOCK_TIMEOUT_SECONDS);
      connection.commit();
    }
  }

  private static void setDerby(Statement statement, String property, int seconds)
      throws SQLException {
    statement.execute(
        "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('" + property + "', '" + seconds + "')");
  }

  private static void quietDerby() {
    if (System.getProperty("derby.stream.error.file") == null) {
      System.setProperty("derby.stream.error.field", Database.class.getName() + ".DERBY_LOG");
    }
  }
}
