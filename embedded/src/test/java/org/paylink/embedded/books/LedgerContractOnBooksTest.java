package org.paylink.embedded.books;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.paylink.contract.LedgerContract;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.embedded.jdbc.Postgres;

/** The contract of the ledger on the sample books, in both databases. */
@Timeout(300)
class LedgerContractOnBooksTest {
  private static Database derby;
  private static Postgres server;
  private static Database postgres;

  @BeforeAll
  static void open() throws IOException {
    derby =
        Database.open(
            "jdbc:derby:memory:ledger-contract;create=true", Optional.empty(), Optional.empty());
    server = Postgres.start();
    postgres = server.open();
  }

  @AfterAll
  static void close() throws IOException {
    derby.close();
    postgres.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> onDerby() {
    return cases(derby);
  }

  @TestFactory
  Stream<DynamicTest> onPostgres() {
    return cases(postgres);
  }

  private static Stream<DynamicTest> cases(Database database) {
    EntityModel model = EntityModel.ofPaylink().and(BooksLedger.model());
    JdbcRecords records = JdbcRecords.open(database.dataSource(), model);
    return LedgerContract.cases(new BooksFixture(records)).stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each::verify));
  }
}
