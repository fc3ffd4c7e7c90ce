package org.paylink.embedded.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.paylink.gateway.Secret;

/** A real PostgreSQL on the loopback interface, started for one test class. */
public final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server with an empty database. */
  public static Postgres start() throws IOException {
    return new Postgres(EmbeddedPostgres.start());
  }

  /** Where it answers; its user and password are {@code postgres}. */
  public String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  /** A pool of its own, as another process would have. */
  public Database open() {
    return Database.open(url(), Optional.of("postgres"), Optional.of(Secret.of("postgres")));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
