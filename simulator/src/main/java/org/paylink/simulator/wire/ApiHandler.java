package org.paylink.simulator.wire;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Sessions;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.account.Store.StoredAnswer;
import org.paylink.simulator.fault.ApiFault;
import org.paylink.simulator.fault.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API: authenticates, records, applies faults and idempotency keys, and executes. In this
 * order, as at Stripe: what is refused before execution leaves no trace under a key.
 */
public final class ApiHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final SimulatorOptions options;
  private final Faults faults;
  private final RequestRecorder recorder;
  private final Resources resources;
  private final IdempotencyKeys keys;
  private final CountDownLatch closing;

  /** The API of one account; calls that hang end when {@code closing} opens. */
  public ApiHandler(
      Store store,
      Identifiers identifiers,
      SimulatorClock clock,
      SimulatorOptions options,
      Sessions sessions,
      Refunds refunds,
      Faults faults,
      RequestRecorder recorder,
      CountDownLatch closing) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.options = options;
    this.faults = faults;
    this.recorder = recorder;
    this.closing = closing;
    String account = "acct_1" + Long.toUnsignedString(options.seed(), 36);
    this.resources = new Resources(store, sessions, refunds, clock, account);
    this.keys = new IdempotencyKeys(store, clock);
  }

  /** A request while it is being handled. */
  private record Call(
      String requestId, RecordedRequest request, Route route, Form form, Optional<String> key) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String requestId = store.locked(() -> identifiers.next("req_", 14));
    try (exchange) {
      Call call;
      try {
        call = accept(exchange, requestId);
      } catch (ApiError error) {
        Exchanges.write(exchange, answer(error, requestId, exchange, Map.of()));
        return;
      }
      Optional<ApiFault> fault = faults.take(call.route().operation());
      if (fault.filter(ApiFault::endsBeforeWork).isPresent()) {
        endBeforeWork(exchange, fault.get(), requestId);
        return;
      }
      Answer answer = perform(call, fault, exchange);
      store.save();
      finish(exchange, answer, fault);
    }
  }

  private Call accept(HttpExchange exchange, String requestId) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    String body =
        Exchanges.body(exchange)
            .orElseThrow(() -> ApiError.invalid(null, null, "The request is too large"));
    RecordedRequest request = recorded(exchange, requestId, method, path, body);
    recorder.add(request);
    Authentication.require(exchange, options);
    Route route =
        Route.find(resources, method, path).orElseThrow(() -> ApiError.unknownUrl(method, path));
    if (method.equals("POST") && !body.isEmpty()) {
      String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
      if (!type.startsWith("application/x-www-form-urlencoded")) {
        throw ApiError.invalid(
            null, null, "Invalid request: use application/x-www-form-urlencoded");
      }
    }
    Optional<String> key =
        request.header("idempotency-key").filter(k -> method.equals("POST") && !k.isEmpty());
    return new Call(requestId, request, route, request.form(), key);
  }

  private RecordedRequest recorded(
      HttpExchange exchange, String requestId, String method, String path, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    headers.remove("authorization");
    return new RecordedRequest(
        requestId, clock.instant(), method, path, Exchanges.query(exchange), headers, body);
  }

  private void endBeforeWork(HttpExchange exchange, ApiFault fault, String requestId)
      throws IOException {
    if (fault.kind() == ApiFault.Kind.HANG_BEFORE_WORK) {
      pause(fault.duration());
      return;
    }
    Map<String, String> headers =
        Map.of("Retry-After", Long.toString(fault.duration().toSeconds()));
    Exchanges.write(exchange, answer(ApiError.rateLimited(), requestId, exchange, headers));
  }

  private Answer perform(Call call, Optional<ApiFault> fault, HttpExchange exchange) {
    boolean begun = false;
    try {
      Optional<StoredAnswer> first =
          store.locked(
              () ->
                  call.key()
                      .flatMap(
                          k ->
                              keys.begin(k, call.request().path(), call.form(), call.requestId())));
      if (first.isPresent()) {
        fault
            .filter(f -> f.kind() == ApiFault.Kind.SERVER_ERROR)
            .ifPresent(f -> faults.giveBack(call.route().operation(), f));
        return replay(first.get(), exchange);
      }
      begun = true;
      fault.filter(f -> f.kind() == ApiFault.Kind.SLOW).ifPresent(f -> pause(f.duration()));
      return store.locked(() -> execute(call, fault, exchange));
    } catch (RuntimeException failure) {
      ApiError error = failure instanceof ApiError known ? known : unforeseen(failure);
      Answer answer = answer(error, call.requestId(), exchange, Map.of());
      if (begun) {
        store.locked(() -> call.key().ifPresent(k -> keepOrForget(k, error, answer)));
      }
      return answer;
    }
  }

  private static ApiError unforeseen(RuntimeException failure) {
    LOG.error("The simulator itself failed", failure);
    return ApiError.internal();
  }

  private Answer execute(Call call, Optional<ApiFault> fault, HttpExchange exchange) {
    if (fault.filter(f -> f.kind() == ApiFault.Kind.SERVER_ERROR).isPresent()) {
      throw ApiError.internal();
    }
    JsonObject result = call.route().action().apply(call.form());
    String body = Json.write(result);
    call.key().ifPresent(k -> keys.keep(k, 200, body));
    return Answer.json(200, body, headers(call.requestId(), exchange));
  }

  private void keepOrForget(String key, ApiError error, Answer answer) {
    if (error.executed()) {
      keys.keep(key, answer.status(), answer.body());
    } else {
      keys.forget(key);
    }
  }

  private Answer replay(StoredAnswer first, HttpExchange exchange) {
    Map<String, String> headers = headers(first.requestId(), exchange);
    headers.put("Idempotent-Replayed", "true");
    headers.put("Original-Request", first.requestId());
    return Answer.json(first.status(), first.body(), headers);
  }

  private Answer answer(
      ApiError error, String requestId, HttpExchange exchange, Map<String, String> further) {
    Map<String, String> headers = headers(requestId, exchange);
    headers.putAll(further);
    return Answer.json(error.status(), Json.write(error.body(requestId)), headers);
  }

  private Map<String, String> headers(String requestId, HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Request-Id", requestId);
    List<String> version = exchange.getRequestHeaders().get("Stripe-Version");
    headers.put("Stripe-Version", version == null ? options.apiVersion() : version.get(0));
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null) {
      headers.put("Idempotency-Key", key);
    }
    return headers;
  }

  private void finish(HttpExchange exchange, Answer answer, Optional<ApiFault> fault)
      throws IOException {
    if (fault.isEmpty()) {
      Exchanges.write(exchange, answer);
      return;
    }
    switch (fault.get().kind()) {
      // Leaving without an answer closes the connection.
      case LOSE_ANSWER -> {}
      case HANG_AFTER_WORK -> pause(fault.get().duration());
      case CUT_ANSWER -> Exchanges.writeHalf(exchange, answer);
      case RATE_LIMITED, SERVER_ERROR, HANG_BEFORE_WORK, SLOW -> Exchanges.write(exchange, answer);
    }
  }

  private void pause(Duration duration) {
    try {
      // Whether the time is over or the simulator closes makes no difference to the caller.
      boolean unused = closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
