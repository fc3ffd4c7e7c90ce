package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Session;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.Deliveries;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Occasion;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.ReceiptKey;
import org.paylink.records.Query;
import org.paylink.records.Unit;

/**
 * The first unit of a settlement: what the gateway says becomes attempt state, receipt and pending
 * posting.
 */
final class RecordFacts {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT_UNTOLD = Duration.ofMinutes(10);

  private final Host host;
  private final RecordCharge recordCharge;

  RecordFacts(Host host) {
    this.host = host;
    this.recordCharge = new RecordCharge(host);
  }

  /**
   * What was recorded.
   *
   * @param state the attempt's state now; absent for a session none of our attempts knows
   * @param receipt a receipt that waits to be posted
   */
  record Recorded(Optional<AttemptState> state, Optional<ReceiptKey> receipt) {}

  Recorded record(
      Unit unit, GatewayAccount account, Approvals.Decided said, Settle.Bringer by, Instant now) {
    Session session = said.session();
    Optional<PaymentAttempt> found = attemptOf(unit, account, session);
    if (found.isEmpty()) {
      recordCharge.ofNobody(unit, account, session, by, now);
      return new Recorded(Optional.empty(), Optional.empty());
    }
    Links.lockSubject(unit, found.get().subject());
    PaymentLink link = Links.lock(unit, found.get().linkId());
    PaymentAttempt attempt =
        unit.find(PaymentAttempt.ENTITY, key(found.get())).map(PaymentAttempt::of).orElseThrow();
    AttemptState state = attempt.state().merge(stateOf(session));
    storeAttempt(unit, account, attempt, state, session, now);
    if (session.state() == Session.State.OPEN && said.answered().isPresent()) {
      nothingTaken(unit, link, attempt, said.answered().get(), now);
    }
    Optional<ReceiptKey> receipt = Optional.empty();
    if (session.state() == Session.State.PAID) {
      receipt = recordCharge.ofAttempt(unit, account, link, attempt, session, by, now);
    }
    if (!state.isLive()) {
      PaymentExceptions.resolve(
          unit,
          ExceptionKind.SESSION_NOT_CLOSED,
          attempt.id(),
          Optional.of(link.id()),
          "<paylink>",
          "The gateway says that it is over.",
          now);
    }
    Links.refresh(unit, link.id());
    return new Recorded(Optional.of(state), receipt);
  }

  /** The attempt a session belongs to, if it is one of ours. */
  static Optional<PaymentAttempt> attemptOf(Unit unit, GatewayAccount account, Session session) {
    Optional<PaymentAttempt> bySession = attemptBySession(unit, account, session.id());
    if (bySession.isPresent()) {
      return bySession;
    }
    // The answer that would have told us the session was lost; its metadata still names the
    // attempt.
    return session
        .attemptId()
        .flatMap(id -> unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", id)))
        .map(PaymentAttempt::of)
        .filter(attempt -> attempt.gatewayAccountId().equals(account.id()))
        .filter(attempt -> attempt.sessionId().map(session.id()::equals).orElse(true));
  }

  /** The attempt of ours whose session this is known to be. */
  static Optional<PaymentAttempt> attemptBySession(
      Unit unit, GatewayAccount account, String sessionId) {
    return unit
        .list(
            Query.from(PaymentAttempt.ENTITY)
                .equal("sessionId", sessionId)
                .equal("gatewayAccountId", account.id())
                .limit(1))
        .stream()
        .findFirst()
        .map(PaymentAttempt::of);
  }

  /**
   * The gateway did not take what it was decided to take, so the decision is over, unless another
   * was made meanwhile. A link that was closed while it stood left the session open.
   */
  private void nothingTaken(
      Unit unit, PaymentLink link, PaymentAttempt attempt, long mark, Instant now) {
    Map<String, Object> expected = new HashMap<>(key(attempt));
    expected.put("takingMark", mark);
    Map<String, Object> changes = new HashMap<>();
    changes.put("takingMark", null);
    boolean closed = !link.lifecycle().isOpen() && link.lifecycle() != Lifecycle.EXPIRED;
    if (unit.update(PaymentAttempt.ENTITY, expected, changes) == 1 && closed) {
      Outbox.add(
          unit,
          host.identifiers().next(Outbox.ENTITY),
          Outbox.Kind.CLOSE_SESSION,
          link.id(),
          attempt.id(),
          now);
    }
  }

  private void storeAttempt(
      Unit unit,
      GatewayAccount account,
      PaymentAttempt attempt,
      AttemptState state,
      Session session,
      Instant now) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", state.name());
    changes.put("sessionId", session.id());
    session
        .url()
        .ifPresent(
            url -> {
              changes.put("sessionUrl", url);
              changes.put("sessionFields", PaymentAttempt.stored(session.fields()).orElse(null));
            });
    session.expiresAt().ifPresent(end -> changes.put("sessionExpiresAt", end));
    session.requestId().ifPresent(id -> changes.put("requestId", id));
    session.decline().ifPresent(code -> changes.put("declineCode", code));
    if (session.state() == Session.State.APPROVED) {
      // An earlier try was declined, and then the customer chose a way that they agreed to.
      changes.put("declineCode", null);
    }
    changes.put("pollCount", attempt.polls() + 1);
    changes.put("pollDueAt", state.isLive() ? now.plus(pause(account, attempt)) : null);
    unit.update(PaymentAttempt.ENTITY, key(attempt), changes);
    noteNews(unit, attempt, state, session, now);
  }

