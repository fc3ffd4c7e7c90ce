package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.RawRequestOptions;
import com.stripe.net.StripeResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.wire.Scrubber;
import org.paylink.gateway.wire.WireJson;

/**
 * Calls of Stripe's API through the SDK's client: it signs with the account's key and pins the
 * API's version to its own ({@link Stripe#API_VERSION}). Answers are read as JSON and not as the
 * SDK's objects, because those fail as a whole where one field is not of the expected shape.
 */
final class StripeApi {
  private static final int MAX_CLIENTS = 64;
  private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern KEY_PREFIX = Pattern.compile("(sk|rk)_(test|live)_.+");

  static {
    // Telemetry would keep notes in a file in the user's home.
    Stripe.enableTelemetry = false;
  }

  /** An answer of status 2xx, and what Stripe's clock said with it. */
  record Answer(JsonObject body, Optional<String> requestId, Optional<Instant> date) {}

  private record ClientKey(String accountId, String apiKey, Optional<String> apiBase) {
    @Override
    public String toString() {
      return accountId;
    }
  }

  private final StripeTransport transport;
  private final Duration connectWithin;
  private final Duration answerWithin;
  private final Map<ClientKey, StripeClient> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientKey, StripeClient> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  StripeApi(Duration connectWithin, Duration answerWithin) {
    this.transport = new StripeTransport(connectWithin, answerWithin);
    this.connectWithin = connectWithin;
    this.answerWithin = answerWithin;
  }

  /** The mode the account's key belongs to, if its prefix says so. */
  static Optional<Mode> keyMode(GatewayAccount account) {
    return Optional.of(KEY_PREFIX.matcher(account.apiKey().reveal()))
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(2).equals("live") ? Mode.LIVE : Mode.TEST);
  }

  /** Whether the text can be sent as an idempotency key. */
  static boolean isHeaderSafe(String text) {
    return HEADER_SAFE.matcher(text).matches();
  }

  /** A call that changes nothing. */
  Answer get(GatewayAccount account, String path) throws GatewayException {
    return call(account, RequestMethod.GET, path, null, options().build(), Kind.FAILED);
  }

  /** A call whose repetition does no harm by itself, and so has no key. */
  Answer post(GatewayAccount account, String path) throws GatewayException {
    return call(account, RequestMethod.POST, path, "", options().build(), Kind.FAILED);
  }

  /** A call that creates something; an answer that can't be read leaves its outcome unknown. */
  Answer create(GatewayAccount account, String path, String form, String idempotencyKey)
      throws GatewayException {
    RawRequestOptions options = options().setIdempotencyKey(idempotencyKey).build();
    return call(account, RequestMethod.POST, path, form, options, Kind.OUTCOME_UNKNOWN);
  }

  private Answer call(
      GatewayAccount account,
      RequestMethod method,
      String path,
      String form,
      RawRequestOptions options,
      Kind whenUnreadable)
      throws GatewayException {
    StripeErrors errors = new StripeErrors(Scrubber.of(account));
    requireSafeKey(account, errors);
    Optional<String> requestId = Optional.empty();
    try {
      StripeResponse response = client(account).rawRequest(method, path, form, options);
      requestId = Optional.ofNullable(response.requestId());
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      return new Answer(WireJson.parse(body), requestId, date(response));
    } catch (StripeException failure) {
      throw errors.of(failure);
    } catch (WireJson.UnreadableException unreadable) {
      String message = "the answer is unreadable: " + unreadable.getMessage();
      throw errors.exception(whenUnreadable, message, requestId, null);
    } catch (RuntimeException unforeseen) {
      throw errors.exception(whenUnreadable, "the SDK failed", requestId, unforeseen);
    }
  }

  /** Source of the header's form: https://www.rfc-editor.org/rfc/rfc9110#name-date */
  private static Optional<Instant> date(StripeResponse response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static void requireSafeKey(GatewayAccount account, StripeErrors errors)
      throws GatewayException {
    boolean encrypted = account.apiBase().map(base -> base.startsWith("https://")).orElse(true);
    if (account.mode() == Mode.LIVE && !encrypted) {
      throw errors.exception(
          Kind.KEY_REFUSED, "a live key is only sent encrypted", Optional.empty(), null);
    }
    if (!isHeaderSafe(account.apiKey().reveal())) {
      throw errors.exception(
          Kind.KEY_REFUSED, "the account's key is malformed", Optional.empty(), null);
    }
  }

  private static RawRequestOptions.RawRequestOptionsBuilder options() {
    return RawRequestOptions.builder();
  }

  private StripeClient client(GatewayAccount account) {
    ClientKey key = new ClientKey(account.id(), account.apiKey().reveal(), account.apiBase());
    synchronized (clients) {
      return clients.computeIfAbsent(key, this::newClient);
    }
  }

  private StripeClient newClient(ClientKey key) {
    StripeClient.StripeClientBuilder builder =
        StripeClient.builder()
            .setApiKey(key.apiKey())
            .setHttpClient(transport)
            .setMaxNetworkRetries(0)
            .setConnectTimeout((int) connectWithin.toMillis())
            .setReadTimeout((int) answerWithin.toMillis());
    key.apiBase().ifPresent(base -> builder.setApiBase(base.replaceAll("/+$", "")));
    return builder.build();
  }
}
