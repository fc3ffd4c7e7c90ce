package org.paylink.embedded.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What JDBC records do beyond the contract of all records. */
@Timeout(60)
class JdbcRecordsTest {
  private static Database database;
  private static JdbcRecords records;

  private final String linkId = "L" + System.nanoTime();
  private final Map<String, Object> key = Map.of("paymentLinkId", linkId);

  @BeforeAll
  static void open() {
    database = openDerby();
    records = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Database openDerby() {
    return Database.open(
        "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatDoesNotFitIsRefusedByFieldAndNeverQuoted() {
    refused(Map.of("purpose", "secret".repeat(50)), "PaymentLink.purpose is 300 characters");
    refused(Map.of("purpose", "sec\0ret"), "PaymentLink.purpose holds a NUL character");
    refused(Map.of("amount", new BigDecimal("0.0001")), "PaymentLink.amount has more digits");
    refused(Map.of("amount", new BigDecimal("1E15")), "PaymentLink.amount has more digits");
    refused(Map.of("amount", 50.85), "PaymentLink.amount can't hold a java.lang.Double");
    refused(Map.of("noSuchField", "secret"), "no field PaymentLink.noSuchField");
  }

  private void refused(Map<String, Object> changes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> records.run(unit -> unit.update("PaymentLink", key, changes)))
        .withMessageStartingWith(message)
        .withMessageNotContaining("secret");
  }

  @Test
  void aRowWithoutItsWholeKeyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> records.run(unit -> unit.insert("PaymentLink", Map.of("purpose", "x"))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> records.unit(unit -> unit.find("PaymentSubject", Map.of("subjectId", "1"))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> records.unit(unit -> unit.lock("PaymentLinkClick", Map.of("clickId", "1"))))
        .withMessage("no field PaymentLinkClick.lockStamp");
  }

  @Test
  void whatCouldNeverBeStoredIsSimplyNotFound() {
    String tooLong = "x".repeat(5_000);
    Query query = Query.from("PaymentLink").anyOf("subjectId", List.of(tooLong, "a\0b"));
    Map<String, Object> longKey = Map.of("paymentLinkId", tooLong);
    Optional<Row> found = records.unit(unit -> unit.find("PaymentLink", longKey));
    List<Row> listed = records.unit(unit -> unit.list(query));
    assertThat(found).isEmpty();
    assertThat(listed).isEmpty();
  }

  @Test
  void momentsDoNotDependOnTheZoneOfTheProcess() {
    TimeZone before = TimeZone.getDefault();
    Instant inTheGapOfNewYork = Instant.parse("2026-03-08T02:30:00.123Z");
    Instant secondTimeInTheOverlap = Instant.parse("2026-11-01T06:30:00.456Z");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      records.run(
          unit ->
              unit.insert(
                  "PaymentLink",
                  Map.of(
                      "paymentLinkId",
                      linkId,
                      "createdDate",
                      inTheGapOfNewYork,
                      "expiresAt",
                      secondTimeInTheOverlap)));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      var row = records.unit(unit -> unit.find("PaymentLink", key)).orElseThrow();
      assertThat(row.moment("createdDate")).contains(inTheGapOfNewYork);
      assertThat(row.moment("expiresAt")).contains(secondTimeInTheOverlap);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aUnitIsOfNoUseAfterItsEnd() {
    AtomicReference<Unit> kept = new AtomicReference<>();
    records.run(kept::set);
    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().find("PaymentLink", key))
        .withMessage("the unit has ended");
  }

  @Test
  void openingAgainKeepsTheRowsAndAddsMissingColumns() throws SQLException {
    records.run(unit -> unit.insert("PaymentLink", key));
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE payment_link DROP COLUMN purpose");
      connection.commit();
    }
    JdbcRecords again = JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink());
    again.run(unit -> unit.update("PaymentLink", key, Map.of("purpose", "added")));
    var row = again.unit(unit -> unit.find("PaymentLink", key)).orElseThrow();
    assertThat(row.text("purpose")).isEqualTo("added");
  }

  @Test
  void aDatabaseThatIsGoneIsUnavailable() {
    Database gone = openDerby();
    JdbcRecords lost = JdbcRecords.open(gone.dataSource(), EntityModel.ofPaylink());
    gone.close();
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> lost.run(unit -> unit.find("PaymentLink", key)))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.DATABASE_UNAVAILABLE));
    assertThat(lost.inTransaction()).isFalse();
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(
            () ->
                Database.open(
                    "jdbc:postgresql://127.0.0.1:1/none", Optional.empty(), Optional.empty()))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.DATABASE_UNAVAILABLE));
  }
}
