package org.paylink.embedded.books;

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

/** The contract of the ledger on the sample books. */
@Timeout(300)
class LedgerContractOnBooksTest {
  private static Database database;

  @BeforeAll
  static void open() {
    database =
        Database.open(
            "jdbc:derby:memory:ledger-contract;create=true", Optional.empty(), Optional.empty());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    EntityModel model = EntityModel.ofPaylink().and(BooksLedger.model());
    JdbcRecords records = JdbcRecords.open(database.dataSource(), model);
    return LedgerContract.cases(new BooksFixture(records)).stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each::verify));
  }
}
