package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** The invariants, one by one, on a real database with real books and a gateway on the wire. */
class InvariantsTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static World world;

  @BeforeAll
  static void begin() {
    world = World.onDerby("invariants", 7);
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void calm() {
    world.simulator.faults().clear();
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.settings.testHost(true);
  }

  @Test
  void moneyIsKnownAndTheCustomerSeesPaidWhenTheLedgerRefuses() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    notify(session);
    assertThat(text(world.get(link.url()))).contains("Paid");
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(postingStates(link)).containsExactly(PostingState.PENDING);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofMinutes(2));
    world.paylink.sweeper().sweep();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(open(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void aFailureIsRecordedThoughTheWorkItDescribesIsRolledBack() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    notify(session);
    String paymentId =
        world.records.unit(unit -> Links.postingsOf(unit, link.linkId()).get(0).paymentId());
    assertThat(world.records.<Boolean>unit(u -> world.ledger.posted(u, paymentId).isEmpty()))
        .as("the posting was rolled back")
        .isTrue();
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
  }

  @Test
  void factsInAnyOrderAndNumberEndInTheSameState() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      Issued link = world.issue(world.order(TOTAL));
      SimulatedSession session = world.startCheckout(link);
      Session open = fetch(session);
      world.simulator.pay(session.id());
      Session paid = fetch(session);
      Session expired = with(open, Session.State.EXPIRED);
      List<Session> facts = new ArrayList<>(List.of(open, paid, expired, paid, open));
      Collections.shuffle(facts, new Random(seed));
      for (Session fact : facts) {
        settle(fact);
      }
      assertThat(world.status(link.linkId())).as("order %s", seed).isEqualTo(LinkStatus.PAID);
      assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
      assertThat(open(link)).isEmpty();
      assertThat(attemptStates(link)).containsExactly(AttemptState.PAID);
    }
  }

  @Test
  void anotherAmountIsBookedAsCreditAndRaised() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(123);
    world.simulator.pay(session.id());
    notify(session);
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_DIFFERS);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(Money.zero("USD"));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.MANUAL_REVIEW);
    assertThat(world.pressPay(link.url()).status()).as("no second checkout").isNotEqualTo(303);
  }

  @Test
  void anotherCurrencyIsRecordedAndHeld() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentInCurrency("eur");
    world.simulator.pay(session.id());
    notify(session);
    assertThat(open(link)).containsExactly(ExceptionKind.CURRENCY_DIFFERS);
    assertThat(postingStates(link)).containsExactly(PostingState.HELD);
  }

  @Test
  void anAbsentAmountIsNeverEqual() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentWithoutAmount();
    world.simulator.pay(session.id());
    notify(session);
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_ABSENT);
    assertThat(postingStates(link)).isEmpty();
    assertThat(text(world.get(link.url()))).doesNotContain("Nothing was taken");
  }

  @Test
  void cancellingClosesTheSessionAtTheGatewayAndStartsNoMore() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.paylink.cancel(link.linkId(), Optional.of("ordered twice"), World.SALES);
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED);
  }

  @Test
  void aPaymentThatSlipsThroughACancelledLinkIsBookedAndRaised() {
    Subject order = world.order(TOTAL);
    Issued link = world.issue(order);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(open(link)).containsExactly(ExceptionKind.CLOSED_LINK_PAID);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.CANCELLED);
  }

  @Test
  void aClosingThatTheGatewayDoesNotAnswerIsTriedAgain() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().serverError(ApiOperation.EXPIRE, 2);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofMinutes(2));
      world.paylink.sweeper().sweep();
    }
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED);
  }

  @Test
  void pressingPayAgainLeadsToTheSameSession() {
    Issued link = world.issue(world.order(TOTAL));
    assertThat(world.startCheckout(link).id()).isEqualTo(world.startCheckout(link).id());
  }

  @Test
  void twoLinksOfOneDocumentNeverOfferMoreThanIsOpen() {
    Subject order = world.order(TOTAL);
    Issued first = world.issue(order);
    Issued second =
        world.paylink.issue(
            new org.paylink.issuing.IssueRequest(
                "besides-" + order.id(),
                order.type(),
                order.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                "en",
                "test"),
            World.SALES);
    world.startCheckout(first);
    WebResponse refused = world.pressPay(second.url());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(text(refused)).contains("Nothing was taken");
  }

  @Test
  void theSameEventTwoHundredTimesAtOnceIsOnePayment() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    Delivery delivery = delivery(session, "checkout.session.completed");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> calls = Collections.nCopies(200, () -> world.hook(delivery).status());
      for (Future<Integer> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      pool.shutdown();
    }
    world.paylink.sweeper().sweep();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
    assertThat(world.records.<Boolean>unit(u -> org.paylink.link.History.isWhole(u, link.linkId())))
        .isTrue();
  }

  @Test
  void severalSettlementsOfOneSessionAtOnceAreOnePayment() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> calls =
          Collections.nCopies(12, () -> world.paylink.checkNow(link.linkId(), World.SALES));
      for (Future<Boolean> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(payments(link)).hasSize(1);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void aLostWebhookIsFoundByThePoll() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofMinutes(1));
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

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
    org.paylink.account.Connections connections =
        new org.paylink.account.Connections(
            world.settings, List.of(new org.paylink.gateway.stripe.StripeGateway()), world.records);
    assertThatThrownBy(
            () ->
                world.records.unit(
                    unit -> {
                      try {
                        return connections.require(FixedSettings.ACCOUNT).check();
                      } catch (org.paylink.gateway.GatewayException e) {
                        throw new IllegalArgumentException(e);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void anAnswerThatIsLostAfterTheWorkIsLookedUpAndNeverDoubled() {
    Issued link = world.issue(world.order(TOTAL));
    int before = world.simulator.sessionsCreated();
    world.simulator.faults().hangAfterWork(ApiOperation.CREATE, 1, Duration.ofMillis(100));
    world.simulator.faults().cutAnswer(ApiOperation.CREATE, 1);
    world.pressPay(link.url());
    SimulatedSession session = world.startCheckout(link);
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before + 1);
    world.simulator.pay(session.id());
    notify(session);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void aStoredFailureIsNotRepeatedForEver() {
    Issued link = world.issue(world.order(TOTAL));
    world.simulator.faults().serverError(ApiOperation.CREATE, 1);
    WebResponse failed = world.pressPay(link.url());
    assertThat(failed.status()).isEqualTo(503);
    assertThat(text(failed)).contains("Nothing was taken");
    assertThat(world.pressPay(link.url()).status()).as("a new key").isEqualTo(303);
  }

  @Test
  void testMoneyStaysOutOfTheLedgerOfAHostThatIsNoTestHost() {
    world.settings.testHost(false);
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notify(session);
    assertThat(postingStates(link)).containsExactly(PostingState.WITHHELD);
    assertThat(payments(link)).isEmpty();
  }

  @Test
  void theSameWishTwiceIsOneLinkAndAnotherUnderItsKeyIsRefused() {
    Subject order = world.order(TOTAL);
    Issued first = world.paylink.issue(World.wish(order, "k-" + order.id()), World.SALES);
    Issued second = world.paylink.issue(World.wish(order, "k-" + order.id()), World.SALES);
    assertThat(second.linkId()).isEqualTo(first.linkId());
    assertThat(second.url()).isEqualTo(first.url());
    Subject other = world.order(TOTAL);
    assertThatThrownBy(() -> world.paylink.issue(World.wish(other, "k-" + order.id()), World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_KEY_REUSED));
    assertThatThrownBy(() -> world.paylink.issue(World.wish(order, "new"), World.SALES))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.LIVE_LINK_EXISTS));
  }

  @Test
  void theAmountFollowsTheOpenBalanceDownAndTheLinkClosesWhenNothingIsLeft() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "20.00"), true));
    assertThat(world.startCheckout(link).amountTotal()).hasValue(30_85);
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "30.85"), true));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.SUPERSEDED);
  }

  private void notify(SimulatedSession session) {
    world.simulator.deliveries().stream()
        .filter(delivery -> delivery.body.contains(session.id()))
        .forEach(delivery -> assertThat(world.hook(delivery).status()).isEqualTo(200));
    world.paylink.sweeper().sweep();
  }

  private Delivery delivery(SimulatedSession session, String type) {
    return world.simulator.deliveries().stream()
        .filter(d -> d.eventType.equals(type) && d.body.contains(session.id()))
        .findFirst()
        .orElseThrow();
  }

  private Session fetch(SimulatedSession session) throws Exception {
    return new org.paylink.gateway.stripe.StripeGateway()
        .fetch(world.settings.find(FixedSettings.ACCOUNT).orElseThrow(), session.id());
  }

  private void settle(Session fact) {
    org.paylink.account.Connections connections =
        new org.paylink.account.Connections(
            world.settings, List.of(new org.paylink.gateway.stripe.StripeGateway()), world.records);
    new org.paylink.settlement.Settle(
            world.host, connections, new org.paylink.settlement.PostReceipts(world.host))
        .settle(
            connections.require(FixedSettings.ACCOUNT),
            fact,
            org.paylink.settlement.Settle.Bringer.WEBHOOK);
  }

  private static Session with(Session session, Session.State state) {
    return new Session(
        session.id(),
        session.attemptId(),
        state,
        Optional.empty(),
        session.expiresAt(),
        Optional.empty(),
        session.decline(),
        session.requestId());
  }

  private List<ExceptionKind> open(Issued link) {
    return world.records.unit(
        unit ->
            PaymentExceptions.openOf(unit, link.linkId()).stream()
                .map(PaymentExceptions.PaymentException::kind)
                .toList());
  }

  private List<PostingState> postingStates(Issued link) {
    return world.records.unit(
        unit ->
            Links.postingsOf(unit, link.linkId()).stream()
                .map(org.paylink.link.PaymentPosting::state)
                .toList());
  }

  private List<AttemptState> attemptStates(Issued link) {
    return world.records.unit(
        unit ->
            Links.attemptsOf(unit, link.linkId()).stream()
                .map(org.paylink.link.PaymentAttempt::state)
                .toList());
  }

  private Lifecycle lifecycle(Issued link) {
    return world.records.unit(u -> Links.find(u, link.linkId()).orElseThrow().lifecycle());
  }

  private Money applied(Issued link) {
    return world.records.unit(
        unit ->
            Links.postingsOf(unit, link.linkId()).stream()
                .map(p -> world.ledger.posted(unit, p.paymentId()).orElseThrow().applied())
                .reduce(Money.zero("USD"), Money::plus));
  }

  private List<String> payments(Issued link) {
    return world.records.unit(
        unit ->
            unit
                .list(
                    org.paylink.records.Query.from("BookPayment")
                        .equal("paymentLinkId", link.linkId()))
                .stream()
                .map(row -> row.text("paymentId"))
                .toList());
  }

  private Map<String, Object> row(Issued link) {
    return world.records.unit(
        unit -> unit.find("PaymentLink", Links.key(link.linkId())).orElseThrow().fields());
  }

  private static String text(WebResponse response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
