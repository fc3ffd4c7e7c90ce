package org.paylink.embedded.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.contract.ContractCase;
import org.paylink.contract.RecordsContract;
import org.paylink.records.Query;

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

  /** A host's database, where the cases run as well, would show what they leave to people. */
  @Test
  void theCasesLeaveNothingBehind() {
    try (Database database =
        Database.open(
            "jdbc:derby:memory:records-left;create=true", Optional.empty(), Optional.empty())) {
      JdbcRecords records = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
      RecordsContract.cases(() -> records).forEach(ContractCase::verify);
      for (String entity :
          List.of(
              "PaymentLink",
              "PaymentLinkClick",
              "PaymentAttempt",
              "GatewayEvent",
              "PaymentSubject")) {
        long left = records.unit(unit -> unit.count(Query.from(entity)));
        assertThat(left).as(entity).isZero();
      }
    }
  }

  private static Stream<DynamicTest> cases(Database database) {
    JdbcRecords records = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
    return RecordsContract.cases(() -> records).stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), each::verify));
  }
}
