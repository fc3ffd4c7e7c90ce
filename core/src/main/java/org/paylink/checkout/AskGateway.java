package org.paylink.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.host.Host;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.AttemptState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an attempt's frozen request and stores what comes of it. Sent again it is the same request
 * under the same key, so the gateway answers the same session. An attempt whose start failed was
 * shown to nobody, so it can't be paid, and the next press makes a new one under a new key.
 */
public final class AskGateway {
  private static final Logger LOG = LoggerFactory.getLogger(AskGateway.class);

  private static final int LOOKS = 8;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Host host;
  private final LinkUrls urls;

  /** For a host. */
  public AskGateway(Host host, LinkUrls urls) {
    this.host = host;
    this.urls = urls;
  }

  /** Makes an attempt payable, or says why it isn't. */
  public StartOutcome ask(PaymentLink link, PaymentAttempt attempt, Connection connection) {
    if (attempt.state() == AttemptState.PAYABLE && attempt.sessionUrl().isPresent()) {
      return StartOutcome.toSession(link, attempt.sessionUrl().get(), attempt.sessionFields());
    }
    StartRequest request;
    try {
      FrozenRequest frozen = FrozenRequest.of(attempt);
      request = frozen.forGateway(attempt, urls.key(frozen.keyVersion()));
    } catch (PaylinkException e) {
      LOG.error("attempt {} can't be sent: {}", attempt.id(), e.getMessage());
      return new StartOutcome.NotStarted(link, e.problem());
    }
    try {
      return started(link, attempt, startOrRepeat(connection, request));
    } catch (GatewayException e) {
      LOG.warn("attempt {}: the gateway answered {}: {}", attempt.id(), e.kind(), e.getMessage());
      if (e.kind() == GatewayException.Kind.BUSY) {
        return startedMeanwhile(link, attempt)
            .orElseGet(() -> notStarted(link, Problem.GATEWAY_BUSY, attempt));
      }
      if (e.kind() != GatewayException.Kind.OUTCOME_UNKNOWN) {
        host.records().run(unit -> failed(unit, attempt, e));
      }
      return notStarted(link, problem(e), attempt);
    }
  }

  private static StartOutcome notStarted(
      PaymentLink link, Problem problem, PaymentAttempt attempt) {
    return new StartOutcome.NotStarted(link, problem, Optional.of(attempt.gatewayAccountId()));
  }

  /**
   * The gateway is busy, perhaps with the very same request: somebody pressed twice. The attempt is
   * left as it is, to be repeated, and for a moment we look whether the other press got through.
   */
  private Optional<StartOutcome> startedMeanwhile(PaymentLink link, PaymentAttempt attempt) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<PaymentAttempt> payable =
          host.records()
              .unit(unit -> unit.find(PaymentAttempt.ENTITY, key(attempt)))
              .map(PaymentAttempt::of)
              .filter(now -> now.state() == AttemptState.PAYABLE)
              .filter(now -> now.sessionUrl().isPresent());
      if (payable.isPresent()) {
        String url = payable.get().sessionUrl().get();
        return Optional.of(StartOutcome.toSession(link, url, payable.get().sessionFields()));
      }
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Session startOrRepeat(Connection connection, StartRequest request)
      throws GatewayException {
    try {
      return connection.start(request);
    } catch (GatewayException e) {
      if (e.kind() == GatewayException.Kind.OUTCOME_UNKNOWN) {
        return connection.start(request);
      }
      throw e;
    }
  }

