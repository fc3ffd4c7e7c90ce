package org.paylink.gateway.hostedform;

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
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * A payment page that the customer's browser posts a token to. The wire is the simulator's
 * (simulator/README.md), modelled after Authorize.Net's Accept Hosted, so that this kind of gateway
 * is proven before the real one is spoken to. Source of the model:
 * https://developer.authorize.net/api/reference/features/accept-hosted.html
 */
public final class HostedFormGateway implements Gateway {
  /** How long a connection may take. */
  public static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** How long the answer may take after that. */
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /** A token opens the page for 15 minutes; some of it is for clocks that differ. */
  public static final Duration LONGEST_SESSION = Duration.ofMinutes(14);

  /** Shorter ones would end while the customer types. */
  public static final Duration SHORTEST_SESSION = Duration.ofMinutes(5);

  private final FormApi api;

  /** A gateway with the documented timeouts. */
  public HostedFormGateway() {
    this(CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** A gateway with other timeouts, each at least a millisecond. */
  HostedFormGateway(Duration connectWithin, Duration answerWithin) {
    this.api = new FormApi(connectWithin, answerWithin);
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
        Capability.SIGNED_WEBHOOK);
  }

  @Override
  public Optional<Capturing> capturing() {
    return Optional.empty();
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
    JsonObject body;
    try {
      body = FormPages.request(request);
    } catch (ArithmeticException inexact) {
      throw api.failure(account, Kind.REFUSED, inexact.getMessage());
    }
    Session session =
        read(
            account,
            api.call(account, "getHostedPaymentPageRequest", body, Kind.OUTCOME_UNKNOWN),
            Kind.OUTCOME_UNKNOWN);
    if (!session.attemptId().equals(Optional.of(request.attemptId()))) {
      throw api.failure(account, Kind.OUTCOME_UNKNOWN, "the answer is about another attempt");
    }
    return session;
  }

  @Override
  public Session fetch(GatewayAccount account, String sessionId) throws GatewayException {
    JsonObject body = FormPages.about(requireId(account, sessionId));
    Session session =
        read(
            account,
            api.call(account, "getPaymentPageStatusRequest", body, Kind.FAILED),
            Kind.FAILED);
    if (!session.id().equals(sessionId)) {
      throw api.failure(account, Kind.FAILED, "the answer is about another page");
    }
    return session;
  }

  /** Closes the page; when that is refused or its answer is lost, the page itself is asked. */
  @Override
  public Session close(GatewayAccount account, String sessionId) throws GatewayException {
    JsonObject body = FormPages.about(requireId(account, sessionId));
    Optional<GatewayException> refusal = Optional.empty();
    try {
      api.call(account, "closePaymentPageRequest", body, Kind.FAILED);
    } catch (GatewayException failure) {
      switch (failure.kind()) {
        case REFUSED, FAILED, OUTCOME_UNKNOWN -> refusal = Optional.of(failure);
        case KEY_REFUSED, NOT_FOUND, KEY_REUSED, BUSY, UNREACHABLE -> throw failure;
      }
    }
    Session after = fetch(account, sessionId);
    if (after.state() != Session.State.OPEN) {
      return after;
    }
    throw refusal.isPresent()
        ? refusal.get()
        : api.failure(account, Kind.FAILED, "closed the page and says that it is still open");
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return FormEvents.verify(account, rawBody, headers, now);
  }

  @Override
  public WebhookNeeds webhookNeeds() {
    return new WebhookNeeds(
        List.of("net.hosted.payment.*", "net.hosted.page.expired"), Optional.empty());
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    FormApi.Answer answer =
        api.call(account, "authenticateTestRequest", new JsonObject(), Kind.FAILED);
    String id =
        WireJson.text(answer.body(), "merchantId")
            .orElseThrow(() -> api.failure(account, Kind.FAILED, "an account without an id"));
    boolean test = WireJson.truth(answer.body(), "testMode").orElse(false);
    return new AccountCheck(
        id, WireJson.text(answer.body(), "merchantName"), test ? Mode.TEST : Mode.LIVE);
  }

  private String requireId(GatewayAccount account, String sessionId) throws GatewayException {
    if (!FormPages.isId(sessionId)) {
      throw api.failure(account, Kind.NOT_FOUND, "that can't be the id of a page");
    }
    return sessionId;
  }

  private Session read(GatewayAccount account, FormApi.Answer answer, Kind whenMalformed)
      throws GatewayException {
    try {
      return FormPages.read(answer);
    } catch (FormPages.MalformedException malformed) {
      throw api.failure(account, whenMalformed, malformed.getMessage());
    }
  }
}
