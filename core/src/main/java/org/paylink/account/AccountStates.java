package org.paylink.account;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.paylink.host.Host;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was seen of gateway accounts lately. For people who watch; nothing is decided by it, so a
 * note that can't be written is logged and forgotten.
 */
public final class AccountStates {
  private static final Logger LOG = LoggerFactory.getLogger(AccountStates.class);
  private static final String ENTITY = "PaymentGatewayState";

  /** Notifications come in bursts, and one row for all of them would make them wait in line. */
  private static final Duration NOTE_EVENTS_EVERY = Duration.ofMinutes(1);

  private final Host host;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  /** For a host. */
  public AccountStates(Host host) {
    this.host = host;
  }

  /**
   * What was seen of an account.
   *
   * @param lastEventAt when a verified notification last arrived, to the minute
   * @param previousSecretUsedAt when one was last signed with a secret other than the newest
   * @param checkedAt when its key was last tried
   * @param checkResult what came of that: {@code OK} or the kind of the failure
   * @param clockAhead how far our clock is ahead of the gateway's, negative when it is behind
   */
  public record State(
      Optional<Instant> lastEventAt,
      Optional<Instant> previousSecretUsedAt,
      Optional<Instant> checkedAt,
      Optional<String> checkResult,
      Optional<Duration> clockAhead) {

    /** The key worked when it was last tried. */
    public static final String OK = "OK";

    private static final State NOTHING =
        new State(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static State of(Row row) {
      boolean measured = row.fields().get("clockAheadMillis") != null;
      return new State(
          row.moment("lastEventAt"),
          row.moment("previousSecretUsedAt"),
          row.moment("checkedAt"),
          row.optionalText("checkResult"),
          measured
              ? Optional.of(Duration.ofMillis(row.number("clockAheadMillis")))
              : Optional.empty());
    }
  }

  /** What was seen of an account; nothing at all when it is new. */
  public static State of(Unit unit, String gatewayAccountId) {
    return unit.find(ENTITY, key(gatewayAccountId)).map(State::of).orElse(State.NOTHING);
  }

  /** Notes that a verified notification has arrived. */
  public void eventArrived(String gatewayAccountId, boolean withOlderSecret) {
    Instant now = host.clock().instant();
    String what = gatewayAccountId + (withOlderSecret ? "\nolder" : "");
    Instant before = noted.get(what);
    if (before != null && now.isBefore(before.plus(NOTE_EVENTS_EVERY))) {
      return;
    }
    noted.put(what, now);
    Map<String, Object> changes = new HashMap<>(Map.of("lastEventAt", now));
    if (withOlderSecret) {
      changes.put("previousSecretUsedAt", now);
    }
    note(gatewayAccountId, changes);
  }

  /** Notes what came of trying an account's key. */
  void checked(String gatewayAccountId, String result, Optional<Duration> clockAhead) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("checkedAt", host.clock().instant());
    changes.put("checkResult", result);
    clockAhead.ifPresent(ahead -> changes.put("clockAheadMillis", ahead.toMillis()));
    note(gatewayAccountId, changes);
  }

  private void note(String gatewayAccountId, Map<String, Object> changes) {
    try {
      host.records().run(unit -> note(unit, key(gatewayAccountId), changes));
    } catch (Exception e) {
      LOG.warn("what was seen of account {} could not be noted", gatewayAccountId, e);
    }
  }

  private static void note(Unit unit, Map<String, Object> key, Map<String, Object> changes) {
    if (unit.find(ENTITY, key).isPresent()) {
      unit.update(ENTITY, key, changes);
    } else {
      Map<String, Object> row = new HashMap<>(changes);
      row.putAll(key);
      unit.insert(ENTITY, row);
    }
  }

  private static Map<String, Object> key(String gatewayAccountId) {
    return Map.of("gatewayAccountId", gatewayAccountId);
  }
}
