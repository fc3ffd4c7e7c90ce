package org.paylink.embedded.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.contract.RecordsContract;

/** The contract of records on Derby, in memory and in files. */
@Timeout(300)
class RecordsContractOnDerbyTest {
  @TempDir private static Path folder;
  private static Database inMemory;
  private static Database inFiles;

  @BeforeAll
  static void open() {
    inMemory =
        Database.open(
            "jdbc:derby:memory:records-contract;create=true", Optional.empty(), Optional.empty());
    inFiles =
        Database.open(
            "jdbc:derby:" + folder.resolve("records") + ";create=true",
            Optional.empty(),
            Optional.empty());
  }

  @AfterAll
  static void close() {
    inMemory.close();
    inFiles.close();
  }

  @TestFactory
  Stream<DynamicTest> inMemory() {
    return cases(inMemory);
  }

  @TestFactory
  Stream<DynamicTest> inFiles() {
    return cases(inFiles);
  }

  private static Stream<DynamicTest> cases(Database database) {
    JdbcRecords records = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
    return RecordsContract.cases(() -> records).stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each::verify));
  }
}
