package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The control page, where a person refunds and plays the bank. */
class ReversalPageTest extends SimulatorFixture {
  @Test
  void aPersonDrivesRefundsAndDisputesOnTheControlPage() throws Exception {
    String session = create().getId();
    simulator.pay(session);
    HttpResponse<String> done =
        post("/simulator", "action=refund&payment=" + session + "&amount=250");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(post("/simulator", "action=dispute&payment=" + session).statusCode()).isEqualTo(303);
    String dispute = simulator.reversals().disputes().get(0).get("id").getAsString();
    assertThat(get("/simulator").body()).contains("$2.50", "$12.50", dispute, "Hand evidence in");

    assertThat(post("/simulator", "action=win&reversal=" + dispute).statusCode()).isEqualTo(303);

    assertThat(simulator.reversals().totalRefunded()).containsEntry("usd", 250L);
    assertThat(simulator.reversals().disputes().get(0).get("status").getAsString())
        .isEqualTo("won");
    assertThat(post("/simulator", "action=refund&payment=none").statusCode()).isEqualTo(400);
  }
}
