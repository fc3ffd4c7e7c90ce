package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.records.Query;
import org.paylink.records.Row;

/** Opening a link is noted, by people and by machines, and fills no table. */
class ClicksTest extends RefusalScene {

  @Test
  void openingAPageAThousandTimesIsOneRowAnHour() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    for (int time = 0; time < 1_000; time++) {
      Client.at("203.0.113.1").get(world, link.url());
    }
    assertThat(clicks(link)).hasSize(1);
    world.clock.advance(Duration.ofHours(1));
    Client.at("203.0.113.1").get(world, link.url());
    assertThat(clicks(link)).hasSize(2);
  }

  @Test
  void aPhoneIsToldFromADesktopAndAMachineFromAPerson() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    visit(link, Client.PHONE, Map.of());
    visit(link, Client.DESKTOP, Map.of());
    visit(link, "WhatsApp/2.23", Map.of());
    visit(link, "BarracudaCentral/1.0", Map.of());
    visit(link, Client.DESKTOP, Map.of("sec-purpose", "prefetch"));
    assertThat(clicks(link))
        .extracting(row -> row.text("visitorKind") + " " + row.text("device"))
        .containsExactlyInAnyOrder(
            "PERSON PHONE",
            "PERSON DESKTOP",
            "PREVIEW DESKTOP",
            "SCANNER DESKTOP",
            "PREFETCH DESKTOP");
  }

  @Test
  void machinesBurnNothingAndDoNotCountAsOpened() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    for (String machine : List.of("WhatsApp/2.23", "BarracudaCentral/1.0", "")) {
      visit(link, machine, Map.of());
    }
    new Client("203.0.113.1", Client.DESKTOP, false).ask(world, "HEAD", link.url(), "", Map.of());
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    visit(link, Client.PHONE, Map.of());
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.OPENED);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
  }

  private static void visit(Issued link, String agent, Map<String, String> headers) {
    new Client("203.0.113.1", agent, false).ask(world, "GET", link.url(), "", headers);
  }

  private static List<Row> clicks(Issued link) {
    return world.records.unit(
        unit -> unit.list(Query.from("PaymentLinkClick").equal("paymentLinkId", link.linkId())));
  }
}
