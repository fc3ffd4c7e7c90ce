package org.paylink.simulator.hosted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paylink.simulator.account.Store.StoredAnswer;
import org.paylink.simulator.fault.ApiFault;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.Exchanges;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.simulator.wire.RequestRecorder;

/** The API of a gateway on the wire, with faults and with keys that make repetitions one. */
final class HostedApi implements HttpHandler {
  private final HostedSimulator simulator;
  private final Wire wire;
  private final RequestRecorder recorder;
  private final CountDownLatch closing;

  /** Calls that hang end when {@code closing} opens. */
  HostedApi(
      HostedSimulator simulator, Wire wire, RequestRecorder recorder, CountDownLatch closing) {
    this.simulator = simulator;
    this.wire = wire;
    this.recorder = recorder;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String requestId = simulator.store.locked(() -> simulator.identifiers.next("rq", 14));
    try (exchange) {
      Wire.Request request = read(exchange, requestId);
      Wire.Call call;
      try {
        call = wire.read(simulator, request);
      } catch (Wire.CallRefused refusal) {
        write(exchange, wire.refused(refusal, requestId), requestId);
        return;
      }
      Optional<ApiFault> fault = simulator.faults.take(call.operation());
      if (fault.filter(ApiFault::endsBeforeWork).isPresent()) {
        endBeforeWork(exchange, fault.get(), requestId);
        return;
      }
      fault.filter(f -> f.kind() == ApiFault.Kind.SLOW).ifPresent(f -> pause(f.duration()));
      boolean fails = fault.filter(f -> f.kind() == ApiFault.Kind.SERVER_ERROR).isPresent();
      Answer answer = simulator.store.locked(() -> perform(call, request.body(), fails, requestId));
      simulator.store.save();
      finish(exchange, answer, fault, requestId);
    }
  }

  private Wire.Request read(HttpExchange exchange, String requestId) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = Exchanges.body(exchange).orElse("");
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> shown = new LinkedHashMap<>(headers);
    shown.remove("authorization");
    recorder.add(
        new RecordedRequest(
            requestId,
            simulator.clock.instant(),
            exchange.getRequestMethod(),
            path,
            Exchanges.query(exchange),
            shown,
            body.replace(simulator.apiKey(), "***")));
    return new Wire.Request(
        exchange.getRequestMethod(), path, Exchanges.query(exchange), headers, body);
  }

  /** A repeated key answers what it answered first, a failure as well. */
  private Answer perform(Wire.Call call, String body, boolean fails, String requestId) {
    Map<String, StoredAnswer> answers = simulator.store.data().answers;
    Optional<StoredAnswer> first = call.key().map(answers::get);
    if (first.isPresent()) {
      return first.get().fingerprint().equals(digest(body))
          ? Answer.json(first.get().status(), first.get().body(), Map.of())
          : wire.refused(
              new Wire.CallRefused(422, "KEY_REUSED", "The key belongs to another request"),
              requestId);
    }
    Answer answer = fails ? wire.failed(requestId) : work(call, requestId);
    boolean kept = fails || answer.status() / 100 == 2;
    call.key()
        .filter(key -> kept)
        .ifPresent(
            key ->
                answers.put(
                    key,
                    new StoredAnswer(
                        "",
                        digest(body),
                        answer.status(),
                        answer.body(),
                        requestId,
                        simulator.clock.epochSecond())));
    return answer;
  }

  private Answer work(Wire.Call call, String requestId) {
    try {
      return call.work().answer(requestId);
    } catch (Wire.CallRefused refusal) {
      return wire.refused(refusal, requestId);
    }
  }

  private void endBeforeWork(HttpExchange exchange, ApiFault fault, String requestId)
      throws IOException {
    if (fault.kind() == ApiFault.Kind.HANG_BEFORE_WORK) {
      pause(fault.duration());
      return;
    }
    String seconds = Long.toString(fault.duration().toSeconds());
    write(
        exchange,
        Answer.json(429, "{\"name\":\"RATE_LIMIT_REACHED\"}", Map.of("Retry-After", seconds)),
        requestId);
  }

  private void finish(
      HttpExchange exchange, Answer answer, Optional<ApiFault> fault, String requestId)
      throws IOException {
    if (fault.isEmpty()) {
      write(exchange, answer, requestId);
      return;
    }
    switch (fault.get().kind()) {
      // Leaving without an answer closes the connection.
      case LOSE_ANSWER -> {}
      case HANG_AFTER_WORK -> pause(fault.get().duration());
      case CUT_ANSWER -> Exchanges.writeHalf(exchange, answer);
      case RATE_LIMITED, SERVER_ERROR, HANG_BEFORE_WORK, SLOW -> write(exchange, answer, requestId);
    }
  }

  private static void write(HttpExchange exchange, Answer answer, String requestId)
      throws IOException {
    exchange.getResponseHeaders().set("Request-Id", requestId);
    Exchanges.write(exchange, answer);
  }

  private void pause(Duration duration) {
    try {
      // Whether the time is over or the simulator closes makes no difference to the caller.
      boolean unused = closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String digest(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
