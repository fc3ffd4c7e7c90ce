package org.paylink.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Unit;

/** Side effects, stored with the change that causes them and done after it is committed. */
public final class Outbox {
  /** The entity's name. */
  public static final String ENTITY = "PaymentLinkOutbox";

  /** What is to be done. */
  public enum Kind {
    /** Close the session of an attempt at its gateway. */
    CLOSE_SESSION,
    /** Send a link to who is to pay; the row's id is the delivery's. */
    SEND_LINK,
    /** Send the confirmation of a payment to who paid; the row's id is the delivery's. */
    SEND_CONFIRMATION,
    /** Tell a link's owner by mail what became of it; the row's id is the delivery's. */
    NOTIFY_OWNER,
    /** Give a person a task for an exception. */
    OPEN_TASK,
    /** Close the task of an exception that is resolved. */
    CLOSE_TASK
  }

  private Outbox() {}

  /** Adds a side effect for an attempt. */
  public static void add(
      Unit unit, String outboxId, Kind kind, String linkId, String attemptId, Instant now) {
    Map<String, Object> row = row(outboxId, kind, linkId, now);
    row.put("paymentAttemptId", attemptId);
    unit.insert(ENTITY, row);
  }

  /** Adds a side effect for a link. */
  public static void add(Unit unit, String outboxId, Kind kind, String linkId, Instant now) {
    unit.insert(ENTITY, row(outboxId, kind, linkId, now));
  }

  private static Map<String, Object> row(String outboxId, Kind kind, String linkId, Instant now) {
    Map<String, Object> row = new HashMap<>();
    row.put("outboxId", outboxId);
    row.put("kind", kind.name());
    row.put("paymentLinkId", linkId);
    row.put("state", "WAITING");
    row.put("dueAt", now);
    row.put("tries", 0L);
    row.put("createdDate", now);
    return row;
  }

  /** Adds a side effect for an exception; what was added at the same moment is done again. */
  public static void addForException(
      Unit unit, Kind kind, String exceptionId, Optional<String> linkId, Instant now) {
    String hash = LinkTokens.sha256(kind + "\n" + exceptionId + "\n" + now.toEpochMilli());
    // Derived and not drawn, so that whoever raises an exception needs no source of ids for it.
    String outboxId = "X" + hash.replaceAll("[^A-Za-z0-9]", "").substring(0, 19);
    Map<String, Object> key = Map.of("outboxId", outboxId);
    if (unit.find(ENTITY, key).isPresent()) {
      unit.update(ENTITY, key, Map.of("state", "WAITING", "dueAt", now));
      return;
    }
    Map<String, Object> row = new HashMap<>(key);
    row.put("kind", kind.name());
    row.put("paymentLinkId", linkId.orElse(null));
    row.put("exceptionId", exceptionId);
    row.put("state", "WAITING");
    row.put("dueAt", now);
    row.put("tries", 0L);
    row.put("createdDate", now);
    unit.insert(ENTITY, row);
  }
}
