package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PersistenceTest {
  private final ManualClock clock = new ManualClock();

  @TempDir Path folder;

  private StripeSimulator start() throws Exception {
    return StripeSimulator.start(
        SimulatorOptions.forTests(clock, 7).withDataFile(folder.resolve("stripe.json")));
  }

  private static String create(StripeSimulator simulator, String key) throws Exception {
    return SimulatorFixture.client(simulator, simulator.apiKey())
        .v1()
        .checkout()
        .sessions()
        .create(SimulatorFixture.params(1_250, "usd").build(), SimulatorFixture.key(key))
        .getId();
  }

  @Test
  void aRestartKeepsSessionsKeysMoneyClockAndDeliveries() throws Exception {
    String open;
    String paid;
    try (StripeSimulator first = start()) {
      first.webhook("http://127.0.0.1:9/hook", "whsec_x");
      open = create(first, "one");
      paid = create(first, "two");
      first.pay(paid);
      first.advance(Duration.ofHours(1));
    }

    try (StripeSimulator second = start()) {
      assertThat(second.session(open).orElseThrow().status()).isEqualTo("open");
      assertThat(second.session(paid).orElseThrow().paymentStatus()).isEqualTo("paid");
      assertThat(second.totalCharged()).containsEntry("usd", 1_250L);
      assertThat(second.deliveries()).hasSize(4);
      assertThat(second.clock().offsetMillis()).isEqualTo(3_600_000);
      assertThat(create(second, "one")).isEqualTo(open);
      assertThat(create(second, "three")).isNotIn(open, paid);
      second.pay(open);
      assertThat(second.chargesMade()).isEqualTo(2);
    }
  }

  @Test
  void theStateSurvivesAProcessThatWasKilled() throws Exception {
    Path file = folder.resolve("stripe.json");
    try (StripeSimulator simulator = start()) {
      String id = create(simulator, "one");
      assertThat(Files.readString(file)).contains(id);
      simulator.pay(id);
      assertThat(Files.readString(file)).contains("\"payment_status\": \"paid\"");
    }
  }

  @Test
  void equalSeedsGiveEqualIdentifiers() throws Exception {
    SimulatorOptions options = SimulatorOptions.forTests(clock, 7);
    try (StripeSimulator one = StripeSimulator.start(options);
        StripeSimulator other = StripeSimulator.start(options);
        StripeSimulator third = StripeSimulator.start(options.withSeed(8))) {
      assertThat(create(one, "k")).isEqualTo(create(other, "k")).isNotEqualTo(create(third, "k"));
    }
  }

  @Test
  void theCommandLineIsChecked() {
    assertThat(SimulatorMain.parse("--port", "1", "--data", "f")).containsEntry("--port", "1");
    assertThatThrownBy(() -> SimulatorMain.parse("--colour", "red"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SimulatorMain.parse("--webhook", "http://127.0.0.1/"))
        .hasMessageContaining("--secret");
  }
}
