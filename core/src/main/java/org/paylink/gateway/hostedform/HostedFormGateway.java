package org.paylink.gateway.hostedform;

import com.google.gson.JsonObject;
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
import org.paylink.gateway.Mode;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Reversing;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.SessionGateway;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * A payment page that the customer's browser posts a token to. The wire is the simulator's
 * (simulator/README.md), modelled after Authorize.Net's Accept Hosted, so that this kind of gateway
 * is proven before the real one is spoken to. Source of the model:
 * https://developer.authorize.net/api/reference/features/accept-hosted.html
 */
public final class HostedFormGateway extends SessionGateway<JsonObject> {
  /** A token opens the page for 15 minutes; some of it is for clocks that differ. */
  public static final Duration LONGEST_SESSION = Duration.ofMinutes(14);

  /** Shorter ones would end while the customer types. */
  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(5);

  private final FormApi api;
  private final FormReversals reversals;

  /** A gateway with the documented timeouts. */
  public HostedFormGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  HostedFormGateway(Duration connectWithin, Duration answerWithin) {
    super("hosted form", SHORTEST_SESSION, LONGEST_SESSION);
    this.api = new FormApi(connectWithin, answerWithin);
    this.reversals = new FormReversals(api);
  }

  @Override
  public String name() {
    return "hosted-form";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.FORM_POST,
        Capability.CLOSE_SESSION,
        Capability.SLOW_METHODS,
        Capability.SIGNED_WEBHOOK,
        Capability.REFUNDS);
  }

  @Override
  public Optional<Money> minimum(String currency) {
    return Optional.empty();
  }

  @Override
  protected boolean isId(String text) {
    return FormPages.isId(text);
  }

  @Override
  protected JsonObject write(StartRequest request) {
    return FormPages.request(request);
  }

  @Override
  protected JsonAnswer create(GatewayAccount account, StartRequest request, JsonObject written)
      throws GatewayException {
    return api.call(account, "getHostedPaymentPageRequest", written, Kind.OUTCOME_UNKNOWN);
  }

  @Override
  protected JsonAnswer ask(GatewayAccount account, String pageId) throws GatewayException {
    JsonObject body = FormPages.about(pageId);
    return api.call(account, "getPaymentPageStatusRequest", body, Kind.FAILED);
  }

  @Override
  protected void end(GatewayAccount account, String pageId) throws GatewayException {
    api.call(account, "closePaymentPageRequest", FormPages.about(pageId), Kind.FAILED);
  }

  @Override
  protected Session read(JsonAnswer answer) throws MalformedException {
    return FormPages.read(answer);
  }

  @Override
  public Optional<Reversing> reversing() {
    return Optional.of(reversals);
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return FormEvents.verify(account, rawBody, headers, now);
  }

  @Override
  public WebhookNeeds webhookNeeds() {
    return new WebhookNeeds(
        List.of("net.hosted.payment.*", "net.hosted.page.expired", "net.hosted.refund.*"),
        Optional.empty());
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    JsonAnswer answer = api.call(account, "authenticateTestRequest", new JsonObject(), Kind.FAILED);
    String id =
        WireJson.text(answer.body(), "merchantId")
            .orElseThrow(
                () ->
                    failure(account, Kind.FAILED, "an account without an id", answer.requestId()));
    boolean test = WireJson.truth(answer.body(), "testMode").orElse(false);
    return new AccountCheck(
        id, WireJson.text(answer.body(), "merchantName"), test ? Mode.TEST : Mode.LIVE);
  }
}
