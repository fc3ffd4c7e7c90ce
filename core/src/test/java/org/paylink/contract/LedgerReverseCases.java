package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Reversible;
import org.paylink.link.HandMethod;
import org.paylink.link.Subject;

/** A receipt that was confirmed by hand can be taken back, in the books as everywhere else. */
final class LedgerReverseCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerReverseCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("money by hand is posted by each method", this::methods),
        new ContractCase("an invoice whose receipt is reversed is open again", this::invoice),
        new ContractCase("reversing one of two receipts leaves the other", this::oneOfTwo),
        new ContractCase("an order whose receipt is reversed is open again", this::order),
        new ContractCase("an order with an invoice is open again by way of it", this::withInvoice),
        new ContractCase("an order invoiced after its receipt is open again", this::invoicedLater),
        new ContractCase("credit that is reversed leaves nothing", this::credit),
        new ContractCase("reversing again changes nothing", this::again),
        new ContractCase("what is not there needs no reversing", this::nothing),
        new ContractCase("after reversing the document can be paid again", this::paidAgain),
        new ContractCase("what was paid back can't be reversed", this::refunded),
        new ContractCase("a fixed payment can't be reversed", this::fixed),
        new ContractCase("an exception after reversing takes it all back", this::crash));
  }

  private void methods() throws Exception {
    for (HandMethod method : HandMethod.values()) {
      Subject invoice = fixture.openInvoice(usd("50"));
      PostingRequest request = byHand(invoice, "50", method);
      bench.post(request);
      bench.isReceived(request);
      bench.isBooked(request.paymentId(), usd("50"));
      bench.isOpen(invoice, "0");
      bench.reverse(request);
      bench.isReversed(request);
      bench.isOpen(invoice, "50");
    }
  }

  private void invoice() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50.85"));
    PostingRequest request = byHand(invoice, "50.85", HandMethod.CASH);
    bench.post(request);
    Check.equal("paid", INVOICE_PAID, fixture.documentStatus(invoice));
    Check.equal("before", Reversible.YES, bench.reversible(request));
    bench.reverse(request);
    bench.isReversed(request);
    isOpenAgain(invoice, "50.85");
  }

  private void oneOfTwo() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest first = byHand(invoice, "20", HandMethod.CHEQUE);
    PostingRequest second = bench.receipt(invoice, usd("30"));
    bench.post(first);
    bench.post(second);
    bench.isOpen(invoice, "0");
    bench.reverse(first);
    bench.isReversed(first);
    isOpenAgain(invoice, "20");
    bench.isBooked(second.paymentId(), usd("30"));
    Check.equal("the other", usd("30"), bench.posted(second.paymentId()).orElseThrow().applied());
  }

  private void order() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest request = byHand(order, "50", HandMethod.BANK_TRANSFER);
    bench.post(request);
    bench.isOpen(order, "0");
    bench.reverse(request);
    bench.isReversed(request);
    isOpenAgain(order, "50");
    Subject invoice = fixture.invoiceOrder(order);
    bench.isOpen(invoice, "50");
  }

  private void withInvoice() throws Exception {
    Subject order = fixture.orderWithInvoice(usd("50"));
    PostingRequest request = byHand(order, "50", HandMethod.OTHER);
    bench.post(request);
    bench.reverse(request);
    bench.isReversed(request);
    isOpenAgain(order, "50");
    isOpenAgain(fixture.invoices(order).get(0), "50");
  }

  private void invoicedLater() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest request = byHand(order, "50", HandMethod.CASH);
    bench.post(request);
    Subject invoice = fixture.invoiceOrder(order);
    Check.equal("paid", INVOICE_PAID, fixture.documentStatus(invoice));
    bench.reverse(request);
    bench.isReversed(request);
    isOpenAgain(invoice, "50");
    bench.isOpen(order, "50");
  }

  private void credit() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(bench.reserve(), invoice, usd("50"), false);
    bench.post(request);
    bench.reverse(request);
    bench.isReversed(request);
    isOpenAgain(invoice, "50");
  }

  private void again() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = byHand(invoice, "50", HandMethod.CASH);
    bench.post(request);
    bench.reverse(request);
    int entries = fixture.glEntries(request.paymentId()).size();
    bench.reverse(request);
    Check.equal("entries", entries, fixture.glEntries(request.paymentId()).size());
    fixture
        .records()
        .run(
            unit -> {
              bench.reverseIn(unit, request);
              bench.reverseIn(unit, request);
            });
    bench.isReversed(request);
    isOpenAgain(invoice, "50");
  }

  private void nothing() throws Exception {
    PostingRequest request = byHand(fixture.openInvoice(usd("50")), "50", HandMethod.CASH);
    Check.equal("before", Reversible.ALREADY, bench.reversible(request));
    bench.reverse(request);
    bench.isNothing(request.paymentId());
  }

  private void paidAgain() throws Exception {
    for (Subject subject :
        List.of(fixture.openInvoice(usd("50")), fixture.orderWithInvoice(usd("50")))) {
      PostingRequest first = byHand(subject, "50", HandMethod.CASH);
      bench.post(first);
      bench.reverse(first);
      PostingRequest second = bench.receipt(subject, usd("50"));
      Check.equal("applied", usd("50"), bench.post(second).applied());
      bench.isOpen(subject, "0");
      bench.isReversed(first);
      bench.isBooked(second.paymentId(), usd("50"));
    }
  }

  private void refunded() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(bench.reserve(), invoice, usd("50"), false);
    bench.post(request);
    fixture.refundOtherwise(request.paymentId(), usd("10"));
    Check.equal("before", Reversible.REFUNDED, bench.reversible(request));
    Check.thrown(LedgerException.class, () -> bench.reverse(request));
    bench.isReceived(request);
  }

  private void fixed() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = byHand(invoice, "50", HandMethod.CASH);
    bench.post(request);
    fixture.confirmPayment(request.paymentId());
    Check.equal("before", Reversible.FIXED, bench.reversible(request));
    Check.thrown(LedgerException.class, () -> bench.reverse(request));
    bench.isOpen(invoice, "0");
  }

  private void crash() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = byHand(invoice, "50", HandMethod.CASH);
    bench.post(request);
    Check.thrown(
        ArithmeticException.class,
        () ->
            fixture
                .records()
                .run(
                    unit -> {
                      bench.reverseIn(unit, request);
                      throw new ArithmeticException("halfway");
                    }));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50"));
    bench.isOpen(invoice, "0");
  }

  private void isOpenAgain(Subject subject, String major) {
    bench.isOpen(subject, major);
    Check.equal("state", State.PAYABLE, bench.document(subject).state());
  }

  /** As core posts it: on the pseudo-account, without an attempt and without a payment method. */
  private PostingRequest byHand(Subject subject, String major, HandMethod method) {
    PostingRequest gateway = bench.receipt(subject, usd(major));
    return new PostingRequest(
        gateway.paymentId(),
        subject,
        true,
        gateway.amount(),
        gateway.occurredAt(),
        "R-" + gateway.paymentId(),
        "<by-hand>",
        Optional.empty(),
        gateway.linkId(),
        Optional.empty(),
        true,
        Optional.of(method));
  }
}
