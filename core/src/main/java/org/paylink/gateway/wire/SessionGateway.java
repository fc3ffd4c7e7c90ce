package org.paylink.gateway.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.Capturing;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.StartRequest;

/**
 * What starting, fetching and closing a session is at every gateway: an amount that can't be said
 * is refused before any call, every answer has to be about what was asked, and a change that was
 * refused or whose answer is lost is resolved by asking for the session itself. A gateway adds its
 * calls, and says at each what an answer means that can't be read.
 *
 * @param <B> what a request for a session is written as
 */
public abstract class SessionGateway<B> implements Gateway {
  /** How long a connection may take. */
  public static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** How long the answer may take after that. */
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final String calledInMessages;
  private final Duration shortestSession;
  private final Duration longestSession;

  /** A call that changes a session. */
  @FunctionalInterface
  protected interface Change {
    /** Makes the call; what it answers is not believed. */
    void make() throws GatewayException;
  }

  /**
   * A gateway whose sessions live this long, with room for clocks and repetitions.
   *
   * @param calledInMessages what messages in logs call it
   */
  protected SessionGateway(
      String calledInMessages, Duration shortestSession, Duration longestSession) {
    this.calledInMessages = calledInMessages;
    this.shortestSession = shortestSession;
    this.longestSession = longestSession;
  }

  /** Whether the text can be a session's id there, and so may be sent. */
  protected abstract boolean isId(String text);

  /**
   * The request for a session, written before anything is sent.
   *
   * @throws ArithmeticException when the gateway can't count the amount
   */
  protected abstract B write(StartRequest request);

  /** Sends a request for a session, under its key. Unreadable, the outcome is unknown. */
  protected abstract JsonAnswer create(GatewayAccount account, StartRequest request, B written)
      throws GatewayException;

  /** Asks for a session; changes nothing, so that an unreadable answer is a failure alone. */
  protected abstract JsonAnswer ask(GatewayAccount account, String sessionId)
      throws GatewayException;

  /** Asks the gateway to let nobody pay a session any more. */
  protected abstract void end(GatewayAccount account, String sessionId) throws GatewayException;

  /** The session that an answer tells of; an open one with its address. */
  protected abstract Session read(JsonAnswer answer) throws MalformedException;

  /** Not left to us, unless a gateway says how. */
  @Override
  public Optional<Capturing> capturing() {
    return Optional.empty();
  }

  /**
   * The end nearest to the wanted one that the gateway accepts, in whole seconds. It is sent as it
   * was frozen, so that a repetition is identical.
   */
  @Override
  public final Instant sessionEnd(Instant now, Instant wanted) {
    Instant earliest = now.plus(shortestSession);
    Instant latest = now.plus(longestSession);
    Instant allowed = wanted.isBefore(earliest) ? earliest : wanted;
    return (allowed.isAfter(latest) ? latest : allowed).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public final Session start(GatewayAccount account, StartRequest request) throws GatewayException {
    B written;
    try {
      written = write(request);
    } catch (ArithmeticException inexact) {
      throw failure(account, Kind.REFUSED, inexact.getMessage(), Optional.empty());
    }
    JsonAnswer answer = create(account, request, written);
    Session session = read(account, answer, Kind.OUTCOME_UNKNOWN);
    if (!session.attemptId().equals(Optional.of(request.attemptId()))) {
      throw failure(
          account, Kind.OUTCOME_UNKNOWN, "the answer is about another attempt", answer.requestId());
    }
    if (session.state() == State.OPEN && session.url().isEmpty()) {
      throw failure(
          account, Kind.OUTCOME_UNKNOWN, "an open session without its address", answer.requestId());
    }
    return session;
  }

  @Override
  public final Session fetch(GatewayAccount account, String sessionId) throws GatewayException {
    requireId(account, sessionId);
    JsonAnswer answer = ask(account, sessionId);
    Session session = read(account, answer, Kind.FAILED);
    if (!session.id().equals(sessionId)) {
      throw failure(
          account, Kind.FAILED, "the answer is about another session", answer.requestId());
    }
    return session;
  }

  /** Ends the session, and gives up with it what a customer agreed to. */
  @Override
  public final Session close(GatewayAccount account, String sessionId) throws GatewayException {
    return change(
        account,
        sessionId,
        () -> end(account, sessionId),
        Set.of(State.OPEN, State.APPROVED),
        "closed the session and says that it is still open");
  }

  /**
   * Makes a change and answers what the session is afterwards. When the change is refused or its
   * answer is lost, the session's own state decides whether that matters.
   *
   * @param before the states that say that nothing changed
   * @param contradiction what is wrong when the gateway accepted the change and nothing changed
   */
  protected final Session change(
      GatewayAccount account,
      String sessionId,
      Change change,
      Set<State> before,
      String contradiction)
      throws GatewayException {
    requireId(account, sessionId);
    Optional<GatewayException> refusal = tried(change);
    Session after = fetch(account, sessionId);
    if (before.contains(after.state())) {
      throw refusal.orElseGet(
          () -> failure(account, Kind.FAILED, contradiction, after.requestId()));
    }
    return after;
  }

  /** A failure with a message that holds no secret. */
  protected final GatewayException failure(
      GatewayAccount account, Kind kind, String message, Optional<String> requestId) {
    return new GatewayException(
        kind,
        calledInMessages + ": " + Scrubber.of(account).scrub(message),
        Optional.empty(),
        requestId,
        null);
  }

  /** Empty when it worked; else the failure that the session's own state may overrule. */
  private static Optional<GatewayException> tried(Change change) throws GatewayException {
    try {
      change.make();
      return Optional.empty();
    } catch (GatewayException failure) {
      return switch (failure.kind()) {
        case REFUSED, FAILED, OUTCOME_UNKNOWN -> Optional.of(failure);
        case KEY_REFUSED, NOT_FOUND, KEY_REUSED, BUSY, UNREACHABLE -> throw failure;
      };
    }
  }

  private void requireId(GatewayAccount account, String sessionId) throws GatewayException {
    if (!isId(sessionId)) {
      throw failure(account, Kind.NOT_FOUND, "that can't be the id of a session", Optional.empty());
    }
  }

  private Session read(GatewayAccount account, JsonAnswer answer, Kind whenMalformed)
      throws GatewayException {
    try {
      return read(answer);
    } catch (MalformedException malformed) {
      throw failure(account, whenMalformed, malformed.getMessage(), answer.requestId());
    }
  }
}
