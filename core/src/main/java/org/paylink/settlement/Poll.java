package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks gateways about attempts that wait, so that a lost webhook loses nothing. */
public final class Poll {
  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);

  /** No session lives longer than a day, so one that is still unclear then needs a person. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(26);

  /** A bank takes days, and a gateway that can't be asked meanwhile is no reason to worry. */
  private static final Duration LONGEST_BANK = Duration.ofDays(14);

  /** How long the other attempts of an account are left alone that didn't answer. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  private final Host host;
  private final Connections connections;
  private final Settle settle;
  private final Restart restart;

  /** Repeats the frozen request of an attempt whose start has an unknown outcome. */
  public interface Restart {
    /** Repeats it; false when the gateway could not be asked. */
    boolean restart(PaymentAttempt attempt, Connection connection);
  }

  /** For a host. */
  public Poll(Host host, Connections connections, Settle settle, Restart restart) {
    this.host = host;
    this.connections = connections;
    this.settle = settle;
    this.restart = restart;
  }

  /** Asks about attempts that are due, the oldest first. */
  public void pollDue(int most) {
    Instant now = host.clock().instant();
    List<Row> due =
        host.records()
            .unit(
                unit ->
                    unit.list(
                        Query.from(PaymentAttempt.ENTITY)
                            .anyOf("state", List.of("STARTING", "PAYABLE", "PENDING"))
                            .atMost("pollDueAt", now)
                            .orderBy("pollDueAt")
                            .limit(most)));
    Set<String> silent = new HashSet<>();
    List<PaymentAttempt> skipped = new ArrayList<>();
    for (Row row : due) {
      PaymentAttempt attempt = PaymentAttempt.of(row);
      // An account that didn't answer once is left alone until the next round, so that it doesn't
      // hold up the others.
      if (silent.contains(attempt.gatewayAccountId())) {
        skipped.add(attempt);
      } else if (!poll(attempt, Settle.Bringer.POLL)) {
        silent.add(attempt.gatewayAccountId());
      }
    }
    host.records().run(unit -> skipped.forEach(attempt -> leave(unit, attempt, now)));
  }

  /** Lets others go first in the next rounds, of which each takes so many attempts only. */
  private static void leave(Unit unit, PaymentAttempt attempt, Instant now) {
    unit.update(
        PaymentAttempt.ENTITY,
        Map.of("paymentAttemptId", attempt.id(), "state", attempt.state().name()),
        Map.of("pollDueAt", now.plus(LEFT_ALONE)));
  }

  /**
   * Asks about one attempt now. A failure to ask is not thrown but told.
   *
   * @return whether the gateway answered
   */
  public boolean poll(PaymentAttempt attempt, Settle.Bringer by) {
    try {
      Optional<Connection> connection = connections.find(attempt.gatewayAccountId());
      if (connection.isEmpty()) {
        LOG.warn("attempt {} has no gateway account any more", attempt.id());
        postpone(attempt, Optional.of(Duration.ofHours(1)));
        return false;
      }
      if (attempt.sessionId().isEmpty()) {
        postpone(attempt, Optional.empty());
        return restart.restart(attempt, connection.get());
      }
      settle.settle(connection.get(), attempt.sessionId().get(), by);
      return true;
    } catch (GatewayException e) {
      LOG.warn("attempt {} could not be looked up: {}", attempt.id(), e.kind());
      postpone(attempt, e.retryAfter());
    } catch (Exception e) {
      LOG.warn("attempt {} could not be settled", attempt.id(), e);
      postpone(attempt, Optional.empty());
    }
    return false;
  }

  /**
   * Waits longer the more often it failed; a person is told when a session's time is long over and
   * it still does.
   */
  private void postpone(PaymentAttempt attempt, Optional<Duration> asked) {
    Instant now = host.clock().instant();
    Duration backoff = RecordFacts.backoff(attempt);
    Duration pause = asked.filter(wanted -> wanted.compareTo(backoff) > 0).orElse(backoff);
    Map<String, Object> changes = new HashMap<>();
    changes.put("pollDueAt", now.plus(pause));
    changes.put("pollCount", attempt.polls() + 1);
    Map<String, Object> expected = new HashMap<>();
    expected.put("paymentAttemptId", attempt.id());
    expected.put("state", attempt.state().name());
    try {
      host.records()
          .run(
              unit -> {
                unit.update(PaymentAttempt.ENTITY, expected, changes);
                if (attempt.createdAt().plus(longestSilence(attempt)).isBefore(now)) {
                  raise(unit, attempt, now);
                }
              });
    } catch (Exception e) {
      LOG.error("attempt {} could not be postponed", attempt.id(), e);
    }
  }

  private static Duration longestSilence(PaymentAttempt attempt) {
    return attempt.state() == AttemptState.PENDING ? LONGEST_BANK : LONGEST_SILENCE;
  }

  private static void raise(Unit unit, PaymentAttempt attempt, Instant now) {
    Links.lockSubject(unit, attempt.subject());
    Links.lock(unit, attempt.linkId());
    PaymentExceptions.raise(
        unit,
        ExceptionKind.SESSION_NOT_CLOSED,
        attempt.id(),
        Optional.of(attempt.linkId()),
        ExceptionCause.of(attempt),
        ExceptionDetail.attempt(attempt.id()),
        now);
    Links.refresh(unit, attempt.linkId());
  }
}
