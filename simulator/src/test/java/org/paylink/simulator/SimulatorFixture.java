package org.paylink.simulator;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A simulator with manual time, and the unchanged stripe-java as its client. */
@Timeout(60)
abstract class SimulatorFixture {
  final ManualClock clock = new ManualClock();
  final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  StripeSimulator simulator;
  StripeClient stripe;

  @BeforeEach
  final void startSimulator() throws IOException {
    Stripe.enableTelemetry = false;
    simulator = StripeSimulator.start(SimulatorOptions.forTests(clock, 42));
    stripe = client(simulator, simulator.apiKey());
  }

  @AfterEach
  final void stopSimulator() {
    simulator.close();
  }

  static StripeClient client(StripeSimulator simulator, String key) {
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(simulator.baseUrl())
        .setMaxNetworkRetries(0)
        .setConnectTimeout(5_000)
        .setReadTimeout(5_000)
        .build();
  }

  static SessionCreateParams.Builder params(long amount, String currency) {
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .setSuccessUrl("https://shop.example/return?session={CHECKOUT_SESSION_ID}")
        .setCancelUrl("https://shop.example/cancelled")
        .setClientReferenceId("invoice-1001")
        .setCustomerEmail("ada@example.com")
        .putMetadata("attempt", "a-1")
        .setPaymentIntentData(
            SessionCreateParams.PaymentIntentData.builder()
                .setDescription("Invoice 1001")
                .putMetadata("attempt", "a-1")
                .build())
        .addLineItem(
            SessionCreateParams.LineItem.builder()
                .setQuantity(1L)
                .setPriceData(
                    SessionCreateParams.LineItem.PriceData.builder()
                        .setCurrency(currency)
                        .setUnitAmount(amount)
                        .setProductData(
                            SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                .setName("Invoice 1001 <b>&amp;</b>")
                                .build())
                        .build())
                .build());
  }

  Session create(long amount, String currency) throws StripeException {
    return stripe.v1().checkout().sessions().create(params(amount, currency).build());
  }

  Session create() throws StripeException {
    return create(1_250, "usd");
  }

  Session fetch(String id) throws StripeException {
    return stripe.v1().checkout().sessions().retrieve(id);
  }

  static RequestOptions key(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }

  HttpResponse<String> get(String pathOrUrl) throws IOException, InterruptedException {
    return browser.send(request(pathOrUrl).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String pathOrUrl, String form)
      throws IOException, InterruptedException {
    return browser.send(
        request(pathOrUrl)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String pathOrUrl) {
    String url = pathOrUrl.startsWith("http") ? pathOrUrl : simulator.baseUrl() + pathOrUrl;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    return url.contains("/v1/")
        ? builder.header("Authorization", "Bearer " + simulator.apiKey())
        : builder;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  void passTime(Duration by) {
    clock.advance(by);
  }
}
