package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.health.Ailment;
import org.paylink.health.HealthReport;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;

/** What is no longer needed goes when its time is over, and what money hangs on stays. */
class RetentionTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private World world;

  @BeforeEach
  void begin() {
    world = World.onDerby("retention", 9);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void bodiesClicksTasksAndRequestKeysOfClosedLinksGoAndTheMoneyStays() {
    Issued paid = world.issue(world.order(TOTAL));
    world.get(paid.url());
    pay(paid);
    Issued cancelled = world.issue(world.order(TOTAL));
    world.startCheckout(cancelled);
    world.paylink.cancel(cancelled.linkId(), Optional.empty(), World.SALES);
    world.paylink.sweeper().sweep();
    Map<String, List<String>> before = Tables.of(world);
    assertThat(bodies()).isNotZero();
    world.clock.advance(Duration.ofDays(89));
    world.paylink.sweeper().sweep();
    assertThat(bodies()).as("not yet").isNotZero();
    world.clock.advance(Duration.ofDays(2));
    world.paylink.sweeper().sweep();
    assertThat(bodies()).isZero();
    assertThat(rows("PaymentLinkClick")).isEmpty();
    assertThat(rows("PaymentLinkOutbox")).isEmpty();
    assertThat(rows("PaymentLinkRequest")).isEmpty();
    Map<String, List<String>> after = Tables.of(world);
    for (String entity :
        List.of("PaymentLink", "PaymentReceipt", "PaymentPosting", "PaymentLinkHistory")) {
      assertThat(after.get(entity)).as(entity).isEqualTo(before.get(entity));
    }
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, paid.linkId()))).isTrue();
  }

  @Test
  void aNotificationWhoseBodyIsGoneIsStillKnown() {
    Issued link = world.issue(world.order(TOTAL));
    pay(link);
    int events = rows("GatewayEvent").size();
    world.clock.advance(Duration.ofDays(100));
    world.paylink.sweeper().sweep();
    assertThat(bodies()).isZero();
    world.hookAll();
    assertThat(rows("GatewayEvent")).hasSize(events);
    assertThat(rows("BookPayment")).hasSize(1);
  }

  @Test
  void anOpenLinkKeepsItsRequestKeyAndThatItWasOpened() {
    var wish = Wish.of(world.order(TOTAL)).key("the-deal").validityDays("0");
    Issued link = world.paylink.issue(wish.request(), World.SALES);
    for (int i = 0; i < 3; i++) {
      world.get(link.url());
      world.clock.advance(Duration.ofSeconds(1));
    }
    world.clock.advance(Duration.ofDays(100));
    world.paylink.sweeper().sweep();
    assertThat(rows("PaymentLinkClick")).as("the first").hasSize(1);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.OPENED);
    assertThat(world.paylink.issue(wish.request(), World.SALES).linkId()).isEqualTo(link.linkId());
  }

  @Test
  void aNotificationThatWaitsKeepsItsBody() {
    SimulatedSession session = world.startCheckout(world.issue(world.order(TOTAL)));
    world.simulator.pay(session.id());
    world.hookAll();
    world.records.run(
        unit ->
            unit.list(Query.from("GatewayEvent").equal("state", "RECEIVED"))
                .forEach(
                    row ->
                        unit.update(
                            "GatewayEvent",
                            Map.of(
                                "gatewayAccountId", row.text("gatewayAccountId"),
                                "externalEventId", row.text("externalEventId")),
                            Map.of("dueAt", world.clock.instant().plus(Duration.ofDays(400))))));
    world.clock.advance(Duration.ofDays(100));
    world.paylink.sweeper().sweep();
    assertThat(
            rows("GatewayEvent").stream()
                .filter(row -> row.text("state").equals("RECEIVED"))
                .map(row -> row.bytes("rawBody")))
        .isNotEmpty()
        .allMatch(body -> body.orElseThrow().length > 0);
  }

  @Test
  void moreThanABatchIsWorkedOffBehindRowsThatStay() {
    Issued open =
        world.paylink.issue(Wish.of(world.order(TOTAL)).validityDays("0").request(), World.SALES);
    world.get(open.url());
    for (int i = 0; i < 260; i++) {
      // Within an hour a visitor counts once.
      world.clock.advance(Duration.ofHours(1));
      world.get(open.url());
    }
    world.clock.advance(Duration.ofDays(100));
    world.paylink.sweeper().sweep();
    assertThat(rows("PaymentLinkClick")).as("bounded").hasSizeGreaterThan(150);
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofMinutes(1));
      world.paylink.sweeper().sweep();
    }
    assertThat(rows("PaymentLinkClick")).hasSize(1);
  }

  @Test
  void aRowThatCanNotBeRemovedHoldsUpNoOtherAndIsSaidOnThePageHealth() {
    Issued cancelled = world.issue(world.order(TOTAL));
    world.get(cancelled.url());
    world.startCheckout(cancelled);
    world.paylink.cancel(cancelled.linkId(), Optional.empty(), World.SALES);
    Map<String, Object> broken = Map.of("clickId", "OF_NO_LINK");
    world.records.run(
        unit -> {
          Map<String, Object> row = new java.util.HashMap<>(broken);
          row.put("clickedAt", world.clock.instant().minus(Duration.ofDays(1)));
          unit.insert("PaymentLinkClick", row);
        });
    world.clock.advance(Duration.ofDays(100));
    world.paylink.sweeper().sweep();
    assertThat(rows("PaymentLinkClick")).as("those behind it are gone").hasSize(1);
    assertThat(rows("PaymentLinkRequest")).as("so are other kinds").isEmpty();
    world.clock.advance(Duration.ofMinutes(3));
    world.paylink.sweeper().sweep();
    assertThat(failing()).hasSize(1);
    assertThat(failing().get(0).facts())
        .containsEntry("work", "OLD_CLICKS")
        .containsEntry("count", "2")
        .containsEntry("minutes", "3")
        .containsEntry("error", "IllegalStateException");
    assertThat(healthPage(Locale.US)).contains("Background work fails: removing old openings");
    assertThat(healthPage(Locale.GERMANY)).contains("Löschen alter Aufrufe", "2-mal");
    world.records.run(unit -> unit.delete("PaymentLinkClick", broken));
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(failing()).as("done again").isEmpty();
  }

  private List<HealthReport.Finding> failing() {
    return world.paylink.operations().health(World.SALES).findings().stream()
        .filter(finding -> finding.ailment() == Ailment.WORK_FAILS)
        .toList();
  }

  private String healthPage(Locale locale) {
    return new DeskOf(world, World.SALES, locale)
        .show("health", Map.of())
        .html()
        .replaceAll("\\s+", " ");
  }

  @Test
  void anOlderWebhookSecretIsForgottenWhenItsTimeIsOver() {
    Map<String, Object> key = Map.of("gatewayAccountId", "OF_A_HOST");
    world.records.run(
        unit -> {
          Map<String, Object> row = new java.util.HashMap<>(key);
          row.put("webhookSecret", "whsec_new");
          row.put("previousWebhookSecret", "whsec_old");
          row.put("previousSecretUntil", world.clock.instant().plus(Duration.ofDays(7)));
          unit.insert("PaymentGatewayAccount", row);
        });
    world.paylink.sweeper().sweep();
    assertThat(row(key).optionalText("previousWebhookSecret")).hasValue("whsec_old");
    world.clock.advance(Duration.ofDays(7));
    world.paylink.sweeper().sweep();
    assertThat(row(key).optionalText("previousWebhookSecret")).isEmpty();
    assertThat(row(key).optionalText("webhookSecret")).hasValue("whsec_new");
  }

  private Row row(Map<String, Object> key) {
    return world.records.unit(unit -> unit.find("PaymentGatewayAccount", key).orElseThrow());
  }

  private void pay(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.hookAll();
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  private long bodies() {
    return rows("GatewayEvent").stream()
        .filter(row -> row.bytes("rawBody").orElseThrow().length > 0)
        .count();
  }

  private List<Row> rows(String entity) {
    return world.records.unit(unit -> unit.list(Query.from(entity)));
  }
}
