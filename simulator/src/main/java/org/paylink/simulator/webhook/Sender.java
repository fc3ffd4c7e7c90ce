package org.paylink.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Sends one delivery over HTTP, as Stripe does: redirects are not followed. */
final class Sender {
  private static final Duration OLD = Duration.ofHours(1);

  private final Duration timeout;
  private final HttpClient client;

  Sender(Duration timeout) {
    this.timeout = timeout;
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
    return HttpRequest.newBuilder(URI.create(delivery.url))
        .timeout(timeout)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .header("Accept", "*/*; q=0.5, application/xml")
        .header("Cache-Control", "no-cache")
        .header("Stripe-Signature", signature(delivery, now))
        .POST(HttpRequest.BodyPublishers.ofString(delivery.body))
        .build();
  }

  private static String signature(Delivery delivery, Instant now) {
    long second = now.getEpochSecond();
    return switch (delivery.signing) {
      case RIGHT -> Signature.header(delivery.secret, second, delivery.body);
      case WRONG_SECRET -> Signature.header(delivery.secret + "x", second, delivery.body);
      case OLD -> Signature.header(delivery.secret, second - OLD.toSeconds(), delivery.body);
    };
  }
}