  /** What is new of an attempt goes into its link's history, and a failure to who asked. */
  private static void noteNews(
      Unit unit, PaymentAttempt attempt, AttemptState state, Session session, Instant now) {
    if (session.decline().isPresent() && !session.decline().equals(attempt.decline())) {
      note(
          unit,
          attempt,
          HistoryEvent.ATTEMPT_DECLINED,
          Map.of("decline", session.decline().get()),
          now);
    }
    if (state != attempt.state()) {
      event(state).ifPresent(event -> note(unit, attempt, event, Map.of(), now));
    }
    if (state == AttemptState.FAILED && state != attempt.state()) {
      PaymentLink link = Links.find(unit, attempt.linkId()).orElseThrow();
      Deliveries.tellOwner(unit, link, Occasion.FAILED, attempt.id(), Optional.empty(), now);
    }
  }

  /** A gateway that can't notify us is asked more often, because asking is all there is. */
  private static Duration pause(GatewayAccount account, PaymentAttempt attempt) {
    Duration wait = backoff(attempt);
    boolean shorter = account.isPolledOnly() && wait.compareTo(LONGEST_WAIT_UNTOLD) > 0;
    return shorter ? LONGEST_WAIT_UNTOLD : wait;
  }

  /** Waits longer the more often there was no news: 30 s, 1, 2, 4 … minutes, an hour at most. */
  static Duration backoff(PaymentAttempt attempt) {
    Duration wait = Duration.ofSeconds(30L << Math.min(attempt.polls(), 7));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static Optional<HistoryEvent> event(AttemptState state) {
    return switch (state) {
      case PENDING -> Optional.of(HistoryEvent.ATTEMPT_PENDING);
      case EXPIRED -> Optional.of(HistoryEvent.ATTEMPT_EXPIRED);
      case FAILED -> Optional.of(HistoryEvent.ATTEMPT_FAILED);
      case STARTING, PAYABLE, PAID -> Optional.empty();
    };
  }

  private static void note(
      Unit unit,
      PaymentAttempt attempt,
      HistoryEvent event,
      Map<String, String> details,
      Instant now) {
    Map<String, String> all = new HashMap<>(details);
    all.put("attempt", attempt.id());
    History.add(unit, attempt.linkId(), event, "<gateway>", now, all);
  }

  private static AttemptState stateOf(Session session) {
    return switch (session.state()) {
      // What was agreed to and not taken is no money yet.
      case OPEN, APPROVED -> AttemptState.PAYABLE;
      case PENDING -> AttemptState.PENDING;
      // Money whose amount the gateway doesn't say is still to be asked for, so the attempt stays
      // live.
      case PAID ->
          session.charge().flatMap(Session.Charge::amount).isPresent()
              ? AttemptState.PAID
              : AttemptState.PENDING;
      case FAILED -> AttemptState.FAILED;
      case EXPIRED -> AttemptState.EXPIRED;
    };
  }

  private static Map<String, Object> key(PaymentAttempt attempt) {
    return Map.of("paymentAttemptId", attempt.id());
  }
}
