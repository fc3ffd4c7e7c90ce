package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.Paylink;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.records.Records;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/** What went wrong elsewhere when work was repeated, or done by two at the same moment. */
@Timeout(120)
class LessonsAtOnceTest extends RefusalScene {
  private static final int ROUNDS = 20;

  private static int seed = 900;

  private volatile CyclicBarrier meeting;

  /**
   * Lesson 5 (Odoo PR 184919, 255611): a rollback replayed the gateway call: charged twice,
   * recorded once.
   */
  @Test
  void aUnitThatIsRunAgainRepeatsNoCallOfTheGateway() {
    world.settleDown();
    int charges = world.simulator.chargesMade();
    List<String> undisturbed = callsOfOnePayment(world.records);
    List<String> disturbed = callsOfOnePayment(new ConflictingRecords(world.records));
    assertThat(disturbed).isEqualTo(undisturbed).containsOnlyOnce("POST /v1/checkout/sessions");
    assertThat(world.simulator.chargesMade()).isEqualTo(charges + 2);
  }

  /**
   * Lesson 6 (Odoo PR 274010): the scheduled job and the browser's return both processed one
   * transaction.
   */
  @Test
  void thePollAndTheBrowsersReturnAtOnceAreOnePayment() throws Exception {
    world.settleDown();
    Paylink polls = node(world.records, meetsAfterFetching());
    Paylink returns = node(world.records, meetsAfterFetching());
    for (int round = 0; round < ROUNDS; round++) {
      Issued link = issue(Wish.of(world.invoice(TOTAL)));
      String back = "/return/" + paidCheckout(link);
      atOnce(
          () -> {
            polls.sweeper().sweep();
            return true;
          },
          () -> request(returns, "GET", back).status() == 303);
      onePayment(link);
    }
  }

  /** Lesson 7 (Odoo PR 268268): two concurrent polls sent two invoices. */
  @Test
  void twoPollsAtOnceAreOnePayment() throws Exception {
    world.settleDown();
    Paylink first = node(world.records, meetsAfterFetching());
    Paylink second = node(world.records, meetsAfterFetching());
    for (int round = 0; round < ROUNDS; round++) {
      Issued link = issue(Wish.of(world.invoice(TOTAL)));
      paidCheckout(link);
      atOnce(
          () -> {
            first.sweeper().sweep();
            return true;
          },
          () -> {
            second.sweeper().sweep();
            return true;
          });
      onePayment(link);
    }
  }

  /** What the gateway was asked, from pressing *Pay* to a posted payment. */
  private List<String> callsOfOnePayment(Records records) {
    Paylink paylink = node(records, new StripeGateway());
    Issued link = issue(Wish.of(world.order(TOTAL)));
    int before = world.simulator.requests().size();
    WebResponse sent = request(paylink, "POST", link.url().substring(link.url().lastIndexOf("/")));
    assertThat(sent.status()).isEqualTo(303);
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.url()).contains(sent.headers().get("Location"));
    world.simulator.pay(session.id());
    assertThat(paylink.checkNow(link.linkId(), World.SALES)).isTrue();
    onePayment(link);
    return world.simulator.requests().stream().skip(before).map(LessonsAtOnceTest::call).toList();
  }

  private static String call(RecordedRequest request) {
    return request.method() + " " + request.path().replaceAll("cs_test_\\w+|pi_\\w+", "*");
  }

  /** A checkout that was paid, and that the poll is due to look up; its return handle. */
  private static String paidCheckout(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.clock.advance(java.time.Duration.ofMinutes(1));
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    return LinkTokens.returnHandle(key, attempt);
  }

  private void onePayment(Issued link) {
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(world.records.<List<PaymentReceipt>>unit(u -> Links.receiptsOf(u, link.linkId())))
        .hasSize(1);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(open(link)).isEmpty();
    List<String> events =
        world.records.unit(
            u -> History.read(u, link.linkId(), 50).stream().map(History.Entry::event).toList());
    assertThat(events).containsOnlyOnce("paid", "posted");
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
  }

  /** A gateway of which two callers get their answers before either goes on. */
  private Gateway meetsAfterFetching() {
    return new StepGateway(
        new StripeGateway(),
        step -> {
          if (step.equals("after fetch")) {
            meet();
          }
        });
  }

  private void meet() {
    try {
      meeting.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("nobody came to the meeting", e);
    }
  }

  private void atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
    meeting = new CyclicBarrier(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (Future<Boolean> answer : pool.invokeAll(List.of(one, other))) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  private Paylink node(Records records, Gateway gateway) {
    return Node.of(
            records, world.settings, EmbeddedIdentifiers.seeded(++seed), world.clock, gateway)
        .paylink();
  }

  private static WebResponse request(Paylink paylink, String method, String path) {
    return paylink
        .site()
        .handle(
            new WebRequest(
                method,
                path,
                Map.of(),
                Map.of(),
                Map.of("user-agent", List.of("Mozilla")),
                new byte[0],
                "127.0.0.1",
                false));
  }
}
