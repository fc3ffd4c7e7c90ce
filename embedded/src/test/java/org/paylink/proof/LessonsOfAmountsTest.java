package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/** What went wrong elsewhere with how much was asked, taken or recorded. */
class LessonsOfAmountsTest extends RefusalScene {
  /** Lesson 4 (Dolibarr #9929): the link ignored credit notes and asked for the old total. */
  @Test
  void aCreditLowersWhatTheLinkAsksFor() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = issue(Wish.of(invoice));
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "0.85"), true));
    assertThat(words(world.get(link.url()))).contains("$50.00").doesNotContain("$50.85");
    assertThat(world.startCheckout(link).amountTotal()).hasValue(50_00);
  }

  /** Lesson 8 (Odoo PR 223554): a partial link charged the full invoice. */
  @Test
  void aLinkForAPartChargesThatPartAndLeavesTheRestOpen() {
    Money total = Money.ofMajor("USD", "100.00");
    Money part = Money.ofMajor("USD", "30.00");
    Subject invoice = world.invoice(total);
    Issued link = issue(Wish.of(invoice).amount("30.00"));
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.amountTotal()).hasValue(30_00);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(applied(link)).isEqualTo(part);
    Money open =
        world.records.unit(
            unit -> world.ledger.document(unit, invoice).flatMap(d -> d.open()).orElseThrow());
    assertThat(open).isEqualTo(total.minus(part));
  }

  /** Lesson 13 (frappe/payments #148): the amount could be edited in the URL. */
  @Test
  void theAmountCannotBeEditedInTheAddressOrTheForm() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Map<String, List<String>> wish =
        Map.of(
            "amount", List.of("0.01"),
            "currency", List.of("JPY"),
            "paymentLinkId", List.of("OTHER"),
            "quantity", List.of("-1"));
    assertThat(words(send("GET", link, wish))).contains("$50.85");
    assertThat(send("POST", link, wish).status()).isEqualTo(303);
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.amountTotal()).hasValue(50_85);
    assertThat(session.currency()).isEqualTo("usd");
  }

  /** Lesson 15 (Invoice Ninja #12147): a bank-transfer partial payment was never recorded. */
  @Test
  void aSlowPaymentOfAPartIsRecordedWhenItComes() {
    Subject invoice = world.invoice(Money.ofMajor("USD", "100.00"));
    Issued link = issue(Wish.of(invoice).amount("40.00"));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PENDING);
    assertThat(payments(link)).isEmpty();
    world.simulator.bankDebitSucceeds(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
    assertThat(applied(link)).isEqualTo(Money.ofMajor("USD", "40.00"));
  }

  /**
   * Lesson 16 (InvoicePlane #1677): JPY multiplied by 100; the check divided by the same 100 and
   * passed.
   */
  @Test
  void aThousandYenAreAThousandYenEverywhere() {
    Money total = Money.ofMinor("JPY", 1_000);
    world.settings.accounts(world.settings.account(FixedSettings.ACCOUNT, "Osaka"));
    Subject order = orderOf("Osaka", total);
    Issued link = issue(Wish.of(order).amount("1000"));
    assertThat(words(world.get(link.url()))).contains("¥1,000").doesNotContain("100,000");
    SimulatedSession session = world.startCheckout(link);
    assertThat(session.amountTotal()).hasValue(1_000);
    assertThat(session.currency()).isEqualTo("jpy");
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(
            world.records.<List<Money>>unit(
                unit ->
                    Links.receiptsOf(unit, link.linkId()).stream().map(r -> r.amount()).toList()))
        .containsExactly(total);
    assertThat(
            world.records.<List<Money>>unit(
                unit ->
                    unit
                        .list(Query.from("BookPayment").equal("paymentLinkId", link.linkId()))
                        .stream()
                        .map(row -> row.money("amount", "currencyUomId"))
                        .toList()))
        .containsExactly(total);
    assertThat(open(link)).isEmpty();
  }

  private static WebResponse send(String method, Issued link, Map<String, List<String>> fields) {
    String path = link.url().substring(link.url().lastIndexOf("/"));
    return world
        .paylink
        .site()
        .handle(
            new WebRequest(
                method, path, fields, fields, Map.of(), new byte[0], "127.0.0.1", false));
  }
}
