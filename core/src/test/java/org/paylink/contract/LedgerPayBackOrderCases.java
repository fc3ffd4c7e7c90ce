package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.Subject;

/** Money that goes back of what was paid for orders. */
final class LedgerPayBackOrderCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;
  private final PayBackBench back;

  LedgerPayBackOrderCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
    this.back = new PayBackBench(bench);
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("what an order was paid too much goes back first", this::overpaidOrder),
        new ContractCase("a part of an order leaves its later invoice the rest", this::order),
        new ContractCase("an order paid back whole is open again", this::wholeOrder),
        new ContractCase("an order with an invoice is open by way of it", this::orderWithInvoice),
        new ContractCase("a credit note keeps an order settled", this::orderWithCreditNote),
        new ContractCase("an order invoiced since is open by way of it", this::invoicedSince));
  }

  private void overpaidOrder() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest original = back.paid(order, "70");
    PaidBack free = back.payBack(original, "20", Treatment.REOPEN);
    Check.equal("reopened", List.of(), free.reopened());
    back.isSettled(order);
    PaidBack part = back.payBack(original, "5", Treatment.REOPEN);
    Check.equal("reopened", List.of(order.id()), part.reopened());
    back.isPayable(order, "5");
    Subject invoice = fixture.invoiceOrder(order);
    bench.isOpen(invoice, "5");
    back.addsUp(original, free, part);
  }

  private void order() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      Subject order = fixture.orderWithoutInvoice(usd("50"));
      PostingRequest original = back.paid(order, "50");
      PaidBack paidBack = back.payBack(original, "20", treatment);
      Check.equal("credit note", Optional.empty(), paidBack.creditNote());
      Check.equal("reopened", List.of(order.id()), paidBack.reopened());
      back.isPayable(order, "20");
      Check.equal("meant", usd("30"), bench.posted(original.paymentId()).orElseThrow().applied());
      back.addsUp(original, paidBack);
      Subject invoice = fixture.invoiceOrder(order);
      Check.equal("applied", usd("30"), fixture.appliedToInvoices(original.paymentId()));
      back.isPayable(invoice, "20");
      back.isPayable(order, "20");
      back.addsUp(original, paidBack);
    }
  }

  private void wholeOrder() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest first = back.paid(order, "30");
    PostingRequest second = back.paid(order, "20");
    PaidBack paidBack = back.payBack(first, "30", Treatment.REOPEN);
    back.isPayable(order, "30");
    Subject invoice = fixture.invoiceOrder(order);
    back.isPayable(invoice, "30");
    back.addsUp(first, paidBack);
    back.addsUp(second);
  }

  private void orderWithInvoice() throws Exception {
    Subject order = fixture.orderWithInvoice(usd("50"));
    Subject invoice = fixture.invoices(order).get(0);
    PostingRequest original = back.paid(order, "50");
    PaidBack paidBack = back.payBack(original, "20", Treatment.REOPEN);
    Check.holds("names the invoice", paidBack.reopened().contains(invoice.id()));
    back.isPayable(order, "20");
    back.isPayable(invoice, "20");
    back.addsUp(original, paidBack);
    PaidBack rest = back.payBack(original, "30", Treatment.REOPEN);
    back.isPayable(order, "50");
    back.isPayable(invoice, "50");
    back.addsUp(original, paidBack, rest);
  }

  private void orderWithCreditNote() throws Exception {
    Subject order = fixture.orderWithInvoice(usd("50"));
    PostingRequest original = back.paid(order, "50");
    PaidBack part = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    back.isCredited(original, part, "20");
    PaidBack rest = back.payBack(original, "30", Treatment.CREDIT_NOTE);
    back.isCredited(original, rest, "30");
    back.isSettled(order);
    back.isSettled(fixture.invoices(order).get(0));
    back.addsUp(original, part, rest);
  }

  private void invoicedSince() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest original = back.paid(order, "50");
    Subject invoice = fixture.invoiceOrder(order);
    PaidBack opened = back.payBack(original, "20", Treatment.REOPEN);
    back.isPayable(invoice, "20");
    back.isPayable(order, "20");
    PaidBack credited = back.payBack(original, "30", Treatment.CREDIT_NOTE);
    back.isCredited(original, credited, "30");
    back.isPayable(invoice, "20");
    back.isPayable(order, "20");
    back.addsUp(original, opened, credited);
  }
}
