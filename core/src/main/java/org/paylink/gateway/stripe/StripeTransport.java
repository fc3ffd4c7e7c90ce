package org.paylink.gateway.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paylink.gateway.wire.BoundedBody;
import org.paylink.gateway.wire.WireJson;

/**
 * Carries the SDK's requests. In place of the SDK's own client because that one can't tell a
 * connection that was never made from an answer that was lost, bounds neither the whole time of a
 * call nor the answer's size, follows redirects, drops the {@code Retry-After} header, and lets
 * {@code HttpURLConnection} repeat a POST unasked.
 */
final class StripeTransport extends com.stripe.net.HttpClient {
  private static final String USER_AGENT = "Stripe/v1 JavaBindings/" + Stripe.VERSION + " Paylink";

  /** An answer with a status other than 2xx, whole, so that nothing of it is lost. */
  static final class RefusedException extends StripeException {
    private static final long serialVersionUID = 1L;
    private final transient StripeResponse response;

    RefusedException(StripeResponse response) {
      super("HTTP " + response.code(), response.requestId(), null, response.code());
      this.response = response;
    }

    StripeResponse response() {
      return response;
    }
  }

  private final java.net.http.HttpClient client;
  private final Duration answerWithin;
  private final Duration doneWithin;

  /** A transport that waits so long for a connection, and then so long for the whole answer. */
  StripeTransport(Duration connectWithin, Duration answerWithin) {
    this.answerWithin = answerWithin;
    this.doneWithin = connectWithin.plus(answerWithin);
    this.client =
        java.net.http.HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(connectWithin)
            .build();
  }

  @Override
  public StripeResponse request(StripeRequest request) throws StripeException {
    HttpResponse<byte[]> answer = send(http(request));
    StripeResponse response =
        new StripeResponse(
            answer.statusCode(),
            HttpHeaders.of(answer.headers().map()),
            new String(answer.body(), StandardCharsets.UTF_8));
    if (response.code() / 100 != 2) {
      throw new RefusedException(response);
    }
    return response;
  }

  private HttpRequest http(StripeRequest request) throws ApiConnectionException {
    try {
      HttpRequest.Builder http = HttpRequest.newBuilder(request.url().toURI());
      http.timeout(answerWithin);
      request
          .headers()
          .map()
          .forEach((name, values) -> http.setHeader(name, String.join(",", values)));
      http.setHeader("User-Agent", USER_AGENT);
      if (request.content() == null) {
        return http.method(request.method().name(), BodyPublishers.noBody()).build();
      }
      http.setHeader("Content-Type", request.content().contentType());
      byte[] body = request.content().byteArrayContent();
      return http.method(request.method().name(), BodyPublishers.ofByteArray(body)).build();
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      throw new ApiConnectionException(
          "the request can't be sent",
          new MalformedURLException("address or header is malformed: " + malformed.getMessage()));
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws ApiConnectionException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(WireJson.MAX_BYTES));
    try {
      return answer.get(doneWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw lost(failed.getCause());
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw lost(new HttpTimeoutException("the answer was not complete in " + doneWithin));
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw lost(new IOException("interrupted", interrupted));
    }
  }

  private static ApiConnectionException lost(Throwable cause) {
    return new ApiConnectionException("no answer: " + cause.getMessage(), cause);
  }
}
