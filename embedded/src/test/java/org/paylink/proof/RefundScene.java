package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Refunds;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.refund.RefundWish;
import org.paylink.refund.Refunded;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeReversals;

/** A scene in which links were paid and the money goes back. */
abstract class RefundScene extends Scene {
  private static int keys;

  /** A paid link, settled and posted, and its checkout at the gateway. */
  record Paid(Issued link, SimulatedSession session, Subject subject) {}

  final StripeReversals gateway() {
    return world.simulator.reversals();
  }

  final Paid paid(Subject subject) {
    Issued link = world.issue(subject);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(receipts(link, ReceiptType.CHARGE)).hasSize(1);
    return new Paid(link, session, subject);
  }

  final RefundWish wish(Paid paid, String amount) {
    return wish(paid, amount, "reopen", "key-" + ++keys, Optional.empty());
  }

  final RefundWish wish(
      Paid paid, String amount, String treatment, String key, Optional<String> seenLeft) {
    return new RefundWish(
        key,
        charge(paid),
        Optional.of(amount),
        seenLeft,
        treatment,
        "requested_by_customer",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  final Refunded refund(Paid paid, String amount) {
    return world.paylink.refund(wish(paid, amount), World.SALES);
  }

  final ReceiptKey charge(Paid paid) {
    return receipts(paid.link(), ReceiptType.CHARGE).get(0).key();
  }

  final List<PaymentReceipt> receipts(Issued link, ReceiptType type) {
    return world.records.unit(
        unit ->
            Links.receiptsOf(unit, link.linkId()).stream()
                .filter(receipt -> receipt.key().type() == type)
                .toList());
  }

  final List<PaymentRefund> refunds(Paid paid) {
    return world.records.unit(unit -> Refunds.ofLink(unit, paid.link().linkId()));
  }

  final Money left(Paid paid) {
    PaymentReceipt charge = receipts(paid.link(), ReceiptType.CHARGE).get(0);
    return world.records.unit(unit -> Refunds.left(unit, charge));
  }

  /** What the link's receipts come to. */
  final Money received(Paid paid) {
    return world.records.unit(
        unit -> Links.facts(unit, Links.find(unit, paid.link().linkId()).orElseThrow()).received());
  }

  /** What is open on the document. */
  final Money openOf(Subject subject) {
    return world.records.unit(
        unit -> world.ledger.document(unit, subject).orElseThrow().open().orElseThrow());
  }

  /** What the books hold of a link: receipts less what was paid back, void payments aside. */
  final Money inBooks(Paid paid) {
    return world.records.unit(
        unit ->
            unit
                .list(Query.from("BookPayment").equal("paymentLinkId", paid.link().linkId()))
                .stream()
                .filter(row -> !row.text("statusId").equals("PMNT_VOID"))
                .map(
                    row -> {
                      Money amount = row.money("amount", "currencyUomId");
                      return row.text("paymentTypeId").equals("CUSTOMER_PAYMENT")
                          ? amount
                          : Money.zero("USD").minus(amount);
                    })
                .reduce(Money.zero("USD"), Money::plus));
  }

  final List<String> history(Paid paid) {
    return world.records.unit(
        unit ->
            History.read(unit, paid.link().linkId(), 100).stream()
                .map(History.Entry::event)
                .toList());
  }

  final long times(Paid paid, HistoryEvent event) {
    return history(paid).stream().filter(event.word()::equals).count();
  }

  /** Hands over what the gateway told since, and lets the background work. */
  final void tell() {
    world.hookAll();
    world.paylink.sweeper().sweep();
  }

  static Money usd(String major) {
    return Money.ofMajor("USD", major);
  }
}
