package org.paylink.simulator.wire;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.simulator.fault.ApiOperation;

/**
 * A path found, ready to be executed.
 *
 * @param operation which faults are aimed at it
 * @param action what it does with its parameters
 */
record Route(ApiOperation operation, Function<Form, JsonObject> action) {
  private static final String ID = "/([A-Za-z0-9_]+)";
  private static final String REFUNDS = "/v1/refunds";
  private static final String DISPUTES = "/v1/disputes";
  private static final String SESSIONS = "/v1/checkout/sessions";

  private record Entry(
      String method,
      Pattern path,
      ApiOperation operation,
      BiFunction<Resources, String, Function<Form, JsonObject>> action) {}

  private static final List<Entry> ENTRIES =
      List.of(
          entry("POST", SESSIONS, ApiOperation.CREATE, (r, id) -> r::createSession),
          entry("GET", SESSIONS, ApiOperation.LIST, (r, id) -> r::sessions),
          entry("GET", SESSIONS + ID, ApiOperation.FETCH, (r, id) -> f -> r.session(id, f)),
          entry(
              "GET",
              SESSIONS + ID + "/line_items",
              ApiOperation.FETCH,
              (r, id) -> f -> r.lineItems(id, f)),
          entry(
              "POST",
              SESSIONS + ID + "/expire",
              ApiOperation.EXPIRE,
              (r, id) -> f -> r.expireSession(id, f)),
          entry(
              "GET",
              "/v1/payment_intents" + ID,
              ApiOperation.FETCH,
              (r, id) -> f -> r.paymentIntent(id, f)),
          entry("GET", "/v1/charges" + ID, ApiOperation.FETCH, (r, id) -> f -> r.charge(id, f)),
          entry("POST", REFUNDS, ApiOperation.REFUND, (r, id) -> r.reversals()::refund),
          entry("GET", REFUNDS, ApiOperation.LIST, (r, id) -> r.reversals()::refunds),
          entry(
              "GET", REFUNDS + ID, ApiOperation.FETCH, (r, id) -> f -> r.reversals().refund(id, f)),
          entry("GET", DISPUTES, ApiOperation.LIST, (r, id) -> r.reversals()::disputes),
          entry(
              "GET",
              DISPUTES + ID,
              ApiOperation.FETCH,
              (r, id) -> f -> r.reversals().dispute(id, f)),
          entry("GET", "/v1/events", ApiOperation.LIST, (r, id) -> r::events),
          entry("GET", "/v1/events" + ID, ApiOperation.FETCH, (r, id) -> f -> r.event(id, f)),
          entry("GET", "/v1/account", ApiOperation.FETCH, (r, id) -> f -> r.account()),
          entry("GET", "/v1/balance", ApiOperation.FETCH, (r, id) -> f -> r.balance()));

  private static Entry entry(
      String method,
      String path,
      ApiOperation operation,
      BiFunction<Resources, String, Function<Form, JsonObject>> action) {
    return new Entry(method, Pattern.compile(path), operation, action);
  }

  static Optional<Route> find(Resources resources, String method, String path) {
    for (Entry entry : ENTRIES) {
      Matcher matcher = entry.path().matcher(path);
      if (entry.method().equals(method) && matcher.matches()) {
        String id = matcher.groupCount() == 0 ? "" : matcher.group(1);
        return Optional.of(new Route(entry.operation(), entry.action().apply(resources, id)));
      }
    }
    return Optional.empty();
  }
}
