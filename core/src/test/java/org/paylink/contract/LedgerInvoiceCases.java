package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.link.Subject;

/** Receipts of sales invoices. */
final class LedgerInvoiceCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerInvoiceCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("the whole amount pays an invoice", this::inFull),
        new ContractCase("a part leaves the rest of an invoice open", this::inParts),
        new ContractCase("what is too much for an invoice stays unapplied", this::overpaid),
        new ContractCase("money for a paid invoice stays unapplied", this::paidAlready),
        new ContractCase("not to be applied stays the payer's credit", this::unapplied),
        new ContractCase("money for a cancelled invoice stays credit", this::cancelled),
        new ContractCase("two receipts of one amount are two payments", this::twins),
        new ContractCase("another payment of the payer is left alone", this::otherPayment),
        new ContractCase("a payment by hand and one of ours add up", this::byHandAndOurs));
  }

  private void inFull() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50.85"));
    PostingRequest request = bench.receipt(invoice, usd("50.85"));
    Posted posted = bench.post(request);
    Check.equal(
        "posted",
        new Posted(request.paymentId(), usd("50.85"), usd("50.85"), List.of(invoice.id())),
        posted);
    Check.equal("read again", Optional.of(posted), bench.posted(request.paymentId()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50.85"));
    bench.isOpen(invoice, "0");
    Check.equal("state", State.PAID, bench.document(invoice).state());
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void inParts() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest first = bench.receipt(invoice, usd("19.99"));
    Check.equal("applied", usd("19.99"), bench.post(first).applied());
    bench.isOpen(invoice, "30.01");
    Check.equal("state", State.PAYABLE, bench.document(invoice).state());
    bench.isBooked(first.paymentId(), usd("19.99"));
    Check.equal("applied", usd("30.01"), bench.postApplied(invoice, "30.01").applied());
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void overpaid() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(invoice, usd("70"));
    Posted posted = bench.post(request);
    Check.equal("amount", usd("70"), posted.amount());
    Check.equal("applied", usd("50"), posted.applied());
    Check.equal("stored", usd("50"), fixture.appliedToInvoices(request.paymentId()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("70"));
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void paidAlready() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    fixture.receivePaymentOtherwise(invoice, usd("50"));
    PostingRequest request = bench.receipt(invoice, usd("50"));
    Posted posted = bench.post(request);
    Check.equal("posted", new Posted(request.paymentId(), usd("50"), usd("0"), List.of()), posted);
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50"));
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void unapplied() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(bench.reserve(), invoice, usd("50"), false);
    Posted posted = bench.post(request);
    Check.equal("posted", new Posted(request.paymentId(), usd("50"), usd("0"), List.of()), posted);
    Check.equal("stored", usd("0"), fixture.appliedToInvoices(request.paymentId()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50"));
    bench.isOpen(invoice, "50");
  }

  private void cancelled() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    fixture.cancelDocument(invoice);
    PostingRequest request = bench.receipt(bench.reserve(), invoice, usd("50"), false);
    Check.equal("applied", usd("0"), bench.post(request).applied());
    bench.isReceived(request);
    Check.equal("state", State.NOT_PAYABLE, bench.document(invoice).state());
  }

  private void twins() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest first = bench.receipt(invoice, usd("25"));
    PostingRequest second = bench.receipt(invoice, usd("25"));
    bench.post(first);
    bench.post(second);
    for (PostingRequest request : List.of(first, second)) {
      Check.equal("applied", usd("25"), fixture.appliedToInvoices(request.paymentId()));
      bench.isReceived(request);
      bench.isBooked(request.paymentId(), usd("25"));
    }
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void otherPayment() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    String other = fixture.otherUnappliedPaymentOfSameParty(invoice, usd("50"));
    Check.equal("unapplied before", usd("0"), fixture.appliedToInvoices(other));
    PostingRequest request = bench.receipt(invoice, usd("50"));
    Posted posted = bench.post(request);
    Check.equal("applied", usd("50"), posted.applied());
    Check.equal("applied to", List.of(invoice.id()), posted.appliedTo());
    Check.equal("ours", usd("50"), fixture.appliedToInvoices(request.paymentId()));
    Check.equal("the other", usd("0"), fixture.appliedToInvoices(other));
    bench.isOpen(invoice, "0");
  }

  private void byHandAndOurs() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    bench.postApplied(invoice, "20");
    fixture.receivePaymentOtherwise(invoice, usd("30"));
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }
}
