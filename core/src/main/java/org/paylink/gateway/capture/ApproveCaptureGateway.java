package org.paylink.gateway.capture;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Capability;
import org.paylink.gateway.Capturing;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Reversing;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.SessionGateway;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Orders that the customer approves and we capture. The wire is the simulator's
 * (simulator/README.md), modelled after PayPal's Orders, so that this kind of gateway is proven
 * before the real one is spoken to. Source of the model:
 * https://developer.paypal.com/docs/api/orders/v2/
 */
public final class ApproveCaptureGateway extends SessionGateway<JsonObject> implements Capturing {
  /** An order can be approved and captured for three hours; some of it is for clocks. */
  public static final Duration LONGEST_SESSION = Duration.ofMinutes(175);

  /** Shorter ones would end while the customer logs in. */
  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(10);

  private static final String ORDERS = "/v2/checkout/orders";

  private final OrderApi api;
  private final OrderReversals reversals;

  /** A gateway with the documented timeouts. */
  public ApproveCaptureGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  ApproveCaptureGateway(Duration connectWithin, Duration answerWithin) {
    super("orders", SHORTEST_SESSION, LONGEST_SESSION);
    this.api = new OrderApi(connectWithin, answerWithin);
    this.reversals = new OrderReversals(api);
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
        Capability.TIMED_WEBHOOK,
        Capability.REFUNDS);
  }

  @Override
  public Optional<Capturing> capturing() {
    return Optional.of(this);
  }

  @Override
  public Optional<Money> minimum(String currency) {
    return Optional.empty();
  }

  /**
   * Captures the order. An order is captured once, whatever is sent, so a refusal or a lost answer
   * is resolved by asking for the order itself. Source of the model:
   * https://developer.paypal.com/docs/api/orders/v2/#orders_capture
   */
  @Override
  public Session capture(GatewayAccount account, String sessionId) throws GatewayException {
    return change(
        account,
        sessionId,
        () -> post(account, sessionId, "capture"),
        Set.of(State.APPROVED),
        "captured the order and says that it is not");
  }

  @Override
  protected boolean isId(String text) {
    return Orders.isId(text);
  }

  @Override
  protected JsonObject write(StartRequest request) {
    return Orders.request(request);
  }

  @Override
  protected JsonAnswer create(GatewayAccount account, StartRequest request, JsonObject written)
      throws GatewayException {
    return api.post(account, ORDERS, written, request.idempotencyKey(), Kind.OUTCOME_UNKNOWN);
  }

  @Override
  protected JsonAnswer ask(GatewayAccount account, String orderId) throws GatewayException {
    return api.get(account, ORDERS + "/" + orderId, Kind.FAILED);
  }

  @Override
  protected void end(GatewayAccount account, String orderId) throws GatewayException {
    post(account, orderId, "void");
  }

  @Override
  protected Session read(JsonAnswer answer) throws MalformedException {
    return Orders.read(answer);
  }

  @Override
  public Optional<Reversing> reversing() {
    return Optional.of(reversals);
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return OrderEvents.verify(account, rawBody, headers, now);
  }

  @Override
  public WebhookNeeds webhookNeeds() {
    return new WebhookNeeds(
        List.of("CHECKOUT.ORDER.*", "PAYMENT.CAPTURE.*", "PAYMENT.REFUND.*", "CUSTOMER.DISPUTE.*"),
        Optional.empty());
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    JsonAnswer answer = api.get(account, "/v2/identity", Kind.FAILED);
    String id =
        WireJson.text(answer.body(), "merchant_id")
            .orElseThrow(
                () ->
                    failure(account, Kind.FAILED, "an account without an id", answer.requestId()));
    boolean test = WireJson.truth(answer.body(), "sandbox").orElse(false);
    return new AccountCheck(id, WireJson.text(answer.body(), "name"), test ? Mode.TEST : Mode.LIVE);
  }

  /** A change of an order, under a key made of its id. Unreadable, its outcome is unknown. */
  private void post(GatewayAccount account, String orderId, String verb) throws GatewayException {
    String path = ORDERS + "/" + orderId + "/" + verb;
    api.post(account, path, new JsonObject(), verb + "-" + orderId, Kind.OUTCOME_UNKNOWN);
  }
}
