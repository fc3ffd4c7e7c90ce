package org.paylink.embedded.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.paylink.gateway.Secret;

/**
 * A database of its own for one test class, on a real PostgreSQL on the loopback interface. The
 * server is started for the first class that wants it and ends with the process, because starting
 * it takes longer than most of what is done with it.
 */
public final class Postgres implements AutoCloseable {
  private static EmbeddedPostgres server;
  private static int databases;

  private final String name;

  private Postgres(String name) {
    this.name = name;
  }

  /** An empty database. */
  public static synchronized Postgres start() throws IOException {
    if (server == null) {
      server = EmbeddedPostgres.start();
    }
    Postgres database = new Postgres("paylink_" + ++databases);
    execute("CREATE DATABASE " + database.name);
    return database;
  }

  /** Where it answers; its user and password are {@code postgres}. */
  public String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
  }

  /** A pool of its own, as another process would have. */
  public Database open() {
    return Database.open(url(), Optional.of("postgres"), Optional.of(Secret.of("postgres")));
  }

  /** Drops it, whoever is still connected. */
  @Override
  public void close() throws IOException {
    execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static void execute(String sql) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(sql, e);
    }
  }
}
