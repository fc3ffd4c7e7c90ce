package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.Session;
import org.paylink.gateway.Session.State;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;
import org.paylink.simulator.wire.RequestSchema;

class StripeSessionsTest {
  private static final String PAID_INTENT =
      """
      {"id":"pi_1","created":1000,"status":"succeeded","amount":9999,"amount_received":1250,
       "currency":"usd","latest_charge":{"id":"ch_1","created":2000}}
      """;

  private static Session read(String status, String payment, String intent) throws Exception {
    String json =
        """
        {"id":"cs_test_1","status":%s,"payment_status":%s,"url":"https://pay","created":500,
         "amount_total":7777,"currency":"usd","payment_intent":%s}
        """
            .formatted(quoted(status), quoted(payment), intent);
    return StripeSessions.read(parse(json), Optional.empty());
  }

  private static String quoted(String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }

  private static JsonObject parse(String json) throws Exception {
    return WireJson.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "open, unpaid, requires_payment_method, OPEN",
        "open, null, requires_action, OPEN",
        "open, paid, succeeded, PENDING",
        "expired, unpaid, canceled, EXPIRED",
        "expired, paid, succeeded, PENDING",
        "complete, unpaid, processing, PENDING",
        "complete, unpaid, requires_action, PENDING",
        "complete, unpaid, requires_payment_method, FAILED",
        "complete, unpaid, canceled, FAILED",
        "complete, unpaid, succeeded, PENDING",
        "complete, unpaid, something_new, PENDING",
        "complete, paid, succeeded, PAID",
        "complete, something_new, succeeded, PENDING",
        "complete, null, succeeded, PENDING",
        "something_new, paid, succeeded, PENDING",
        "PAID, paid, succeeded, PENDING",
        "null, paid, succeeded, PENDING"
      })
  void theStateIsWhatStripeSaysAndNeverPaidByGuess(
      String status, String payment, String intentStatus, State expected) throws Exception {
    String intent = PAID_INTENT.replace("succeeded", intentStatus);

    Session session = read(status, payment, intent);

    assertThat(session.state()).isEqualTo(expected);
    assertThat(session.charge().isPresent()).isEqualTo(expected == State.PAID);
    assertThat(session.url().isPresent()).isEqualTo(expected == State.OPEN);
  }

  @Test
  void theChargeIsWhatThePaymentIntentReceived() throws Exception {
    assertThat(read("complete", "paid", PAID_INTENT).charge())
        .contains(
            new Session.Charge(
                "pi_1",
                Optional.of(Money.ofMajor("USD", "12.50")),
                Instant.ofEpochSecond(2000),
                Optional.of("ch_1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"amount_received\":null", "\"amount_received\":\"1250\"", "\"amount_received\":12.5",
        "\"amount_received\":1e3", "\"amount_received\":99999999999999999999", "\"other\":1",
        "\"amount_received\":{}"
      })
  void anAmountThatIsNotSaidPlainlyIsAbsent(String said) throws Exception {
    Session session =
        read("complete", "paid", PAID_INTENT.replace("\"amount_received\":1250", said));

    assertThat(session.state()).isEqualTo(State.PAID);
    assertThat(session.charge().orElseThrow().amount()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"currency\":null", "\"currency\":\"zzz\"", "\"currency\":7", "\"o\":1"})
  void anAmountOfNoKnownCurrencyIsAbsent(String said) throws Exception {
    Session session = read("complete", "paid", PAID_INTENT.replace("\"currency\":\"usd\"", said));

    assertThat(session.charge().orElseThrow().amount()).isEmpty();
  }

  @Test
  void anIntentThatWasNotExpandedNamesTheMovementAndNoAmount() throws Exception {
    assertThat(read("complete", "paid", "\"pi_1\"").charge())
        .contains(new Session.Charge("pi_1", Optional.empty(), Instant.ofEpochSecond(500)));
  }

  @Test
  void withoutAChargeTheIntentsTimeCounts() throws Exception {
    String intent = PAID_INTENT.replace("{\"id\":\"ch_1\",\"created\":2000}", "\"ch_1\"");

    Session.Charge charge = read("complete", "paid", intent).charge().orElseThrow();
    assertThat(charge.occurredAt()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(charge.chargeRef()).contains("ch_1");
  }

  @Test
  void paidByNothingIsMalformedAndNotAMovementOfANewName() {
    assertThatThrownBy(() -> read("complete", "paid", "null"))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void nothingToPayIsNoMoney() throws Exception {
    assertThat(read("complete", "no_payment_required", "null").charge())
        .contains(new Session.Charge("cs_test_1", Optional.empty(), Instant.ofEpochSecond(500)));
    assertThat(read("complete", "no_payment_required", PAID_INTENT).charge().orElseThrow().amount())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"decline_code\":\"insufficient_funds\",\"code\":\"card_declined\"}', insufficient_funds",
    "'{\"code\":\"expired_card\"}', expired_card",
    "'{}', unknown",
    "'{\"code\":\"<script>\"}', unknown"
  })
  void aDeclineIsToldByItsCode(String error, String code) throws Exception {
    String intent = "{\"id\":\"pi_1\",\"last_payment_error\":" + error + "}";

    assertThat(read("open", "unpaid", intent).decline()).contains(code);
  }

  @Test
  void stripesOwnSampleIsRead() throws Exception {
    Optional<Path> wire = RequestSchema.locate();
    Assumptions.assumeTrue(wire.isPresent(), "NOT RUN: ../shared/wire and WIRE_DIR are absent");
    byte[] file = Files.readAllBytes(wire.orElseThrow().resolve("stripe-fixtures.json"));
    JsonObject resources = WireJson.parse(file).getAsJsonObject("resources");
    JsonObject sample = resources.getAsJsonObject("checkout.session");

    Session open = StripeSessions.read(sample, Optional.empty());
    sample.add("payment_intent", resources.get("payment_intent"));
    sample.addProperty("status", "complete");
    sample.addProperty("payment_status", "paid");
    Session paid = StripeSessions.read(sample, Optional.empty());

    assertThat(open.state()).isEqualTo(State.OPEN);
    assertThat(open.attemptId()).isEmpty();
    assertThat(paid.charge().flatMap(Session.Charge::amount)).contains(Money.zero("USD"));
    assertThat(paid.charge().orElseThrow().externalRef()).startsWith("pi_");
  }
}
