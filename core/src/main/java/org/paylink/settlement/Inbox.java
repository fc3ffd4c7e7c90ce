package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.AccountStates;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Notification;
import org.paylink.host.Host;
import org.paylink.link.PaymentAttempt;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable inbox of notifications. Receiving verifies over the raw bytes, stores one row per
 * event, and nothing more; working a row off settles what it is about.
 */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final String ENTITY = "GatewayEvent";
  private static final long MOST_TRIES = 50;

  private final Host host;
  private final Connections connections;
  private final Settle settle;
  private final AccountStates states;
  private final ReversalEvents reversals;

  /** For a host. */
  public Inbox(
      Host host,
      Connections connections,
      Settle settle,
      SettleReversals settleReversals,
      AccountStates states) {
    this.states = states;
    this.reversals = new ReversalEvents(host, settleReversals);
    this.host = host;
    this.connections = connections;
    this.settle = settle;
  }

  /** What came of a webhook call. */
  public enum Received {
    /** Stored; to be worked off. */
    STORED,
    /** Known already. */
    DUPLICATE,
    /** No such account. */
    UNKNOWN_ACCOUNT,
    /** Not from the gateway, or not readable. Nothing is stored. */
    REFUSED
  }

  /**
   * The answer to a webhook call.
   *
   * @param received what came of it
   * @param event the event's key in the inbox, when it is there
   */
  public record Answer(Received received, Optional<Key> event) {}

  /** An event's key. */
  public record Key(String gatewayAccountId, String externalEventId) {
    Map<String, Object> fields() {
      return Map.of("gatewayAccountId", gatewayAccountId, "externalEventId", externalEventId);
    }
  }

  /** Receives a webhook call. */
  public Answer receive(String accountId, byte[] rawBody, Map<String, List<String>> headers) {
    Optional<Connection> connection = connections.find(accountId);
    if (connection.isEmpty()) {
      return new Answer(Received.UNKNOWN_ACCOUNT, Optional.empty());
    }
    Instant now = host.clock().instant();
    Notification notification = connection.get().verify(rawBody, headers, now);
    if (notification instanceof Notification.Refused refused) {
      LOG.warn("webhook of account {} refused: {}", accountId, refused.reason());
      return new Answer(Received.REFUSED, Optional.empty());
    }
    Notification.Verified event = (Notification.Verified) notification;
    Key key = new Key(accountId, event.eventId());
    String organization = connection.get().account().organizationPartyId();
    boolean stored =
        host.records().unit(unit -> store(unit, key, organization, event, rawBody, now));
    states.eventArrived(accountId, connection.get().needsOlderSecret(rawBody, headers, now));
    return new Answer(stored ? Received.STORED : Received.DUPLICATE, Optional.of(key));
  }

  /**
   * Works an event off, unless that has been done. A failure is recorded and tried again later.
   * Never throws.
   */
  public void process(Key key) {
    try {
      Optional<Row> row = host.records().unit(unit -> unit.find(ENTITY, key.fields()));
      if (row.isPresent() && "RECEIVED".equals(row.get().text("state"))) {
        if (ReversalEvents.isReversal(row.get())) {
          settleReversal(key, row.get());
        } else {
          settleEvent(key, row.get());
        }
      }
    } catch (GatewayException e) {
      recordFailure(key, e.kind().name(), e.retryAfter());
    } catch (Exception e) {
      LOG.warn("event {} could not be worked off", key.externalEventId(), e);
      recordFailure(key, e.getClass().getSimpleName(), Optional.empty());
    }
  }

  /** Works off what is due, the oldest first. */
  public void processDue(int most) {
    Instant now = host.clock().instant();
    List<Row> due =
        host.records()
            .unit(
                unit ->
                    unit.list(
                        Query.from(ENTITY)
                            .equal("state", "RECEIVED")
                            .atMost("dueAt", now)
                            .orderBy("dueAt")
                            .limit(most)));
    due.forEach(row -> process(new Key(row.text("gatewayAccountId"), row.text("externalEventId"))));
  }

  private void settleEvent(Key key, Row row) throws GatewayException {
    Connection connection = connections.require(key.gatewayAccountId());
    Optional<String> sessionId = row.optionalText("sessionId").or(() -> sessionOf(row));
    if (sessionId.isPresent()) {
      try {
        settle.settle(connection, sessionId.get(), Settle.Bringer.WEBHOOK);
      } catch (GatewayException e) {
        if (e.kind() != GatewayException.Kind.NOT_FOUND) {
          throw e;
        }
        LOG.warn("event {} names a session the gateway doesn't know", key.externalEventId());
      }
    }
    done(key, sessionId.isPresent() ? "DONE" : "IGNORED");
  }

  private void settleReversal(Key key, Row row) throws GatewayException {
    Connection connection = connections.require(key.gatewayAccountId());
    switch (reversals.work(connection, key, row)) {
      case SETTLED -> done(key, "DONE");
      case NOT_OURS -> done(key, "IGNORED");
      case TOO_EARLY -> LOG.debug("event {} is looked at again", key.externalEventId());
    }
  }

  private Optional<String> sessionOf(Row row) {
    return row.optionalText("paymentAttemptId")
        .flatMap(settle::attempt)
        .flatMap(PaymentAttempt::sessionId);
  }

  private boolean store(
      Unit unit,
      Key key,
      String organization,
      Notification.Verified event,
      byte[] rawBody,
      Instant now) {
    if (unit.find(ENTITY, key.fields()).isPresent()) {
      return false;
    }
    Optional<String> paymentRef =
        event.concern() == Notification.Concern.REVERSAL
            ? ReversalEvents.paymentRef(unit, key, organization, event, now)
            : Optional.empty();
    boolean relevant = event.concern() == Notification.Concern.PAYMENT || paymentRef.isPresent();
    Map<String, Object> row = new HashMap<>(key.fields());
    row.put("eventType", event.type());
    row.put("sessionId", event.sessionId().orElse(null));
    row.put("paymentAttemptId", event.attemptId().orElse(null));
    row.put("paymentRef", paymentRef.orElse(null));
    row.put("apiVersion", event.apiVersion().orElse(null));
    row.put("rawBody", RawBodies.withoutProofs(rawBody));
    row.put("bodyDigest", RawBodies.digest(rawBody));
    row.put("bodyKept", "Y");
    row.put("receivedAt", now);
    row.put("state", relevant ? "RECEIVED" : "IGNORED");
    row.put("tries", 0L);
    row.put("dueAt", now);
    row.put("doneAt", relevant ? null : now);
    unit.insert(ENTITY, row);
    return true;
  }

  private void done(Key key, String state) {
    Map<String, Object> expected = new HashMap<>(key.fields());
    expected.put("state", "RECEIVED");
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", state);
    changes.put("doneAt", host.clock().instant());
    changes.put("lastError", null);
    host.records().run(unit -> unit.update(ENTITY, expected, changes));
  }

  private void recordFailure(Key key, String why, Optional<Duration> retryAfter) {
    try {
      host.records().run(unit -> failed(unit, key, why, retryAfter));
    } catch (Exception e) {
      // The row is still due, so it is tried again even when this could not be written.
      LOG.error("event {}: not even the failure could be recorded", key.externalEventId(), e);
    }
  }

  private void failed(Unit unit, Key key, String why, Optional<Duration> retryAfter) {
    Optional<Row> row = unit.find(ENTITY, key.fields());
    if (row.isEmpty() || !"RECEIVED".equals(row.get().text("state"))) {
      return;
    }
    long tries = row.get().number("tries") + 1;
    Duration backoff = Duration.ofSeconds(5L << Math.min(tries, 9));
    Duration pause = retryAfter.filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
    Map<String, Object> changes = new HashMap<>();
    changes.put("tries", tries);
    changes.put("lastError", why);
    changes.put("dueAt", host.clock().instant().plus(pause));
    // The poll finds the money of an event that is given up, so nothing is lost by it.
    changes.put("state", tries >= MOST_TRIES ? "GIVEN_UP" : "RECEIVED");
    unit.update(ENTITY, key.fields(), changes);
  }
}
