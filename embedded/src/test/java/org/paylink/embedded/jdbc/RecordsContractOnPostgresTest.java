package org.paylink.embedded.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.paylink.contract.RecordsContract;
import org.paylink.gateway.Secret;

/** The contract of records on a real PostgreSQL, started for this test. */
@Timeout(300)
class RecordsContractOnPostgresTest {
  private static EmbeddedPostgres server;
  private static Database database;

  @BeforeAll
  static void open() throws IOException {
    server = EmbeddedPostgres.start();
    database =
        Database.open(
            "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
            Optional.of("postgres"),
            Optional.of(Secret.of("postgres")));
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    JdbcRecords records = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
    return RecordsContract.cases(() -> records).stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each::verify));
  }
}
