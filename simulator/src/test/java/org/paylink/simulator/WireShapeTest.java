package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.param.EventListParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.simulator.wire.RequestSchema;

/** Compares with what Stripe publishes; says so where that data is absent. */
class WireShapeTest extends SimulatorFixture {
  private Path wire;

  @BeforeEach
  void findTheWireData() {
    Optional<Path> found = RequestSchema.locate();
    if (found.isEmpty()) {
      System.out.println("NOT RUN: the wire data is absent; set WIRE_DIR to its folder");
    }
    assumeTrue(found.isPresent(), "The wire data is absent; set WIRE_DIR to its folder");
    wire = found.get();
  }

  private JsonObject fixture(String name) throws IOException {
    return JsonParser.parseString(Files.readString(wire.resolve("stripe-fixtures.json")))
        .getAsJsonObject()
        .getAsJsonObject("resources")
        .getAsJsonObject(name);
  }

  private static List<String> differences(String path, JsonObject ours, JsonObject theirs) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : theirs.entrySet()) {
      String at = path + "." + entry.getKey();
      JsonElement own = ours.get(entry.getKey());
      JsonElement other = entry.getValue();
      if (own == null) {
        found.add(at + " is absent");
      } else if (own.isJsonObject() && other.isJsonObject()) {
        boolean free = List.of("metadata", "object", "card").contains(entry.getKey());
        found.addAll(
            free ? List.of() : differences(at, own.getAsJsonObject(), other.getAsJsonObject()));
      } else if (!own.isJsonNull() && !other.isJsonNull() && !type(own).equals(type(other))) {
        found.add(at + " is " + type(own) + ", not " + type(other));
      }
    }
    return found;
  }

  private static String type(JsonElement element) {
    if (!element.isJsonPrimitive()) {
      return element.getClass().getSimpleName();
    }
    var primitive = element.getAsJsonPrimitive();
    return primitive.isNumber() ? "number" : primitive.isBoolean() ? "boolean" : "string";
  }

  private JsonObject answer(String path) throws Exception {
    return JsonParser.parseString(get(path).body()).getAsJsonObject();
  }

  @Test
  void answersHaveTheKeysAndTypesOfStripesSamples() throws Exception {
    String open = create().getId();
    String paid = create().getId();
    simulator.pay(paid);
    JsonObject session = answer("/v1/checkout/sessions/" + paid);
    JsonObject intent =
        answer("/v1/payment_intents/" + session.get("payment_intent").getAsString());
    JsonObject charge = answer("/v1/charges/" + intent.get("latest_charge").getAsString());
    JsonObject event = answer("/v1/events").getAsJsonArray("data").get(0).getAsJsonObject();

    assertThat(
            differences(
                "session", answer("/v1/checkout/sessions/" + open), fixture("checkout.session")))
        .isEmpty();
    assertThat(differences("session", session, fixture("checkout.session"))).isEmpty();
    assertThat(differences("intent", intent, fixture("payment_intent"))).isEmpty();
    assertThat(differences("charge", charge, fixture("charge"))).isEmpty();
    assertThat(differences("event", event, fixture("event"))).isEmpty();
    assertThat(differences("account", answer("/v1/account"), fixture("account"))).isEmpty();
  }

  @Test
  void refundsAndDisputesHaveTheKeysAndTypesOfStripesSamples() throws Exception {
    String session = create().getId();
    simulator.pay(session);
    String refund = simulator.reversals().refundAtDashboard(session, 100);
    String dispute = simulator.reversals().openDispute(session, "general");

    JsonObject disputed = answer("/v1/disputes/" + dispute);
    assertThat(differences("refund", answer("/v1/refunds/" + refund), fixture("refund"))).isEmpty();
    assertThat(differences("dispute", disputed, fixture("dispute"))).isEmpty();
    assertThat(
            differences(
                "movement",
                disputed.getAsJsonArray("balance_transactions").get(0).getAsJsonObject(),
                fixture("balance_transaction")))
        .isEmpty();
  }

  @Test
  void theRequestsOfTheSdkFitStripesDescription() throws Exception {
    String id = create().getId();
    stripe.v1().checkout().sessions().expire(id);
    fetch(id);
    stripe
        .v1()
        .events()
        .list(
            EventListParams.builder()
                .setLimit(3L)
                .setCreated(EventListParams.Created.builder().setGte(1L).build())
                .build());

    RequestSchema schema = RequestSchema.read(wire);

    assertThat(simulator.requests()).hasSize(4);
    for (RecordedRequest request : simulator.requests()) {
      assertThat(schema.problems(request)).isEmpty();
      assertThat(request.headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void aRequestThatDoesNotFitIsExplained() throws Exception {
    post(
        "/v1/checkout/sessions",
        "mode=gift&ui_mode=hosted_page&colour=red&line_items[0][price_data][unit_amount]=1.5"
            + "&client_reference_id="
            + "x".repeat(201));

    assertThat(RequestSchema.read(wire).problems(simulator.requests().get(0)))
        .hasSize(6)
        .anyMatch(p -> p.startsWith("mode is none of"))
        .contains("colour is not a known parameter")
        .contains("line_items[0][price_data][unit_amount] is not of type integer: 1.5")
        .contains("line_items[0][price_data] lacks the required currency")
        .contains("client_reference_id is longer than 200")
        .contains(" lacks the required success_url");
  }
}
