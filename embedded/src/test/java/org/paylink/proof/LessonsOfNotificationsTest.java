package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PostingState;
import org.paylink.records.Query;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebResponse;

/** What went wrong elsewhere with notifications that were lost, many, changed, or simultaneous. */
@Timeout(120)
class LessonsOfNotificationsTest extends RefusalScene {
  private static int events;

  /**
   * Lesson 1 (Dolibarr #39847, #32510): money at the gateway, nothing in the ERP, nobody told. Here
   * the notification is lost and the ledger refuses as well.
   */
  @Test
  void moneyIsKnownAndSomebodyIsToldThoughTheNotificationIsLostAndTheLedgerRefuses() {
    Issued link = issue(Wish.of(world.invoice(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(payments(link)).as("the ledger refused").isEmpty();
    assertThat(words(world.get(link.url()))).contains("Paid. Thank you!");
    assertThat(world.paylink.openExceptions(World.SALES))
        .as("somebody is told")
        .filteredOn(exception -> exception.linkId().filter(link.linkId()::equals).isPresent())
        .extracting(exception -> exception.kind())
        .containsExactly(ExceptionKind.POSTING_FAILED);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofMinutes(2));
    world.paylink.sweeper().sweep();
    assertThat(payments(link)).as("mended").hasSize(1);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(open(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  /**
   * Lessons 2 and 18 (Dolibarr #39154, Medusa #13301): nothing was settled, or there was no order,
   * before the browser came back. Here it never does.
   */
  @Test
  void aPaymentIsSettledThoughTheBrowserNeverComesBack() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    assertThat(payments(link)).isEmpty();
    assertThat(world.hook(delivery(session, "checkout.session.completed")).status()).isEqualTo(200);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
    assertThat(applied(link)).isEqualTo(TOTAL);
  }

  /** Lesson 10 (Odoo PR 243884): a changed payload made refund notifications fail for good. */
  @Test
  void notificationsOfAnotherShapeNeverMakeLaterOnesFail() {
    Issued strange = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(strange);
    world.simulator.pay(session.id());
    JsonObject genuine =
        JsonParser.parseString(delivery(session, "checkout.session.completed").body)
            .getAsJsonObject();
    for (String type : List.of("checkout.session.completed", "charge.refunded", "a.new.type")) {
      EventShapes.all()
          .forEach(
              (name, change) -> {
                JsonObject event = genuine.deepCopy();
                event.addProperty("id", "evt_shape" + ++events);
                event.addProperty("type", type);
                assertThat(hook(change.apply(event)).status())
                    .as("%s, %s", type, name)
                    .isIn(200, 400);
              });
    }
    workOff();
    assertThat(waiting()).as("nothing is stuck").isZero();
    Issued usual = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession next = world.startCheckout(usual);
    world.simulator.pay(next.id());
    notifyOf(next);
    assertThat(world.status(usual.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(usual)).hasSize(1);
    world.simulator.reversals().refundAtDashboard(next.id(), 1_000);
    world.hookAll();
    workOff();
    assertThat(open(usual)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(world.status(usual.linkId())).isEqualTo(LinkStatus.PARTLY_REFUNDED);
  }

  /** Lesson 11 (ingadhoc/account-payment PR 1123): 403 mails about one order. */
  @Test
  void manyEventsOfOnePaymentRaiseOneException() {
    Issued link = issue(Wish.of(world.invoice(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(123);
    world.simulator.pay(session.id());
    JsonObject event =
        JsonParser.parseString(delivery(session, "checkout.session.completed").body)
            .getAsJsonObject();
    for (int i = 0; i < 403; i++) {
      event.addProperty("id", "evt_many" + ++events);
      assertThat(hook(event).status()).isEqualTo(200);
    }
    workOff();
    assertThat(waiting()).isZero();
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_DIFFERS);
    assertThat(raised(link)).isEqualTo(1);
    assertThat(payments(link)).hasSize(1);
  }

  /** Lesson 11 again: a gateway tells of one refund by several events. */
  @Test
  void manyEventsOfOneRefundRaiseOneException() {
    Issued link = paid();
    world.simulator.reversals().refundAtDashboard(payment(link), 1_000);
    for (int i = 0; i < 10; i++) {
      for (String type : List.of("charge.refunded", "refund.created", "refund.updated")) {
        assertThat(hook(reversal(type, link)).status()).isEqualTo(200);
      }
    }
    workOff();
    assertThat(open(link)).containsExactly(ExceptionKind.REFUNDED_AT_GATEWAY);
    assertThat(raised(link)).isEqualTo(1);
    assertThat(payments(link)).as("the charge, and what went back").hasSize(2);
  }

  /**
   * Lesson 20 (hyperswitch #14003, PR 11653): simultaneous dispute events gave a 500, and *won* was
   * guessed from an event's name.
   */
  @Test
  void disputesToldSimultaneouslyAreAllTakenAndNothingIsGuessedFromTheirNames() throws Exception {
    Issued link = paid();
    world.simulator.reversals().openDispute(payment(link), "fraudulent");
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String type = i % 2 == 0 ? "charge.dispute.created" : "charge.dispute.closed";
      JsonObject event = reversal(type, link);
      calls.add(() -> hook(event).status());
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      pool.shutdown();
    }
    workOff();
    assertThat(open(link)).containsExactly(ExceptionKind.DISPUTE_OPENED);
    assertThat(raised(link)).isEqualTo(1);
    assertThat(payments(link)).as("the charge, and what the bank took").hasSize(2);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.DISPUTED);
  }

  private Issued paid() {
    Issued link = issue(Wish.of(world.invoice(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    return link;
  }

  private static String payment(Issued link) {
    return world.records.unit(u -> Links.receiptsOf(u, link.linkId())).get(0).key().externalRef();
  }

  private static JsonObject reversal(String type, Issued link) {
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    String body =
        """
        {"id":"evt_back%d","object":"event","type":"%s","livemode":false,"data":{"object":
        {"object":"charge","status":"won","metadata":{"paylink_attempt":"%s"}}}}
        """
            .formatted(++events, type, attempt);
    return JsonParser.parseString(body).getAsJsonObject();
  }

  private static WebResponse hook(JsonObject event) {
    String body = event.toString();
    String signature =
        Signatures.stripe(
            body, FixedSettings.WEBHOOK_SECRET.reveal(), world.clock.instant().getEpochSecond());
    return world.request(
        "POST",
        "/pay/hook/" + FixedSettings.ACCOUNT,
        body.getBytes(StandardCharsets.UTF_8),
        Map.of("stripe-signature", List.of(signature)));
  }

  private static void workOff() {
    for (int round = 0; round < 20 && waiting() > 0; round++) {
      world.paylink.sweeper().sweep();
    }
  }

  private static int waiting() {
    return world.records.unit(
        unit -> unit.list(Query.from("GatewayEvent").equal("state", "RECEIVED")).size());
  }

  private static long raised(Issued link) {
    return world.records.unit(
        unit ->
            History.read(unit, link.linkId(), 1_000).stream()
                .filter(entry -> entry.event().equals("exception_raised"))
                .count());
  }
}
