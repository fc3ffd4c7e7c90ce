package org.paylink.simulator.wire;

import com.google.gson.JsonObject;

/**
 * An error as Stripe answers it.
 *
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String INVALID_REQUEST = "invalid_request_error";

  private final int status;
  private final String type;
  private final String code;
  private final String param;
  private final boolean executed;

  private ApiError(
      int status, String type, String code, String param, String message, boolean executed) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
    this.executed = executed;
  }

  /** A parameter failed validation; the code may be null. Nothing was executed. */
  public static ApiError invalid(String code, String param, String message) {
    return new ApiError(400, INVALID_REQUEST, code, param, message, false);
  }

  /** A required parameter is absent. */
  public static ApiError missing(String param) {
    return invalid("parameter_missing", param, "Missing required param: " + param + ".");
  }

  /** The request was understood and executed, but the state does not allow it. */
  public static ApiError conflictingState(String message) {
    return conflictingState(null, message);
  }

  /** As above, with a code that says why. */
  public static ApiError conflictingState(String code, String message) {
    return new ApiError(400, INVALID_REQUEST, code, null, message, true);
  }

  /** No object of this kind has this identifier. */
  public static ApiError noSuch(String object, String param, String id) {
    String message = "No such " + object + ": '" + id + "'";
    return new ApiError(404, INVALID_REQUEST, "resource_missing", param, message, true);
  }

  /** No such path. */
  public static ApiError unknownUrl(String method, String path) {
    String hint =
        path.endsWith("/")
            ? " If you are trying to list objects, remove the trailing slash. If you are trying to"
                + " retrieve an object, make sure you passed a valid (non-empty) identifier in"
                + " your code."
            : "";
    String message =
        "Unrecognized request URL (%s: %s).%s Please see https://stripe.com/docs or we can help at"
            + " https://support.stripe.com/.";
    return new ApiError(
        404, INVALID_REQUEST, null, null, message.formatted(method, path, hint), false);
  }

  /** No key or a wrong one. */
  public static ApiError unauthorized(String message) {
    return new ApiError(401, INVALID_REQUEST, null, null, message, false);
  }

  /** The idempotency key was used with another request. */
  public static ApiError otherRequestWithKey(String message) {
    return new ApiError(400, "idempotency_error", null, null, message, false);
  }

  /** A request with the same idempotency key is being executed. */
  public static ApiError keyInUse(String key) {
    String message =
        "There is currently another in-progress request using this Idempotent Key (that probably"
            + " means you submitted twice, and the other request is still going through): "
            + key
            + ". Please try again later.";
    return new ApiError(409, INVALID_REQUEST, "idempotency_key_in_use", null, message, false);
  }

  /** Too many requests. */
  public static ApiError rateLimited() {
    String message =
        "Request rate limit exceeded. Learn more about rate limits here"
            + " https://stripe.com/docs/rate-limits.";
    return new ApiError(429, INVALID_REQUEST, "rate_limit", null, message, false);
  }

  /** An error of the gateway's own. */
  public static ApiError internal() {
    String message =
        "Sorry! There was an error while talking to one of our backends. Support has been"
            + " notified.";
    return new ApiError(500, "api_error", null, null, message, true);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether execution had begun, so that the answer is kept under the idempotency key. */
  public boolean executed() {
    return executed;
  }

  /** The body of the answer. */
  public JsonObject body(String requestId) {
    JsonObject error = new JsonObject();
    if (code != null) {
      error.addProperty("code", code);
      error.addProperty("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.addProperty("message", getMessage());
    if (param != null) {
      error.addProperty("param", param);
    }
    error.addProperty("request_log_url", "https://dashboard.stripe.com/test/logs/" + requestId);
    error.addProperty("type", type);
    JsonObject body = new JsonObject();
    body.add("error", error);
    return body;
  }
}