  private StartOutcome started(PaymentLink link, PaymentAttempt attempt, Session session) {
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              Links.lockSubject(unit, link.subject());
              PaymentLink locked = Links.lock(unit, link.id());
              return startedInUnit(unit, locked, attempt, session, now);
            });
  }

  private StartOutcome startedInUnit(
      Unit unit, PaymentLink link, PaymentAttempt attempt, Session session, Instant now) {
    PaymentAttempt current =
        unit.find(PaymentAttempt.ENTITY, key(attempt)).map(PaymentAttempt::of).orElseThrow();
    boolean first = current.state() == AttemptState.STARTING;
    if (first) {
      store(unit, current, session, now);
    } else if (current.sessionId().isEmpty()) {
      // Somebody gave this attempt up meanwhile; its session has to be known to be closed.
      unit.update(PaymentAttempt.ENTITY, key(attempt), Map.of("sessionId", session.id()));
    }
    boolean payable = first || current.state() == AttemptState.PAYABLE;
    if (link.isOpenAt(now) && payable && session.url().isPresent()) {
      return StartOutcome.toSession(link, session.url().get(), session.fields());
    }
    if (session.state() == Session.State.OPEN) {
      Outbox.add(
          unit,
          host.identifiers().next(Outbox.ENTITY),
          Outbox.Kind.CLOSE_SESSION,
          link.id(),
          attempt.id(),
          now);
    }
    return new StartOutcome.NotStarted(
        link, link.isOpenAt(now) ? Problem.PAYMENT_IN_PROGRESS : ClosedLinks.problem(link));
  }

  private static void store(Unit unit, PaymentAttempt attempt, Session session, Instant now) {
    Map<String, Object> expected = new HashMap<>(key(attempt));
    expected.put("state", AttemptState.STARTING.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", AttemptState.PAYABLE.name());
    changes.put("sessionId", session.id());
    changes.put("sessionUrl", session.url().orElse(null));
    changes.put("sessionFields", PaymentAttempt.stored(session.fields()).orElse(null));
    changes.put("sessionExpiresAt", session.expiresAt().orElse(null));
    changes.put("requestId", session.requestId().orElse(null));
    changes.put("pollDueAt", now.plus(Duration.ofSeconds(30)));
    if (unit.update(PaymentAttempt.ENTITY, expected, changes) == 1) {
      History.add(
          unit,
          attempt.linkId(),
          HistoryEvent.ATTEMPT_PAYABLE,
          "<gateway>",
          now,
          Map.of("attempt", attempt.id(), "request", session.requestId().orElse("")));
    }
  }

  /**
   * A failed start, recorded in a unit of its own. Someone who got further meanwhile keeps what
   * they have.
   */
  private void failed(Unit unit, PaymentAttempt attempt, GatewayException failure) {
    Links.lockSubject(unit, attempt.subject());
    Links.lock(unit, attempt.linkId());
    Map<String, Object> expected = new HashMap<>(key(attempt));
    expected.put("state", AttemptState.STARTING.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", AttemptState.FAILED.name());
    changes.put("requestId", failure.requestId().orElse(null));
    changes.put("lastError", failure.kind().name());
    changes.put("pollDueAt", null);
    if (unit.update(PaymentAttempt.ENTITY, expected, changes) == 1) {
      History.add(
          unit,
          attempt.linkId(),
          HistoryEvent.ATTEMPT_FAILED,
          "<gateway>",
          host.clock().instant(),
          Map.of(
              "attempt", attempt.id(),
              "kind", failure.kind().name(),
              "request", failure.requestId().orElse("")));
      Links.refresh(unit, attempt.linkId());
    }
  }

  /** What a failed call means to the person who waits for it. */
  static Problem problem(GatewayException failure) {
    return switch (failure.kind()) {
      case REFUSED, KEY_REUSED, NOT_FOUND -> Problem.GATEWAY_REFUSED;
      case KEY_REFUSED -> Problem.ACCOUNT_KEY_REFUSED;
      case BUSY -> Problem.GATEWAY_BUSY;
      case UNREACHABLE -> Problem.GATEWAY_UNREACHABLE;
      case FAILED -> Problem.GATEWAY_FAILED;
      case OUTCOME_UNKNOWN -> Problem.OUTCOME_UNKNOWN;
    };
  }

  private static Map<String, Object> key(PaymentAttempt attempt) {
    return Map.of("paymentAttemptId", attempt.id());
  }
}
