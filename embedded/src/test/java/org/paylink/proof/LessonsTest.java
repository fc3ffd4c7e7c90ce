package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Secret;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebResponse;

/** What went wrong in other systems, each shown to be impossible here. */
class LessonsTest extends RefusalScene {
  /** Lesson 3 (Dolibarr #39327): the link of a replaced invoice stayed payable. */
  @Test
  void theLinkOfAReplacedInvoiceCannotBePaid() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = issue(Wish.of(invoice));
    SimulatedSession session = world.startCheckout(link);
    world.records.run(unit -> world.books.cancel(unit, invoice));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    world.paylink.sweeper().sweep();
    assertThat(world.simulator.session(session.id()).orElseThrow().status())
        .as("nor at the gateway, where it was open")
        .isEqualTo("expired");
  }

  /**
   * Lesson 9 (Odoo PR 155045): a second invoice looked paid because of an older order's
   * transaction.
   */
  @Test
  void aPaymentOfOneInvoiceLeavesTheOthersOfItsOrderUnpaid() {
    Subject order = world.order(TOTAL);
    Subject first = invoiceOf(order);
    Issued link = issue(Wish.of(first));
    Subject second = world.invoice(TOTAL);
    Issued other = issue(Wish.of(second));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(world.status(other.linkId())).isEqualTo(LinkStatus.ISSUED);
    assertThat(payments(other)).isEmpty();
    assertThat(words(world.get(other.url()))).contains("You are asked to pay");
    assertThat(openBalance(second)).isEqualTo(TOTAL);
    assertThat(openBalance(first)).isEqualTo(Money.zero("USD"));
  }

  /** Lesson 19 (mollie/WooCommerce #668): a late "expired" event cancelled a paid order. */
  @Test
  void aLateExpiredEventDoesNotUndoAPayment() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    var completed = delivery(session, "checkout.session.completed").copy();
    completed.body =
        completed
            .body
            .replace("checkout.session.completed", "checkout.session.expired")
            .replaceAll("evt_1\\w+", "evt_1Late")
            .replace("\"status\":\"complete\"", "\"status\":\"expired\"");
    assertThat(world.hook(completed).status()).isEqualTo(200);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(words(world.get(link.url()))).contains("Paid. Thank you!");
    assertThat(payments(link)).hasSize(1);
  }

  /**
   * Lesson 21 (Saleor #18196): the record of a failure was rolled back with the transaction it
   * described.
   */
  @Test
  void theRecordOfAFailureIsNotRolledBackWithWhatFailed() {
    Issued link = issue(Wish.of(world.invoice(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(payments(link)).as("rolled back").isEmpty();
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(
            world.records.<List<String>>unit(
                unit ->
                    History.read(unit, link.linkId(), 50).stream()
                        .map(History.Entry::event)
                        .toList()))
        .contains("paid", "posting_failed");
  }

  /**
   * Lesson 22 (Yosemite-Crew PR 2650): cancelled here, still payable at the gateway, at the old
   * amount.
   */
  @Test
  void aLinkReplacedByOneOverLessIsNotPayableAtItsOldAmount() {
    Subject order = world.order(TOTAL);
    Issued link = issue(Wish.of(order));
    SimulatedSession old = world.startCheckout(link);
    Issued successor = issue(Wish.of(order).amount("10.00").replacing());
    world.paylink.sweeper().sweep();
    assertThat(world.simulator.session(old.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(world.startCheckout(successor).amountTotal()).hasValue(10_00);
  }

  /** Lesson 23 (usdr-gost #95): mail scanners opened links and burned them. */
  @Test
  void scannersAndPrefetchingOpenALinkWithoutBurningIt() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Map<String, List<String>> before = Tables.of(world);
    for (String agent : List.of("SafeLinks", "Slackbot-LinkExpanding", "", "Mozilla/5.0")) {
      for (String method : List.of("GET", "HEAD")) {
        WebResponse answer =
            world.request(
                method,
                link.url(),
                new byte[0],
                Map.of("user-agent", List.of(agent), "sec-purpose", List.of("prefetch")));
        assertThat(answer.status()).isEqualTo(200);
      }
    }
    assertThat(Tables.of(world)).isEqualTo(before);
    assertThat(world.status(link.linkId())).as("nobody opened it").isEqualTo(LinkStatus.ISSUED);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
  }

  /**
   * Lesson 24 (stored source of Odoo and hyperswitch): a webhook accepted without a configured
   * secret; the body logged before it was verified.
   */
  @Test
  void withoutAConfiguredSecretNoNotificationIsBelievedNorItsBodyLogged() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    var delivery = delivery(session, "checkout.session.completed").copy();
    GatewayAccount usual = world.settings.account(FixedSettings.ACCOUNT, World.COMPANY);
    world.settings.accounts(
        FixedSettings.account(
            usual.id(),
            World.COMPANY,
            usual.apiBase().orElseThrow(),
            usual.apiKey(),
            Secret.of(""),
            true));
    Map<String, List<String>> before = Tables.of(world);
    String logged = logOf(() -> assertThat(world.hook(delivery).status()).isEqualTo(400));
    delivery.secret = "x";
    logged += logOf(() -> assertThat(world.hook(delivery).status()).isEqualTo(400));
    assertThat(Tables.of(world)).isEqualTo(before);
    assertThat(logged)
        .contains("the account has no webhook secret")
        .doesNotContain(session.id(), delivery.eventId, "stripe-signature");
  }

  /** The tests' log goes to the standard error stream. */
  private static String logOf(Runnable action) {
    PrintStream usual = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(usual);
    }
    return caught.toString(StandardCharsets.UTF_8);
  }

  private static Subject invoiceOf(Subject order) {
    String id = world.host.identifiers().next("SampleInvoice");
    return world.records.unit(unit -> world.books.invoice(unit, order, id));
  }

  private static Money openBalance(Subject subject) {
    return world.records.unit(
        unit -> world.ledger.document(unit, subject).flatMap(d -> d.open()).orElseThrow());
  }
}
