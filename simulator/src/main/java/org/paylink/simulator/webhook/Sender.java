package org.paylink.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Sends one delivery over HTTP, as gateways do: redirects are not followed. */
final class Sender {
  private static final Duration OLD = Duration.ofHours(1);

  private final Duration timeout;
  private final Signer signer;
  private final HttpClient client;

  Sender(Duration timeout, Signer signer) {
    this.timeout = timeout;
    this.signer = signer;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Delivery.Try send(Delivery delivery, Instant now) {
    try {
      HttpResponse<Void> answer =
          client.send(request(delivery, now), HttpResponse.BodyHandlers.discarding());
      return new Delivery.Try(now.toEpochMilli(), answer.statusCode(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Try(now.toEpochMilli(), 0, "interrupted");
    } catch (IOException e) {
      return new Delivery.Try(now.toEpochMilli(), 0, e.toString());
    }
  }

  private HttpRequest request(Delivery delivery, Instant now) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(delivery.url))
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Accept", "*/*; q=0.5, application/xml")
            .header("Cache-Control", "no-cache");
    signer.headers(delivery, now).forEach(request::header);
    return request.POST(HttpRequest.BodyPublishers.ofString(delivery.body)).build();
  }

  /** The headers of Stripe's notifications. */
  static Map<String, String> stripe(Delivery delivery, Instant now) {
    return Map.of(
        "User-Agent",
        "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "Stripe-Signature",
        signature(delivery, now));
  }

  private static String signature(Delivery delivery, Instant now) {
    boolean old = delivery.signing == Delivery.Signing.OLD;
    long second = now.getEpochSecond() - (old ? OLD.toSeconds() : 0);
    return Signature.header(Signer.secret(delivery), second, delivery.body);
  }
}
