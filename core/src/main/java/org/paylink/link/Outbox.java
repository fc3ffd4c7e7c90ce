package org.paylink.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.paylink.records.Unit;

/** Side effects, stored with the change that causes them and done after it is committed. */
public final class Outbox {
  /** The entity's name. */
  public static final String ENTITY = "PaymentLinkOutbox";

  /** What is to be done. */
  public enum Kind {
    /** Close the session of an attempt at its gateway. */
    CLOSE_SESSION
  }

  private Outbox() {}

  /** Adds a side effect for an attempt. */
  public static void add(
      Unit unit, String outboxId, Kind kind, String linkId, String attemptId, Instant now) {
    Map<String, Object> row = new HashMap<>();
    row.put("outboxId", outboxId);
    row.put("kind", kind.name());
    row.put("paymentLinkId", linkId);
    row.put("paymentAttemptId", attemptId);
    row.put("state", "WAITING");
    row.put("dueAt", now);
    row.put("tries", 0L);
    row.put("createdDate", now);
    unit.insert(ENTITY, row);
  }
}
