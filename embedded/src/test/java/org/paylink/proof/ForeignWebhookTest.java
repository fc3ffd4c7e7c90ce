package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.records.Query;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;

/** Genuine notifications of things that are not ours, or not of the shape we know. */
class ForeignWebhookTest extends RefusalScene {
  @Test
  void anotherSystemsPaymentOnASharedAccountIsLeftAlone() throws Exception {
    String session = foreignSession(Map.of());
    world.simulator.pay(session);
    Map<String, List<String>> before = Tables.of(world);
    hooksOf(session);
    Map<String, List<String>> after = Tables.of(world);
    assertThat(after.get("GatewayEvent")).hasSizeGreaterThan(before.get("GatewayEvent").size());
    after.put("GatewayEvent", before.get("GatewayEvent"));
    assertThat(after).isEqualTo(before);
    assertThat(waitingEvents()).isZero();
  }

  @Test
  void moneyThatClaimsAnAttemptOfAnotherAccountIsRaisedAndAppliedToNothing() throws Exception {
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("STRIPE_OTHER", "Other"));
    Issued link = issue(Wish.of(orderOf("Other", TOTAL)));
    world.startCheckout(link);
    String attempt = world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()).get(0).id());
    long before = unknownPayments();
    String session = foreignSession(Map.of("paylink_attempt", attempt));
    world.simulator.pay(session);
    hooksOf(session);
    assertThat(payments(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    assertThat(unknownPayments()).as("a person is told").isEqualTo(before + 1);
    hooksOf(session);
    assertThat(unknownPayments()).as("once").isEqualTo(before + 1);
  }

  @Test
  void moneyThatClaimsAnAttemptNobodyMadeIsRaised() throws Exception {
    long before = unknownPayments();
    String session = foreignSession(Map.of("paylink_attempt", "NEVER_MADE"));
    world.simulator.pay(session);
    hooksOf(session);
    assertThat(unknownPayments()).isEqualTo(before + 1);
  }

  @Test
  void aSessionThatClaimsAnAttemptWithAnotherSessionIsNotItsPayment() throws Exception {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession own = world.startCheckout(link);
    String attempt = world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()).get(0).id());
    String session = foreignSession(Map.of("paylink_attempt", attempt));
    world.simulator.pay(session);
    hooksOf(session);
    assertThat(payments(link)).isEmpty();
    world.simulator.pay(own.id());
    notifyOf(own);
    assertThat(payments(link)).hasSize(1);
    assertThat(applied(link)).isEqualTo(TOTAL);
  }

  @Test
  void eventsOfAnotherVersionSettleAllTheSame() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().otherVersionWebhooks(20);
    world.simulator.pay(session.id());
    List<Delivery> deliveries =
        world.simulator.deliveries().stream()
            .filter(delivery -> delivery.body.contains(session.id()))
            .toList();
    assertThat(deliveries).isNotEmpty();
    deliveries.forEach(delivery -> assertThat(world.hook(delivery).status()).isEqualTo(200));
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  /** A session that another program made with the same account's key. */
  private static String foreignSession(Map<String, String> metadata)
      throws IOException, InterruptedException {
    Map<String, String> form =
        new java.util.TreeMap<>(
            Map.of(
                "mode", "payment",
                "success_url", "https://shop.example/thanks",
                "line_items[0][quantity]", "1",
                "line_items[0][price_data][currency]", "usd",
                "line_items[0][price_data][unit_amount]", "5085",
                "line_items[0][price_data][product_data][name]", "A shop's own"));
    metadata.forEach((name, value) -> form.put("metadata[" + name + "]", value));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.simulator.baseUrl() + "/v1/checkout/sessions"))
            .header("Authorization", "Bearer " + world.simulator.apiKey())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return com.google.gson.JsonParser.parseString(answer.body())
        .getAsJsonObject()
        .get("id")
        .getAsString();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void hooksOf(String session) {
    world.simulator.deliveries().stream()
        .filter(delivery -> delivery.body.contains(session))
        .forEach(delivery -> assertThat(world.hook(delivery).status()).isEqualTo(200));
    world.paylink.sweeper().sweep();
  }

  private static long waitingEvents() {
    return world.records.unit(
        unit -> (long) unit.list(Query.from("GatewayEvent").equal("state", "RECEIVED")).size());
  }

  private static long unknownPayments() {
    return world.records.unit(
        unit ->
            unit.list(Query.from("PaymentException")).stream()
                .filter(row -> row.fields().containsValue("UNKNOWN_PAYMENT"))
                .count());
  }
}
