package org.paylink.gateway.capture;

import com.google.gson.JsonObject;
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
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Orders that the customer approves and we capture. The wire is the simulator's
 * (simulator/README.md), modelled after PayPal's Orders, so that this kind of gateway is proven
 * before the real one is spoken to. Source of the model:
 * https://developer.paypal.com/docs/api/orders/v2/
 */
public final class ApproveCaptureGateway implements Gateway, Capturing {
  /** How long a connection may take. */
  public static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** How long the answer may take after that. */
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /** An order can be approved and captured for three hours; some of it is for clocks. */
  public static final Duration LONGEST_SESSION = Duration.ofMinutes(175);

  /** Shorter ones would end while the customer logs in. */
  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(10);

  private static final String ORDERS = "/v2/checkout/orders";

  private final OrderApi api;

  /** A gateway with the documented timeouts. */
  public ApproveCaptureGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  ApproveCaptureGateway(Duration connectWithin, Duration answerWithin) {
    this.api = new OrderApi(connectWithin, answerWithin);
  }

  @Override
  public String name() {
    return "approve-capture";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.REDIRECT,
        Capability.CAPTURE,
        Capability.CLOSE_SESSION,
        Capability.SLOW_METHODS,
        Capability.SIGNED_WEBHOOK,
        Capability.TIMED_WEBHOOK);
  }

  @Override
  public Optional<Capturing> capturing() {
    return Optional.of(this);
  }

  @Override
  public Optional<Money> minimum(String currency) {
    return Optional.empty();
  }

  @Override
  public Instant sessionEnd(Instant now, Instant wanted) {
    Instant earliest = now.plus(SHORTEST_SESSION);
    Instant latest = now.plus(LONGEST_SESSION);
    Instant allowed = wanted.isBefore(earliest) ? earliest : wanted;
    return (allowed.isAfter(latest) ? latest : allowed).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Session start(GatewayAccount account, StartRequest request) throws GatewayException {
    JsonObject order;
    try {
      order = Orders.request(request);
    } catch (ArithmeticException inexact) {
      throw api.failure(account, Kind.REFUSED, inexact.getMessage());
    }
    Session session =
        read(
            account,
            api.post(account, ORDERS, order, request.idempotencyKey(), Kind.OUTCOME_UNKNOWN),
            Kind.OUTCOME_UNKNOWN);
    if (!session.attemptId().equals(Optional.of(request.attemptId()))) {
      throw api.failure(account, Kind.OUTCOME_UNKNOWN, "the answer is about another attempt");
    }
    return session;
  }

  @Override
  public Session fetch(GatewayAccount account, String sessionId) throws GatewayException {
    Session session =
        read(account, api.get(account, path(account, sessionId), Kind.FAILED), Kind.FAILED);
    if (!session.id().equals(sessionId)) {
      throw api.failure(account, Kind.FAILED, "the answer is about another order");
    }
    return session;
  }

  /**
   * Captures the order. An order is captured once, whatever is sent, so a refusal or a lost answer
   * is resolved by asking for the order itself. Source of the model:
   * https://developer.paypal.com/docs/api/orders/v2/#orders_capture
   */
  @Override
  public Session capture(GatewayAccount account, String sessionId) throws GatewayException {
    Optional<GatewayException> refusal = change(account, sessionId, "capture");
    Session after = fetch(account, sessionId);
    if (after.state() == State.APPROVED) {
      throw refusal.isPresent()
          ? refusal.get()
          : api.failure(account, Kind.FAILED, "captured the order and says that it is not");
    }
    return after;
  }

  /** Gives up the order, and with it what the customer approved. */
  @Override
  public Session close(GatewayAccount account, String sessionId) throws GatewayException {
    Optional<GatewayException> refusal = change(account, sessionId, "void");
    Session after = fetch(account, sessionId);
    if (after.state() == State.OPEN || after.state() == State.APPROVED) {
      throw refusal.isPresent()
          ? refusal.get()
          : api.failure(account, Kind.FAILED, "gave the order up and says that it is still open");
    }
    return after;
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return OrderEvents.verify(account, rawBody, headers, now);
  }

  @Override
  public WebhookNeeds webhookNeeds() {
    return new WebhookNeeds(List.of("CHECKOUT.ORDER.*", "PAYMENT.CAPTURE.*"), Optional.empty());
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    OrderApi.Answer answer = api.get(account, "/v2/identity", Kind.FAILED);
    String id =
        WireJson.text(answer.body(), "merchant_id")
            .orElseThrow(() -> api.failure(account, Kind.FAILED, "an account without an id"));
    boolean test = WireJson.truth(answer.body(), "sandbox").orElse(false);
    return new AccountCheck(id, WireJson.text(answer.body(), "name"), test ? Mode.TEST : Mode.LIVE);
  }

  /** Empty when it worked; else the failure that the order's own state may overrule. */
  private Optional<GatewayException> change(GatewayAccount account, String sessionId, String verb)
      throws GatewayException {
    String path = path(account, sessionId) + "/" + verb;
    String key = verb + "-" + sessionId;
    try {
      api.post(account, path, new JsonObject(), key, Kind.OUTCOME_UNKNOWN);
      return Optional.empty();
    } catch (GatewayException failure) {
      return switch (failure.kind()) {
        case REFUSED, FAILED, OUTCOME_UNKNOWN -> Optional.of(failure);
        case KEY_REFUSED, NOT_FOUND, KEY_REUSED, BUSY, UNREACHABLE -> throw failure;
      };
    }
  }

  private String path(GatewayAccount account, String sessionId) throws GatewayException {
    if (!Orders.isId(sessionId)) {
      throw api.failure(account, Kind.NOT_FOUND, "that can't be the id of an order");
    }
    return ORDERS + "/" + sessionId;
  }

  private Session read(GatewayAccount account, OrderApi.Answer answer, Kind whenMalformed)
      throws GatewayException {
    try {
      return Orders.read(answer);
    } catch (Orders.MalformedException malformed) {
      throw api.failure(account, whenMalformed, malformed.getMessage());
    }
  }
}
