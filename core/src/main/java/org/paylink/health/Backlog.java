package org.paylink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.health.HealthReport.Wait;
import org.paylink.health.HealthReport.Waits;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Measures what waits. Every query is of rows that an index finds and that are few. */
final class Backlog {
  private static final List<String> LIVE = List.of("STARTING", "PAYABLE", "PENDING");
  private static final int MOST_RECEIPTS = 50;

  private final Unit unit;
  private final Instant now;

  Backlog(Unit unit, Instant now) {
    this.unit = unit;
    this.now = now;
  }

  Waits measure() {
    return new Waits(
        oldest(Query.from("GatewayEvent").equal("state", "RECEIVED"), "receivedAt"),
        unit.count(Query.from("GatewayEvent").equal("state", "GIVEN_UP")),
        receipts(),
        oldest(Query.from(Outbox.ENTITY).equal("state", "WAITING"), "createdDate"),
        oldest(Query.from("PaymentException").isNull("resolvedAt"), "openedAt"),
        unit.count(Query.from(PaymentAttempt.ENTITY).anyOf("state", LIVE)),
        oldest(
            Query.from(PaymentAttempt.ENTITY).anyOf("state", LIVE).atMost("pollDueAt", now),
            "pollDueAt"));
  }

  private Wait oldest(Query query, String since) {
    long count = unit.count(query);
    return new Wait(
        count,
        count == 0
            ? Optional.empty()
            : unit.list(query.orderBy(since).limit(1)).stream()
                .findFirst()
                .flatMap(row -> row.moment(since))
                .map(this::age));
  }

  /** A posting's due time moves on with each try, so its age is that of its receipt. */
  private Wait receipts() {
    Query pending = Query.from(PaymentPosting.ENTITY).equal("state", "PENDING");
    long count = unit.count(pending);
    Optional<Instant> oldest =
        unit.list(pending.orderBy("dueAt").limit(MOST_RECEIPTS)).stream()
            .map(this::recordedAt)
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    return new Wait(count, oldest.map(this::age));
  }

  private Optional<Instant> recordedAt(Row posting) {
    Map<String, Object> key =
        Map.of(
            "gatewayAccountId", posting.text("gatewayAccountId"),
            "externalRef", posting.text("externalRef"),
            "receiptType", posting.text("receiptType"));
    return unit.find(PaymentReceipt.ENTITY, key).flatMap(row -> row.moment("recordedAt"));
  }

  private Duration age(Instant since) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
