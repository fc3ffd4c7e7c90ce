package org.paylink.gateway.stripe;

import com.stripe.net.FormEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Capability;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Reversing;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.SessionGateway;
import org.paylink.money.Money;

/**
 * Stripe: one Checkout Session for each attempt. A call takes at most {@link #CONNECT_WITHIN} plus
 * {@link #ANSWER_WITHIN}; nothing is repeated here, because repeating is the caller's decision.
 * Source: https://docs.stripe.com/api/checkout/sessions
 */
public final class StripeGateway extends SessionGateway<String> {
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
  private final StripeReversals reversals;

  /** A gateway with the documented timeouts. */
  public StripeGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  StripeGateway(Duration connectWithin, Duration answerWithin) {
    super("Stripe", SHORTEST_SESSION, LONGEST_SESSION);
    this.api = new StripeApi(connectWithin, answerWithin);
    this.reversals = new StripeReversals(api);
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
        Capability.TIMED_WEBHOOK,
        Capability.REFUNDS);
  }

  @Override
  protected boolean isId(String text) {
    return StripeSessions.isId(text);
  }

  @Override
  protected String write(StartRequest request) {
    return FormEncoder.createQueryString(StripeSessionRequest.of(request).toMap());
  }

  /**
   * For a key that Stripe has seen it answers what it answered then, so an old session comes back
   * as open: fetch it to know how it is now. Stripe forgets keys after a day at the earliest. A
   * first call so late that {@code expiresAt} is less than 30 minutes away is REFUSED. Source:
   * https://docs.stripe.com/api/idempotent_requests
   */
  @Override
  protected JsonAnswer create(GatewayAccount account, StartRequest request, String written)
      throws GatewayException {
    StripeModes.requireKey(account);
    if (!StripeApi.isHeaderSafe(request.idempotencyKey())) {
      throw failure(account, Kind.REFUSED, "the idempotency key is malformed", Optional.empty());
    }
    return StripeModes.require(
        account, api.create(account, SESSIONS, written, request.idempotencyKey()));
  }

  @Override
  protected JsonAnswer ask(GatewayAccount account, String sessionId) throws GatewayException {
    StripeModes.requireKey(account);
    return StripeModes.require(account, api.get(account, SESSIONS + "/" + sessionId + WITH_CHARGE));
  }

  /**
   * Stripe expires only open sessions, and refuses for others. Source:
   * https://docs.stripe.com/api/checkout/sessions/expire
   */
  @Override
  protected void end(GatewayAccount account, String sessionId) throws GatewayException {
    StripeModes.requireKey(account);
    api.post(account, SESSIONS + "/" + sessionId + "/expire");
  }

  @Override
  protected Session read(JsonAnswer answer) throws MalformedException {
    return StripeSessions.read(answer.body(), answer.requestId());
  }

  @Override
  public Optional<Reversing> reversing() {
    return Optional.of(reversals);
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
}
