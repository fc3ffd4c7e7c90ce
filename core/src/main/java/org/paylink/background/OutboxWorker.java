package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.paylink.settlement.Poll;
import org.paylink.settlement.Settle;
import org.paylink.task.TaskKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the side effects of committed changes. Each may be done more than once, so each is harmless
 * when repeated.
 */
public final class OutboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

  /** After so many failures a person is told; it is tried all the same. */
  private static final long TRIES_BEFORE_EXCEPTION = 5;

  private final Host host;
  private final Connections connections;
  private final Settle settle;
  private final Poll poll;
  private final TaskKeeper tasks;

  /** For a host. */
  public OutboxWorker(Host host, Connections connections, Settle settle, Poll poll) {
    this.host = host;
    this.connections = connections;
    this.settle = settle;
    this.poll = poll;
    this.tasks = new TaskKeeper(host);
  }

  /** Does what is due, the oldest first. */
  public void workDue(int most) {
    work(Query.from(Outbox.ENTITY).atMost("dueAt", host.clock().instant()).limit(most));
  }

  /** Does what waits for one link, due or not. */
  public void workFor(String linkId) {
    work(Query.from(Outbox.ENTITY).equal("paymentLinkId", linkId));
  }

  private void work(Query query) {
    List<Row> rows =
        host.records().unit(unit -> unit.list(query.equal("state", "WAITING").orderBy("dueAt")));
    for (Row row : rows) {
      try {
        if (perform(row)) {
          done(row);
        } else {
          again(row, Optional.empty());
        }
      } catch (GatewayException e) {
        LOG.warn("outbox {}: {}", row.text("outboxId"), e.kind());
        again(row, e.retryAfter());
      } catch (Exception e) {
        LOG.warn("outbox {} failed", row.text("outboxId"), e);
        again(row, Optional.empty());
      }
    }
  }

  private boolean perform(Row row) throws GatewayException {
    return switch (Outbox.Kind.valueOf(row.text("kind"))) {
      case CLOSE_SESSION -> closeSession(row);
      case OPEN_TASK, CLOSE_TASK -> {
        tasks.keep(row.text("exceptionId"));
        yield true;
      }
    };
  }

  /** Closes the session of the row's attempt; true when it is verified to be over. */
  private boolean closeSession(Row row) throws GatewayException {
    Optional<PaymentAttempt> attempt = settle.attempt(row.text("paymentAttemptId"));
    if (attempt.isEmpty()) {
      return true;
    }
    Optional<Connection> connection = connections.find(attempt.get().gatewayAccountId());
    if (connection.isEmpty()) {
      return false;
    }
    if (attempt.get().sessionId().isEmpty()) {
      return closeUnknown(attempt.get());
    }
    Session after = connection.get().close(attempt.get().sessionId().get());
    settle.settle(connection.get(), after, Settle.Bringer.CLOSING);
    if (after.state() == Session.State.EXPIRED) {
      host.records().run(unit -> note(unit, attempt.get()));
    }
    return after.state() != Session.State.OPEN;
  }

  /**
   * An attempt without a session: its start failed, or its outcome is unknown and is found out by
   * repeating it.
   */
  private boolean closeUnknown(PaymentAttempt attempt) {
    if (attempt.state() == AttemptState.STARTING) {
      poll.poll(attempt, Settle.Bringer.CLOSING);
    }
    return settle
        .attempt(attempt.id())
        .map(now -> now.sessionId().isEmpty() && !now.state().isLive())
        .orElse(true);
  }

  private void note(Unit unit, PaymentAttempt attempt) {
    Links.lockSubject(unit, attempt.subject());
    Links.lock(unit, attempt.linkId());
    History.add(
        unit,
        attempt.linkId(),
        HistoryEvent.SESSION_CLOSED,
        "<paylink>",
        host.clock().instant(),
        Map.of("attempt", attempt.id()));
  }

  private void done(Row row) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", "DONE");
    changes.put("doneAt", host.clock().instant());
    changes.put("lastError", null);
    host.records()
        .run(
            unit -> {
              unit.update(Outbox.ENTITY, expected(row), changes);
              resolve(unit, row);
            });
  }

  private void resolve(Unit unit, Row row) {
    Optional<PaymentLink> link = linkOfSession(unit, row);
    if (link.isPresent() && row.number("tries") >= TRIES_BEFORE_EXCEPTION - 1) {
      Links.lockSubject(unit, link.get().subject());
      Links.lock(unit, link.get().id());
      PaymentExceptions.resolve(
          unit,
          ExceptionKind.SESSION_NOT_CLOSED,
          row.text("paymentAttemptId"),
          Optional.of(link.get().id()),
          "<paylink>",
          "The session is over.",
          host.clock().instant());
      Links.refresh(unit, link.get().id());
    }
  }

  private void again(Row row, Optional<Duration> asked) {
    Instant now = host.clock().instant();
    long tries = row.number("tries") + 1;
    Duration backoff = Duration.ofSeconds(10L << Math.min(tries, 8));
    Duration pause = asked.filter(wanted -> wanted.compareTo(backoff) > 0).orElse(backoff);
    try {
      host.records()
          .run(
              unit -> {
                unit.update(
                    Outbox.ENTITY, expected(row), Map.of("tries", tries, "dueAt", now.plus(pause)));
                if (tries >= TRIES_BEFORE_EXCEPTION) {
                  raise(unit, row, now);
                }
              });
    } catch (Exception e) {
      LOG.error("outbox {}: the failure could not be recorded", row.text("outboxId"), e);
    }
  }

  private static void raise(Unit unit, Row row, Instant now) {
    Optional<PaymentLink> link = linkOfSession(unit, row);
    if (link.isPresent()) {
      Links.lockSubject(unit, link.get().subject());
      Links.lock(unit, link.get().id());
      PaymentExceptions.raise(
          unit,
          ExceptionKind.SESSION_NOT_CLOSED,
          row.text("paymentAttemptId"),
          Optional.of(link.get().id()),
          row.text("paymentAttemptId"),
          now);
      Links.refresh(unit, link.get().id());
    }
  }

  /** The link whose session is to be closed; absent for other side effects. */
  private static Optional<PaymentLink> linkOfSession(Unit unit, Row row) {
    return Outbox.Kind.CLOSE_SESSION.name().equals(row.text("kind"))
        ? Links.find(unit, row.text("paymentLinkId"))
        : Optional.empty();
  }

  private static Map<String, Object> expected(Row row) {
    return Map.of("outboxId", row.text("outboxId"), "state", "WAITING");
  }
}
