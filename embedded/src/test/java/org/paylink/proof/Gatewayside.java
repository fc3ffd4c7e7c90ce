package org.paylink.proof;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeSimulator;

/** What the gateway itself would testify. */
final class Gatewayside {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Gatewayside() {}

  /** What was taken in a session, if anything was and the gateway says how much. */
  static Optional<Money> taken(StripeSimulator simulator, SimulatedSession session) {
    if (!session.status().equals("complete") || !session.paymentStatus().equals("paid")) {
      return Optional.empty();
    }
    return session
        .paymentIntentId()
        .map(id -> fetch(simulator, "/v1/payment_intents/" + id))
        .filter(
            intent -> intent.has("amount_received") && !intent.get("amount_received").isJsonNull())
        .map(Gatewayside::received);
  }

  private static JsonObject fetch(StripeSimulator simulator, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
            .header("Authorization", "Bearer " + simulator.apiKey())
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      String body = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonParser.parseString(body).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Money received(JsonObject intent) {
    return Money.ofMinor(
        intent.get("currency").getAsString().toUpperCase(Locale.ROOT),
        intent.get("amount_received").getAsLong());
  }
}
