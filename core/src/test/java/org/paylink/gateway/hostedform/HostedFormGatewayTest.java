package org.paylink.gateway.hostedform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayBench;
import org.paylink.gateway.GatewayContract;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Session;
import org.paylink.simulator.hosted.HostedFormSimulator;

/** The hosted form by the shared contract, and what is its own. */
class HostedFormGatewayTest extends GatewayContract {
  @Override
  protected GatewayBench openBench() throws IOException {
    return new FormBench();
  }

  private HostedFormSimulator simulator() {
    return ((FormBench) bench()).simulator();
  }

  @Test
  void theBrowserPostsATokenAndNothingElse() throws GatewayException {
    Session session = started("k1");

    assertThat(session.url()).contains(simulator().baseUrl() + "/hosted/payment");
    assertThat(session.fields()).containsOnlyKeys("token");
  }

  @Test
  void theKeyTravelsInTheBodyAndTheAttemptBesideIt() throws GatewayException {
    Session session = started("k1");
    String sent = simulator().requests().get(0).body();

    assertThat(sent).contains("\"transactionKey\":\"***\"", "\"invoiceNumber\":\"attempt-k1\"");
    assertThat(simulator().checkout(session.id()).group).isEqualTo("link-1");
  }

  @Test
  void aPageEndsWithinAQuarterOfAnHour() {
    Instant now = Instant.parse("2026-03-01T10:00:00.750Z");
    HostedFormGateway gateway = new HostedFormGateway();

    assertThat(Duration.between(now, gateway.sessionEnd(now, now.plusSeconds(1))))
        .isGreaterThan(Duration.ofMinutes(4));
    assertThat(Duration.between(now, gateway.sessionEnd(now, now.plus(Duration.ofDays(9)))))
        .isLessThan(Duration.ofMinutes(15));
  }

  @Test
  void aSimulatorTakesNoLiveMoney() {
    FormBench bench = (FormBench) bench();
    var live = bench.account(simulator().baseUrl(), simulator().apiKey(), Mode.LIVE);

    assertThat(failure(() -> bench.gateway().start(live, request("k1", PRICE))).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(simulator().requests()).isEmpty();
  }
}
