package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.simulator.SimulatedSession;

/** One list on a link's page answers who created, sent, opened, paid, cancelled and gave back. */
class LinkTimelineTest extends SendingScene {
  private final StaffPages sales = new StaffPages(world.paylink, World.SALES);

  @Test
  void theLifeOfAPaidLinkStandsInOneListTheNewestFirstWithWhoDidIt() {
    send(ANNA);
    passAndSweep(Duration.ofMinutes(5));
    new Client("203.0.113.1", Client.PHONE, false).ask(world, "GET", link.url(), "", Map.of());
    world.clock.advance(Duration.ofMinutes(5));
    SimulatedSession session = world.startCheckout(link);
    world.clock.advance(Duration.ofMinutes(5));
    world.simulator.pay(session.id());
    notifyOf(session);
    passAndSweep(Duration.ofMinutes(5));
    world.simulator.reversals().refundAtDashboard(session.id(), 1_000);
    world.hookAll();
    passAndSweep(Duration.ofMinutes(5));
    resolve("Agreed with the customer");

    assertThat(lines())
        .satisfiesExactly(
            line -> is(line, "Decided", "Agreed with the customer", "by sales"),
            line -> is(line, "Repayment in the ledger: $10.00", "open again", "by Paylink"),
            line -> is(line, "Someone has to decide", "$10.00", "by Paylink"),
            line -> is(line, "Refunded: $10.00", "by the payment provider"),
            line -> is(line, "Sent by e-mail: payment confirmation", ANNA, "by Paylink"),
            line -> is(line, "Posted $50.85", "applied to " + documentNumber(), "by Paylink"),
            line -> is(line, "Closed", "by Paylink"),
            line -> is(line, "Paid $50.85", "by the payment provider"),
            line -> is(line, "Checkout open", "payment provider"),
            line -> is(line, "Checkout started for $50.85", "by the customer"),
            line -> is(line, "Opened on a phone by the customer"),
            line -> is(line, "Sent by e-mail: payment link", ANNA, "by sales"),
            line -> is(line, "Issued for $50.85", "by sales"));
    assertThat(moments()).hasSize(13).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void whoCancelledALinkAndWhyStandsThereToo() {
    world.paylink.cancel(link.linkId(), Optional.of("sent by mistake"), World.SALES);
    assertThat(lines())
        .satisfiesExactly(
            line -> is(line, "Cancelled: sent by mistake", "by sales"),
            line -> is(line, "Issued", "by sales"));
  }

  private static void is(String line, String... parts) {
    assertThat(line).contains(parts);
  }

  private void resolve(String words) {
    String id =
        world.records.unit(unit -> PaymentExceptions.openOf(unit, link.linkId())).stream()
            .filter(each -> each.kind() == ExceptionKind.REFUNDED_AT_GATEWAY)
            .findFirst()
            .orElseThrow()
            .id();
    world.paylink.resolveException(id, words, World.SALES);
  }

  private String documentNumber() {
    return world.records.unit(unit -> Links.require(unit, link.linkId())).documentNumber();
  }

  private List<String> lines() {
    return page(link).select("#paylink-timeline .paylink-history li").eachText();
  }

  private List<Instant> moments() {
    return page(link).select("#paylink-timeline time").eachAttr("datetime").stream()
        .map(Instant::parse)
        .toList();
  }

  private Document page(Issued of) {
    return Jsoup.parse(sales.show("link", Map.of("id", of.linkId())));
  }
}
