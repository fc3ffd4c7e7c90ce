package org.paylink.gateway.capture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.wire.HttpCalls;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.WireJson;

/**
 * Calls of the orders' API: a bearer key, errors by status with an issue within. Source of the
 * model: https://developer.paypal.com/api/rest/responses/
 */
final class OrderApi {
  private final HttpCalls calls;

  OrderApi(Duration connectWithin, Duration answerWithin) {
    this.calls = new HttpCalls("orders", connectWithin, answerWithin);
  }

  JsonAnswer get(GatewayAccount account, String path, Kind whenUnreadable) throws GatewayException {
    return call(account, path, Map.of(), Optional.empty(), whenUnreadable);
  }

  JsonAnswer post(
      GatewayAccount account, String path, JsonObject body, String key, Kind whenUnreadable)
      throws GatewayException {
    return call(
        account,
        path,
        Map.of("Order-Request-Id", key),
        Optional.of(body.toString()),
        whenUnreadable);
  }

  private JsonAnswer call(
      GatewayAccount account,
      String path,
      Map<String, String> headers,
      Optional<String> body,
      Kind whenUnreadable)
      throws GatewayException {
    if (account.mode() != Mode.TEST) {
      throw calls.failure(
          account,
          Kind.KEY_REFUSED,
          "this gateway is a simulator's: test mode alone",
          Optional.empty());
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Authorization", "Bearer " + account.apiKey().reveal());
    HttpCalls.Answer answer = calls.send(account, path, all, body);
    Optional<JsonObject> parsed = parse(answer);
    if (!answer.isGood()) {
      String issue = parsed.flatMap(OrderApi::issue).orElse("");
      throw calls.failure(
          account,
          kind(answer.status(), issue),
          "HTTP " + answer.status() + " " + issue,
          Optional.of(answer));
    }
    return new JsonAnswer(
        parsed.orElseThrow(
            () -> calls.failure(account, whenUnreadable, "unreadable", Optional.of(answer))),
        answer.requestId());
  }

  /**
   * By status, refined by the issue. An answer without one comes from something in between, so its
   * 404 doesn't say that an order is gone, and its 401 doesn't say that our key is wrong.
   */
  private static Kind kind(int status, String issue) {
    if (status == 429) {
      return Kind.BUSY;
    }
    if (issue.isEmpty()) {
      return Kind.FAILED;
    }
    return switch (status) {
      case 401, 403 -> Kind.KEY_REFUSED;
      case 404 -> Kind.NOT_FOUND;
      case 422 -> issue.equals("KEY_REUSED") ? Kind.KEY_REUSED : Kind.REFUSED;
      default -> status / 100 == 4 ? Kind.REFUSED : Kind.FAILED;
    };
  }

  private static Optional<String> issue(JsonObject error) {
    JsonElement details = error.get("details");
    if (details == null || !details.isJsonArray() || details.getAsJsonArray().isEmpty()) {
      return Optional.empty();
    }
    JsonElement first = details.getAsJsonArray().get(0);
    return first.isJsonObject()
        ? WireJson.text(first.getAsJsonObject(), "issue")
        : Optional.empty();
  }

  private static Optional<JsonObject> parse(HttpCalls.Answer answer) {
    try {
      return Optional.of(WireJson.parse(answer.body()));
    } catch (WireJson.UnreadableException unreadable) {
      return Optional.empty();
    }
  }
}
