package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.site.WebResponse;

/** A gateway that is away, slow, busy, broken or refuses our key. */
@Timeout(120)
class GatewayTroubleTest extends RefusalScene {
  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final Duration ASKED = Duration.ofMinutes(20);

  @Test
  void nobodyListens() throws IOException {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.usualAccountAt("http://127.0.0.1:" + unusedPort(), world.simulator.apiKey());
    nothingTaken(world.pressPay(link.url()));
    assertThat(attemptStates(link)).containsExactly(AttemptState.FAILED);
    world.settings.asUsual();
    assertThat(world.pressPay(link.url()).status()).as("up again").isEqualTo(303);
  }

  @Test
  void itHangsBeforeTheWork() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    int before = world.simulator.sessionsCreated();
    world.simulator.faults().hangBeforeWork(ApiOperation.CREATE, 2, A_MOMENT);
    nothingTaken(world.pressPay(link.url()));
    assertThat(attemptStates(link)).as("unknown").containsExactly(AttemptState.STARTING);
    assertThat(world.startCheckout(link)).isNotNull();
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before + 1);
  }

  @Test
  void itHangsAfterTheWorkAndNoSecondSessionIsMade() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    int before = world.simulator.sessionsCreated();
    world.simulator.faults().hangAfterWork(ApiOperation.CREATE, 2, A_MOMENT);
    nothingTaken(world.pressPay(link.url()));
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(attemptStates(link)).as("looked up").containsExactly(AttemptState.PAYABLE);
    assertThat(world.startCheckout(link)).isNotNull();
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before + 1);
  }

  @Test
  void itAnswersWithAFailureOfItsOwnWhichItStores() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.simulator.faults().serverError(ApiOperation.CREATE, 1);
    nothingTaken(world.pressPay(link.url()));
    assertThat(attemptStates(link)).containsExactly(AttemptState.FAILED);
    assertThat(world.pressPay(link.url()).status()).as("under a new key").isEqualTo(303);
  }

  @Test
  void itIsBusyWhenACheckoutIsToStart() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.simulator.faults().rateLimit(ApiOperation.CREATE, 1, ASKED);
    nothingTaken(world.pressPay(link.url()));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
  }

  @Test
  void itRefusesOurKeyAndTheCustomerIsToldThatNothingWasTakenAndNoMore() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.usualAccountAt(world.simulator.baseUrl(), "sk_test_wrong");
    WebResponse answer = world.pressPay(link.url());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(words(answer))
        .contains("This page is not available just now", "Nothing was taken")
        .doesNotContain("key", "STRIPE_SIM");
    world.settings.asUsual();
    assertThat(world.pressPay(link.url()).status()).as("mended").isEqualTo(303);
  }

  @Test
  void comingBackWhileTheGatewayIsAwaySaysNothingOfWhatWasTaken() throws IOException {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String handle = org.paylink.link.LinkTokens.returnHandle(key, attempt(link).id());
    world.settings.usualAccountAt("http://127.0.0.1:" + unusedPort(), world.simulator.apiKey());
    WebResponse back = world.get("/pay/return/" + handle);
    assertThat(back.status()).isEqualTo(200);
    assertThat(words(back))
        .contains("Checking your payment", "don't pay a second time")
        .doesNotContain("Nothing was taken");
    assertThat(words(world.get("/pay/return/" + handle + "?left=1")))
        .doesNotContain("Nothing was taken");
    world.settings.asUsual();
    world.clock.advance(Duration.ofSeconds(4));
    assertThat(world.get("/pay/return/" + handle).status()).isEqualTo(303);
    assertThat(words(world.get(link.url()))).contains("Paid. Thank you!");
  }

  @Test
  void aPaidCheckoutThatCannotBeLookedUpIsNotPaidASecondTime() throws IOException {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofHours(3));
    world.settings.usualAccountAt("http://127.0.0.1:" + unusedPort(), world.simulator.apiKey());
    WebResponse again = world.pressPay(link.url());
    assertThat(again.status()).isEqualTo(409);
    assertThat(words(again)).contains("already under way").doesNotContain("Nothing was taken");
  }

  @Test
  void thePollWaitsAsLongAsTheGatewayAsks() {
    // An account that is busy is left alone for the rest of the round, so no other checkout may
    // come first.
    world.settleDown();
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofMinutes(1));
    world.simulator.faults().rateLimit(ApiOperation.FETCH, 100, ASKED);
    Instant refused = world.clock.instant();
    world.paylink.sweeper().sweep();
    world.simulator.faults().clear();
    assertThat(attemptRow(link).moment("pollDueAt")).contains(refused.plus(ASKED));
    int asked = fetches(session);
    world.clock.advance(ASKED.minusSeconds(1));
    world.paylink.sweeper().sweep();
    assertThat(fetches(session)).as("not asked meanwhile").isEqualTo(asked);
    world.clock.advance(Duration.ofSeconds(1));
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void theInboxWaitsAsLongAsTheGatewayAsks() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    var delivery = delivery(session, "checkout.session.completed");
    assertThat(world.hook(delivery).status()).isEqualTo(200);
    world.simulator.faults().rateLimit(ApiOperation.FETCH, 100, ASKED);
    Instant refused = world.clock.instant();
    world.paylink.sweeper().sweep();
    world.simulator.faults().clear();
    Row event = row("GatewayEvent", "externalEventId", delivery.eventId);
    assertThat(event.moment("dueAt")).contains(refused.plus(ASKED));
    assertThat(event.text("state")).isEqualTo("RECEIVED");
    assertThat(event.text("lastError")).isEqualTo("BUSY");
    world.clock.advance(ASKED);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void theOutboxWaitsAsLongAsTheGatewayAsks() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().rateLimit(ApiOperation.EXPIRE, 1, ASKED);
    Instant refused = world.clock.instant();
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(row("PaymentLinkOutbox", "paymentLinkId", link.linkId()).moment("dueAt"))
        .contains(refused.plus(ASKED));
    world.clock.advance(ASKED);
    world.paylink.sweeper().sweep();
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
  }

  private static void nothingTaken(WebResponse answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(words(answer))
        .contains(
            "The payment provider can't be reached", "Nothing was taken", "Please try again then");
  }

  private static int fetches(SimulatedSession session) {
    return (int)
        world.simulator.requests().stream()
            .filter(request -> request.method().equals("GET"))
            .filter(request -> request.path().contains(session.id()))
            .count();
  }

  private static PaymentAttempt attempt(Issued link) {
    return world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()).get(0));
  }

  private static Row attemptRow(Issued link) {
    Map<String, Object> key = Map.of("paymentAttemptId", attempt(link).id());
    return world.records.unit(unit -> unit.find(PaymentAttempt.ENTITY, key).orElseThrow());
  }

  private static Row row(String entity, String field, String value) {
    return world.records.unit(unit -> unit.list(Query.from(entity).equal(field, value)).get(0));
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
