package org.paylink.embedded.jdbc;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.paylink.contract.RecordsContract;

/** The contract of records on a real PostgreSQL, started for this test. */
@Timeout(300)
class RecordsContractOnPostgresTest {
  private static Postgres server;
  private static Database database;

  @BeforeAll
  static void open() throws IOException {
    server = Postgres.start();
    database = server.open();
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
