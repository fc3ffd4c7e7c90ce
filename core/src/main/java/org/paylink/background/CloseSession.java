package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.paylink.settlement.Poll;
import org.paylink.settlement.Settle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the session of an attempt at its gateway, and settles what it turns out to be. */
public final class CloseSession implements SideEffect {
  private static final Logger LOG = LoggerFactory.getLogger(CloseSession.class);

  /** After so many failures a person is told; it is tried all the same. */
  private static final long TRIES_BEFORE_EXCEPTION = 5;

  private final Host host;
  private final Connections connections;
  private final Settle settle;
  private final Poll poll;

  /** For a host. */
  public CloseSession(Host host, Connections connections, Settle settle, Poll poll) {
    this.host = host;
    this.connections = connections;
    this.settle = settle;
    this.poll = poll;
  }

  @Override
  public Set<Outbox.Kind> kinds() {
    return EnumSet.of(Outbox.Kind.CLOSE_SESSION);
  }

  @Override
  public Outcome perform(Row row) {
    try {
      return isOver(row) ? Outcome.done(unit -> resolve(unit, row)) : again(row, Optional.empty());
    } catch (GatewayException e) {
      LOG.warn("outbox {}: {}", row.text("outboxId"), e.kind());
      return again(row, e.retryAfter());
    } catch (Exception e) {
      LOG.warn("outbox {} failed", row.text("outboxId"), e);
      return again(row, Optional.empty());
    }
  }

  private Outcome again(Row row, Optional<Duration> asked) {
    return Outcome.again(
        asked,
        unit -> {
          if (row.number("tries") + 1 >= TRIES_BEFORE_EXCEPTION) {
            raise(unit, row, host.clock().instant());
          }
        });
  }

  /** Closes the session of the row's attempt; true when it is verified to be over. */
  private boolean isOver(Row row) throws GatewayException {
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

  private void resolve(Unit unit, Row row) {
    Optional<PaymentLink> link = Links.find(unit, row.text("paymentLinkId"));
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

  private static void raise(Unit unit, Row row, Instant now) {
    Optional<PaymentLink> link = Links.find(unit, row.text("paymentLinkId"));
    if (link.isPresent()) {
      Links.lockSubject(unit, link.get().subject());
      Links.lock(unit, link.get().id());
      PaymentExceptions.raise(
          unit,
          ExceptionKind.SESSION_NOT_CLOSED,
          row.text("paymentAttemptId"),
          Optional.of(link.get().id()),
          ExceptionDetail.attempt(row.text("paymentAttemptId")),
          now);
      Links.refresh(unit, link.get().id());
    }
  }
}
