package org.paylink.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.paylink.health.HealthCheck;
import org.paylink.health.HealthReport;
import org.paylink.health.HealthReport.Waits;
import org.paylink.site.WebResponse;

/** Says whether the trial works, and what waits, for machines that watch it. */
final class Health {
  private final HealthCheck check;

  Health(HealthCheck check) {
    this.check = check;
  }

  /** 200 when the database answers and the background work runs, 503 otherwise. */
  WebResponse answer() {
    try {
      HealthReport report = check.look();
      return json(report.isUp() ? 200 : 503, report);
    } catch (RuntimeException e) {
      return Replies.bytes(
          503, "application/json", "{\"up\":false,\"database\":false}\n".getBytes(UTF_8));
    }
  }

  private static WebResponse json(int status, HealthReport report) {
    Waits waits = report.waits();
    String oldest =
        waits.events().oldest().map(Duration::toSeconds).map(String::valueOf).orElse("null");
    String json =
        "{\"up\":%b,\"database\":true,\"oldestUnsettledEventSeconds\":%s,"
                .formatted(report.isUp(), oldest)
            + "\"unpostedReceipts\":%d,\"outboxWaiting\":%d}\n"
                .formatted(waits.receipts().count(), waits.outbox().count());
    return Replies.bytes(status, "application/json", json.getBytes(UTF_8));
  }
}
