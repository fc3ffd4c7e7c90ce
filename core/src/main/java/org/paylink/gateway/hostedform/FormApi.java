package org.paylink.gateway.hostedform;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Arrays;
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
 * Calls of the hosted form's API: one address, the key within the body, errors that arrive with
 * status 200, answers that may begin with a byte order mark. Source of the model:
 * https://developer.authorize.net/api/reference/responseCodes.html
 */
final class FormApi {
  private static final String ADDRESS = "/xml/v1/request.api";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final HttpCalls calls;

  FormApi(Duration connectWithin, Duration answerWithin) {
    this.calls = new HttpCalls("hosted form", connectWithin, answerWithin);
  }

  /**
   * Makes one call.
   *
   * @param name of the request
   * @param body what it holds besides the key
   * @param whenUnreadable what an answer means that can't be read
   */
  JsonAnswer call(GatewayAccount account, String name, JsonObject body, Kind whenUnreadable)
      throws GatewayException {
    if (account.mode() != Mode.TEST) {
      throw calls.failure(
          account,
          Kind.KEY_REFUSED,
          "this gateway is a simulator's: test mode alone",
          Optional.empty());
    }
    JsonObject authentication = new JsonObject();
    authentication.addProperty("transactionKey", account.apiKey().reveal());
    JsonObject request = new JsonObject();
    request.add("merchantAuthentication", authentication);
    body.entrySet().forEach(entry -> request.add(entry.getKey(), entry.getValue()));
    JsonObject envelope = new JsonObject();
    envelope.add(name, request);
    HttpCalls.Answer answer =
        calls.send(account, ADDRESS, Map.of(), Optional.of(envelope.toString()));
    return read(account, answer, whenUnreadable);
  }

  private JsonAnswer read(GatewayAccount account, HttpCalls.Answer answer, Kind whenUnreadable)
      throws GatewayException {
    if (!answer.isGood()) {
      // An error of the gateway's arrives with status 200, so this one says nothing of the request.
      Kind kind = answer.status() == 429 ? Kind.BUSY : Kind.FAILED;
      throw calls.failure(account, kind, "HTTP " + answer.status(), Optional.of(answer));
    }
    JsonObject body;
    try {
      body = WireJson.parse(withoutMark(answer.body()));
    } catch (WireJson.UnreadableException unreadable) {
      throw calls.failure(
          account, whenUnreadable, "unreadable: " + unreadable.getMessage(), Optional.of(answer));
    }
    Optional<JsonObject> messages = WireJson.object(body, "messages");
    Optional<String> result = messages.flatMap(m -> WireJson.text(m, "resultCode"));
    if (result.equals(Optional.of("Ok"))) {
      return new JsonAnswer(body, answer.requestId());
    }
    String code = messages.flatMap(FormApi::code).orElse("");
    Kind kind = result.equals(Optional.of("Error")) ? kind(code) : whenUnreadable;
    throw calls.failure(account, kind, "result " + code, Optional.of(answer));
  }

  /** What an error says of what was done. An unknown one says nothing, so it is looked up. */
  private static Kind kind(String code) {
    return switch (code) {
      case "E00003", "E00013", "E00027", "INVALID_REQUEST" -> Kind.REFUSED;
      case "CURRENCY_NOT_SUPPORTED", "AMOUNT_MALFORMED" -> Kind.REFUSED;
      case "E00007" -> Kind.KEY_REFUSED;
      case "E00040" -> Kind.NOT_FOUND;
      case "KEY_REUSED" -> Kind.KEY_REUSED;
      default -> Kind.FAILED;
    };
  }

  private static Optional<String> code(JsonObject messages) {
    JsonElement all = messages.get("message");
    if (all == null || !all.isJsonArray()) {
      return Optional.empty();
    }
    JsonArray array = all.getAsJsonArray();
    return array.isEmpty() || !array.get(0).isJsonObject()
        ? Optional.empty()
        : WireJson.text(array.get(0).getAsJsonObject(), "code");
  }

  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                body, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    return marked ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
  }
}
