package org.paylink.gateway.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;

/**
 * Calls with JSON to a gateway: bounded in time and size, never repeated by themselves, redirects
 * not followed, and every failure told by what it means.
 */
public final class HttpCalls {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final String gateway;
  private final HttpClient client;
  private final Duration answerWithin;
  private final Duration doneWithin;

  /**
   * One answer, whatever its status.
   *
   * @param status the HTTP status
   * @param body the body's bytes, at most {@link WireJson#MAX_BYTES}
   * @param requestId the gateway's id of the call, as its header says
   * @param retryAfter how long it asks us to wait, at most an hour
   */
  public record Answer(
      int status, byte[] body, Optional<String> requestId, Optional<Duration> retryAfter) {

    /** Whether the status is 2xx. */
    public boolean isGood() {
      return status / 100 == 2;
    }
  }

  /**
   * Calls of a gateway.
   *
   * @param gateway its name, for messages
   * @param connectWithin how long a connection may take
   * @param answerWithin how long the whole answer may take after that
   */
  public HttpCalls(String gateway, Duration connectWithin, Duration answerWithin) {
    this.gateway = gateway;
    this.answerWithin = answerWithin;
    this.doneWithin = connectWithin.plus(answerWithin);
    this.client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(connectWithin)
            .build();
  }

  /**
   * Sends one request and answers whatever comes back.
   *
   * @param path begins with a slash, and goes after the account's API address
   * @param json the body of a POST; absent makes it a GET
   * @throws GatewayException UNREACHABLE when nothing was sent, OUTCOME_UNKNOWN when the answer was
   *     lost, KEY_REFUSED when the key can't be sent safely
   */
  public Answer send(
      GatewayAccount account, String path, Map<String, String> headers, Optional<String> json)
      throws GatewayException {
    Scrubber scrubber = Scrubber.of(account);
    HttpRequest request = request(account, path, headers, json, scrubber);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(WireJson.MAX_BYTES));
    try {
      return read(answer.get(doneWithin.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      throw lost(failed.getCause(), scrubber);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw lost(new HttpTimeoutException("not complete in " + doneWithin), scrubber);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw lost(new IOException("interrupted", interrupted), scrubber);
    }
  }

  /** A failure with a message that holds no secret. */
  public GatewayException failure(
      GatewayAccount account, Kind kind, String message, Optional<Answer> answer) {
    return new GatewayException(
        kind,
        gateway + ": " + Scrubber.of(account).scrub(message),
        answer.flatMap(Answer::retryAfter),
        answer.flatMap(Answer::requestId),
        null);
  }

  private HttpRequest request(
      GatewayAccount account,
      String path,
      Map<String, String> headers,
      Optional<String> json,
      Scrubber scrubber)
      throws GatewayException {
    String base =
        account
            .apiBase()
            .orElseThrow(
                () -> failure(account, Kind.REFUSED, "no API address is set", Optional.empty()));
    if (account.mode() == Mode.LIVE && !base.startsWith("https://")) {
      throw failure(
          account, Kind.KEY_REFUSED, "a live key is only sent encrypted", Optional.empty());
    }
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + path))
              .timeout(answerWithin)
              .setHeader("User-Agent", "paylink/1");
      headers.forEach(request::setHeader);
      if (json.isEmpty()) {
        return request.GET().build();
      }
      return request
          .setHeader("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(json.get(), StandardCharsets.UTF_8))
          .build();
    } catch (IllegalArgumentException malformed) {
      // Its message would quote the header, and so perhaps the key.
      throw new GatewayException(
          Kind.KEY_REFUSED,
          gateway + ": the API address or the key can't be sent",
          Optional.empty(),
          Optional.empty(),
          null);
    }
  }

  private static Answer read(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("request-id").filter(id -> id.matches("[\\w-]{1,255}")),
        response
            .headers()
            .firstValue("retry-after")
            .map(String::strip)
            .filter(value -> value.matches("[0-9]{1,9}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  private GatewayException lost(Throwable cause, Scrubber scrubber) {
    return new GatewayException(
        Unsent.is(cause) ? Kind.UNREACHABLE : Kind.OUTCOME_UNKNOWN,
        gateway + ": " + scrubber.scrub("no answer: " + cause.getMessage()),
        Optional.empty(),
        Optional.empty(),
        scrubber.scrub(cause));
  }
}
