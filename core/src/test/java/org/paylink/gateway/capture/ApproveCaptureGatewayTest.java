package org.paylink.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayBench;
import org.paylink.gateway.GatewayContract;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Session;
import org.paylink.money.Money;
import org.paylink.simulator.hosted.ApprovalSimulator;

/** Orders by the shared contract, and what is their own. */
class ApproveCaptureGatewayTest extends GatewayContract {
  @Override
  protected GatewayBench openBench() throws IOException {
    return new ApprovalBench();
  }

  private ApprovalSimulator simulator() {
    return ((ApprovalBench) bench()).simulator();
  }

  @Test
  void wholeUnitsAreSentWhereTheGatewayCountsNoCents() throws GatewayException {
    Money forint = Money.ofMajor("HUF", "12500.00");
    Session session = bench().gateway().start(bench().account(), request("k1", forint));
    bench().pay(session.id());

    assertThat(fetched(session).charge().flatMap(Session.Charge::amount)).contains(forint);
  }

  @Test
  void aRepeatedCaptureIsSentUnderTheSameKey() throws GatewayException {
    Session session = started("k1");
    bench().pay(session.id());
    Session again =
        bench().gateway().capturing().orElseThrow().capture(bench().account(), session.id());

    assertThat(again.state()).isEqualTo(Session.State.PAID);
    assertThat(
            simulator().requests().stream()
                .filter(request -> request.path().endsWith("/capture"))
                .map(request -> request.header("order-request-id").orElseThrow()))
        .containsOnly("capture-" + session.id())
        .hasSize(2);
  }

  @Test
  void aSimulatorTakesNoLiveMoney() {
    ApprovalBench bench = (ApprovalBench) bench();
    var live = bench.account(simulator().baseUrl(), simulator().apiKey(), Mode.LIVE);

    assertThat(failure(() -> bench.gateway().start(live, request("k1", PRICE))).kind())
        .isEqualTo(Kind.KEY_REFUSED);
    assertThat(simulator().requests()).isEmpty();
  }
}
