package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.StripeException;
import com.stripe.net.StripeResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.wire.Scrubber;
import org.paylink.gateway.wire.Unsent;
import org.paylink.gateway.wire.WireJson;

/**
 * What a call that brought no answer to work with means for what we know. Sources:
 * https://docs.stripe.com/api/errors, https://docs.stripe.com/api/idempotent_requests and
 * https://docs.stripe.com/rate-limits
 */
final class StripeErrors {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Scrubber scrubber;

  StripeErrors(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /** A call that failed, by what the SDK and the transport say of it. */
  GatewayException of(StripeException failure) {
    if (failure instanceof StripeTransport.RefusedException refused) {
      return refused(refused.response());
    }
    if (failure instanceof ApiConnectionException) {
      Kind kind = Unsent.is(failure) ? Kind.UNREACHABLE : Kind.OUTCOME_UNKNOWN;
      return exception(kind, String.valueOf(failure.getMessage()), Optional.empty(), failure);
    }
    Kind kind = failure instanceof AuthenticationException ? Kind.KEY_REFUSED : Kind.FAILED;
    return exception(kind, String.valueOf(failure.getMessage()), Optional.empty(), failure);
  }

  /** A failure found by ourselves, with no answer to blame. */
  GatewayException exception(
      Kind kind, String message, Optional<String> requestId, Throwable cause) {
    return new GatewayException(
        kind, "Stripe: " + scrubber.scrub(message), Optional.empty(), requestId, copy(cause));
  }

  private Throwable copy(Throwable cause) {
    return cause == null ? null : scrubber.scrub(cause);
  }

  private GatewayException refused(StripeResponse response) {
    Optional<JsonObject> error = error(response);
    String said =
        Stream.of("type", "code", "decline_code", "param", "message")
            .flatMap(name -> error.flatMap(object -> WireJson.text(object, name)).stream())
            .collect(Collectors.joining(", "));
    return new GatewayException(
        error.isPresent() ? kind(response.code(), error.get()) : kind(response.code()),
        scrubber.scrub("Stripe answered HTTP " + response.code() + ": " + said),
        retryAfter(response),
        Optional.ofNullable(response.requestId()),
        null);
  }

  /**
   * By status, refined by the error's type where Stripe uses one status for several things. 409
   * says that another call with the key is still at work. 5xx may be stored for the key.
   */
  private static Kind kind(int status, JsonObject error) {
    Optional<String> type = WireJson.text(error, "type");
    Optional<String> code = WireJson.text(error, "code");
    if (status == 409 || status == 429 || code.equals(Optional.of("idempotency_key_in_use"))) {
      return Kind.BUSY;
    }
    if (type.equals(Optional.of("idempotency_error"))) {
      return Kind.KEY_REUSED;
    }
    return switch (status) {
      case 401, 403 -> Kind.KEY_REFUSED;
      case 404 -> Kind.NOT_FOUND;
      case 424 -> Kind.FAILED;
      default -> status / 100 == 4 ? Kind.REFUSED : Kind.FAILED;
    };
  }

  /**
   * An answer that isn't of Stripe's shape comes from something in between, so its 404 doesn't say
   * that a session is gone, and its 401 doesn't say that our key is wrong.
   */
  private static Kind kind(int status) {
    return status == 429 ? Kind.BUSY : Kind.FAILED;
  }

  private static Optional<JsonObject> error(StripeResponse response) {
    try {
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      return WireJson.object(WireJson.parse(body), "error");
    } catch (WireJson.UnreadableException notOfStripesShape) {
      return Optional.empty();
    }
  }

  /** Seconds, as Stripe sends them, at most an hour. */
  private static Optional<Duration> retryAfter(StripeResponse response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }
}
