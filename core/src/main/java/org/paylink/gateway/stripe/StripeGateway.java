package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.net.FormEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Capability;
import org.paylink.gateway.Capturing;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.Scrubber;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Stripe: one Checkout Session for each attempt. A call takes at most {@link #CONNECT_WITHIN} plus
 * {@link #ANSWER_WITHIN}; nothing is repeated here, because repeating is the caller's decision.
 * Source: https://docs.stripe.com/api/checkout/sessions
 */
public final class StripeGateway implements Gateway {
  /** How long a connection may take. */
  public static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** How long the answer may take after that. */
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /**
   * The shortest life of a session that can safely be asked for. Stripe counts 30 minutes from the
   * moment it creates the session; the rest is for the way there, clocks and repetitions.
   */
  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(35);

  /** The longest life: Stripe's 24 hours, less the difference clocks may have. */
  public static final Duration LONGEST_SESSION = Duration.ofHours(24).minusMinutes(5);

  private static final String SESSIONS = "/v1/checkout/sessions";
  private static final String WITH_CHARGE = "?expand%5B0%5D=payment_intent.latest_charge";

  private final StripeApi api;

  /** A gateway with the documented timeouts. */
  public StripeGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  StripeGateway(Duration connectWithin, Duration answerWithin) {
    this.api = new StripeApi(connectWithin, answerWithin);
  }

  /**
   * The end of a session that Stripe will accept, nearest to the wanted one, in whole seconds. To
   * be called once, when the request is frozen: {@link #start} sends the frozen instant as it is,
   * so that a repetition is identical, and Stripe refuses one outside of its window.
   *
   * @param now when the request is frozen
   * @param wanted when the caller would like it to end
   */
  @Override
  public Instant sessionEnd(Instant now, Instant wanted) {
    Instant earliest = now.plus(SHORTEST_SESSION);
    Instant latest = now.plus(LONGEST_SESSION);
    Instant allowed = wanted.isBefore(earliest) ? earliest : wanted;
    return (allowed.isAfter(latest) ? latest : allowed).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Optional<Money> minimum(String currency) {
    return StripeCurrencies.minimum(currency);
  }

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.REDIRECT,
        Capability.CLOSE_SESSION,
        Capability.SLOW_METHODS,
        Capability.SIGNED_WEBHOOK,
        Capability.TIMED_WEBHOOK);
  }

  @Override
  public Optional<Capturing> capturing() {
    return Optional.empty();
  }

  /**
   * Starts a checkout. For a key that Stripe has seen it answers what it answered then, so an old
   * session comes back as open: fetch it to know how it is now. Stripe forgets keys after a day at
   * the earliest. A first call so late that {@code expiresAt} is less than 30 minutes away is
   * REFUSED. Source: https://docs.stripe.com/api/idempotent_requests
   */
  @Override
  public Session start(GatewayAccount account, StartRequest request) throws GatewayException {
    requireKeyOfMode(account);
    StripeApi.Answer answer =
        api.create(account, SESSIONS, form(account, request), request.idempotencyKey());
    Session session = read(account, answer, Kind.OUTCOME_UNKNOWN);
    if (!session.attemptId().equals(Optional.of(request.attemptId()))) {
      throw failure(account, Kind.OUTCOME_UNKNOWN, "the answer is about another attempt", answer);
    }
    if (session.state() == State.OPEN && session.url().isEmpty()) {
      throw failure(account, Kind.OUTCOME_UNKNOWN, "an open session without its URL", answer);
    }
    return session;
  }

  @Override
  public Session fetch(GatewayAccount account, String sessionId) throws GatewayException {
    requireKeyOfMode(account);
    StripeApi.Answer answer = api.get(account, path(account, sessionId) + WITH_CHARGE);
    Session session = read(account, answer, Kind.FAILED);
    if (!session.id().equals(sessionId)) {
      throw failure(account, Kind.FAILED, "the answer is about another session", answer);
    }
    return session;
  }

  /**
   * Expires the session and answers what it is afterwards. Stripe expires only open ones, so when
   * it refuses, or its answer is lost, the session itself is asked. Source:
   * https://docs.stripe.com/api/checkout/sessions/expire
   */
  @Override
  public Session close(GatewayAccount account, String sessionId) throws GatewayException {
    requireKeyOfMode(account);
    Optional<GatewayException> refusal = expire(account, sessionId);
    Session after = fetch(account, sessionId);
    if (after.state() != State.OPEN) {
      return after;
    }
    throw refusal.orElseGet(
        () ->
            new GatewayException(
                Kind.FAILED,
                "Stripe: expired the session and says that it is still open",
                Optional.empty(),
                after.requestId(),
                null));
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return StripeEvents.verify(account, rawBody, headers, now);
  }

  @Override
  public WebhookNeeds webhookNeeds() {
    return StripeEvents.NEEDS;
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    return new StripeAccountCheck(api).of(account);
  }

  /** Empty when it worked; else the failure that the session's own state may overrule. */
  private Optional<GatewayException> expire(GatewayAccount account, String sessionId)
      throws GatewayException {
    try {
      api.post(account, path(account, sessionId) + "/expire");
      return Optional.empty();
    } catch (GatewayException failure) {
      return switch (failure.kind()) {
        case REFUSED, FAILED, OUTCOME_UNKNOWN -> Optional.of(failure);
        case KEY_REFUSED, NOT_FOUND, KEY_REUSED, BUSY, UNREACHABLE -> throw failure;
      };
    }
  }

  private static String form(GatewayAccount account, StartRequest request) throws GatewayException {
    try {
      if (!StripeApi.isHeaderSafe(request.idempotencyKey())) {
        throw failure(account, Kind.REFUSED, "the idempotency key is malformed");
      }
      return FormEncoder.createQueryString(StripeSessionRequest.of(request).toMap());
    } catch (ArithmeticException inexact) {
      throw failure(account, Kind.REFUSED, inexact.getMessage());
    }
  }

  private static String path(GatewayAccount account, String sessionId) throws GatewayException {
    if (!StripeSessions.isId(sessionId)) {
      throw failure(account, Kind.NOT_FOUND, "that can't be the id of a session");
    }
    return SESSIONS + "/" + sessionId;
  }

  private static Session read(GatewayAccount account, StripeApi.Answer answer, Kind whenMalformed)
      throws GatewayException {
    requireMode(account, answer);
    try {
      return StripeSessions.read(answer.body(), answer.requestId());
    } catch (StripeSessions.MalformedException malformed) {
      throw failure(account, whenMalformed, malformed.getMessage(), answer);
    }
  }

  /** Test money must never be taken for live money: before the call by the key's prefix. */
  private static void requireKeyOfMode(GatewayAccount account) throws GatewayException {
    Optional<Mode> mode = StripeApi.keyMode(account);
    if (mode.isPresent() && mode.get() != account.mode()) {
      throw failure(account, Kind.KEY_REFUSED, "the key is not of the account's mode");
    }
  }

  /**
   * And after it by what the answer says, for keys whose prefix says nothing. A session that was
   * started in the wrong mode is shown to nobody.
   */
  private static void requireMode(GatewayAccount account, StripeApi.Answer answer)
      throws GatewayException {
    JsonObject body = answer.body();
    Optional<Boolean> live = WireJson.truth(body, "livemode");
    if (live.isPresent() && live.get() != (account.mode() == Mode.LIVE)) {
      throw failure(account, Kind.KEY_REFUSED, "the answer is not of the account's mode", answer);
    }
  }

  private static GatewayException failure(GatewayAccount account, Kind kind, String message) {
    return new StripeErrors(Scrubber.of(account)).exception(kind, message, Optional.empty(), null);
  }

  private static GatewayException failure(
      GatewayAccount account, Kind kind, String message, StripeApi.Answer answer) {
    return new StripeErrors(Scrubber.of(account))
        .exception(kind, message, answer.requestId(), null);
  }
}
