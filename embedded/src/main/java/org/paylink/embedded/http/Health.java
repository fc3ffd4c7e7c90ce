package org.paylink.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.paylink.site.WebResponse;

/** Says whether the host works, and what waits, for machines that watch it. */
final class Health {
  private final Host host;

  Health(Host host) {
    this.host = host;
  }

  /**
   * What was found.
   *
   * @param sweeper whether some node has swept lately
   * @param oldestUnsettledEvent how long the oldest event has been waiting, if one waits
   * @param unpostedReceipts receipts the books don't hold yet
   * @param outboxWaiting side effects to be done, such as sessions to be closed
   */
  private record Found(
      boolean sweeper,
      Optional<Duration> oldestUnsettledEvent,
      int unpostedReceipts,
      int outboxWaiting) {}

  /** 200 when the database answers and the background work runs, 503 otherwise. */
  WebResponse answer() {
    try {
      Found found = host.records().unit(this::look);
      return json(found.sweeper() ? 200 : 503, found);
    } catch (RuntimeException e) {
      return Replies.bytes(
          503, "application/json", "{\"up\":false,\"database\":false}\n".getBytes(UTF_8));
    }
  }

  private Found look(Unit unit) {
    Instant now = host.clock().instant();
    boolean sweeps =
        unit.find("PaymentLease", Map.of("leaseName", "sweeper"))
            .flatMap(row -> row.moment("leasedUntil"))
            .filter(end -> end.isAfter(now))
            .isPresent();
    List<Row> oldest =
        unit.list(
            Query.from("GatewayEvent").equal("state", "RECEIVED").orderBy("receivedAt").limit(1));
    Optional<Duration> age =
        oldest.stream()
            .findFirst()
            .flatMap(row -> row.moment("receivedAt"))
            .map(received -> Duration.between(received, now));
    return new Found(
        sweeps,
        age,
        unit.list(Query.from("PaymentPosting").equal("state", "PENDING")).size(),
        unit.list(Query.from("PaymentLinkOutbox").isNull("doneAt")).size());
  }

  private static WebResponse json(int status, Found found) {
    String oldest =
        found.oldestUnsettledEvent().map(age -> Long.toString(age.toSeconds())).orElse("null");
    String json =
        "{\"up\":%b,\"database\":true,\"sweeper\":%b,\"oldestUnsettledEventSeconds\":%s,"
                .formatted(found.sweeper(), found.sweeper(), oldest)
            + "\"unpostedReceipts\":%d,\"outboxWaiting\":%d}\n"
                .formatted(found.unpostedReceipts(), found.outboxWaiting());
    return Replies.bytes(status, "application/json", json.getBytes(UTF_8));
  }
}
