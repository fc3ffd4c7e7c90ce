package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.site.WebResponse;

/** What browsers say or fetch settles nothing, and gateways are called outside of transactions. */
class BrowserIsNotBelievedTest extends Scene {
  @Test
  void whatABrowserSaysSettlesNothing() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.startCheckout(link);
    String attemptId =
        world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()).get(0).id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    WebResponse back =
        world.get("/pay/return/" + LinkTokens.returnHandle(key, attemptId) + "?paid=1");
    assertThat(text(back)).doesNotContain("Nothing was taken");
    assertThat(payments(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    assertThat(world.get("/pay/return/" + attemptId + "." + "A".repeat(22)).status())
        .as("a forged handle")
        .isEqualTo(404);
  }

  @Test
  void gettingAPageChangesNothingButTheClickLog() {
    Issued link = world.issue(world.order(TOTAL));
    Map<String, Object> before = row(link);
    for (int i = 0; i < 3; i++) {
      world.get(link.url());
    }
    assertThat(row(link)).isEqualTo(before);
    assertThat(world.records.<Integer>unit(u -> Links.attemptsOf(u, link.linkId()).size()))
        .isZero();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.OPENED);
  }

  @Test
  void noGatewayIsCalledInsideATransaction() {
    Issued link = world.issue(world.order(TOTAL));
    world.startCheckout(link);
    Connections connections =
        new Connections(world.settings, List.of(new StripeGateway()), world.records);
    assertThatThrownBy(
            () ->
                world.records.unit(
                    unit -> {
                      try {
                        return connections.require(FixedSettings.ACCOUNT).check();
                      } catch (GatewayException e) {
                        throw new IllegalArgumentException(e);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }
}
