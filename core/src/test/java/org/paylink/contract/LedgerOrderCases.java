package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.Preference;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.link.Subject;

/** Receipts of sales orders, before and after they are invoiced. */
final class LedgerOrderCases {
  private static final String RECEIVED = "PAYMENT_RECEIVED";

  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerOrderCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("the whole amount pays an order", this::inFull),
        new ContractCase("the invoice made later takes in the payment", this::invoicedLater),
        new ContractCase("the invoice made later takes in parts", this::partsInvoicedLater),
        new ContractCase("an order with an invoice is paid by way of it", this::withInvoice),
        new ContractCase("a part of an order with an invoice leaves the rest", this::partOfInvoice),
        new ContractCase("an order paid too much says what it took", this::overpaid),
        new ContractCase("not to be applied leaves the order open", this::unapplied),
        new ContractCase("an order's payment is not taken by another invoice", this::notStolen));
  }

  private void inFull() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50.85"));
    PostingRequest request = bench.receipt(order, usd("50.85"));
    Posted posted = bench.post(request);
    Check.equal(
        "posted",
        new Posted(request.paymentId(), usd("50.85"), usd("50.85"), List.of(order.id())),
        posted);
    Check.equal("read again", Optional.of(posted), bench.posted(request.paymentId()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50.85"));
    bench.isOpen(order, "0");
    Check.equal("state", State.PAID, bench.document(order).state());
    Check.equal("approved", "ORDER_APPROVED", fixture.documentStatus(order));
    hasReceived(order, "50.85");
  }

  private void invoicedLater() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50.85"));
    PostingRequest request = bench.receipt(order, usd("50.85"));
    bench.post(request);
    Subject invoice = fixture.invoiceOrder(order);
    Check.equal("applied", usd("50.85"), fixture.appliedToInvoices(request.paymentId()));
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    bench.isOpen(invoice, "0");
    bench.isOpen(order, "0");
    bench.isBooked(request.paymentId(), usd("50.85"));
    Check.equal("posted", usd("50.85"), bench.posted(request.paymentId()).orElseThrow().applied());
  }

  private void partsInvoicedLater() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    bench.postApplied(order, "20");
    bench.isOpen(order, "30");
    Check.equal("state", State.PAYABLE, bench.document(order).state());
    Subject invoice = fixture.invoiceOrder(order);
    bench.isOpen(invoice, "30");
    bench.isOpen(order, "30");
    Check.equal("applied", usd("30"), bench.postApplied(order, "30").applied());
    bench.isOpen(order, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void withInvoice() throws Exception {
    Subject order = fixture.orderWithInvoice(usd("50.85"));
    Subject invoice = fixture.invoices(order).get(0);
    PostingRequest request = bench.receipt(order, usd("50.85"));
    Posted posted = bench.post(request);
    Check.equal("applied", usd("50.85"), posted.applied());
    Check.equal("stored", usd("50.85"), fixture.appliedToInvoices(request.paymentId()));
    Check.holds("names the invoice", posted.appliedTo().contains(invoice.id()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50.85"));
    bench.isOpen(order, "0");
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    hasReceived(order, "50.85");
  }

  private void partOfInvoice() throws Exception {
    Subject order = fixture.orderWithInvoice(usd("50"));
    Subject invoice = fixture.invoices(order).get(0);
    Check.equal("applied", usd("20"), bench.postApplied(order, "20").applied());
    bench.isOpen(order, "30");
    bench.isOpen(invoice, "30");
    Check.equal("applied", usd("30"), bench.postApplied(order, "30").applied());
    bench.isOpen(order, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
  }

  private void overpaid() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest request = bench.receipt(order, usd("70"));
    Posted posted = bench.post(request);
    Check.equal("amount", usd("70"), posted.amount());
    Check.equal("applied", usd("50"), posted.applied());
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("70"));
    bench.isOpen(order, "0");
    Subject invoice = fixture.invoiceOrder(order);
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    Check.equal("stored", usd("50"), fixture.appliedToInvoices(request.paymentId()));
  }

  private void unapplied() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest request = bench.receipt(bench.reserve(), order, usd("50"), false);
    Posted posted = bench.post(request);
    Check.equal("posted", new Posted(request.paymentId(), usd("50"), usd("0"), List.of()), posted);
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50"));
    bench.isOpen(order, "50");
    Check.equal("received preferences", List.of(), received(order));
  }

  private void notStolen() throws Exception {
    Subject paid = fixture.orderWithoutInvoice(usd("50"));
    Subject other = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(paid, usd("50"));
    bench.post(request);
    bench.isOpen(other, "50");
    Check.equal("stored", usd("0"), fixture.appliedToInvoices(request.paymentId()));
    bench.postApplied(other, "50");
    bench.isOpen(paid, "0");
    Check.equal("stored", usd("0"), fixture.appliedToInvoices(request.paymentId()));
  }

  private void hasReceived(Subject order, String major) {
    Check.equal("preferences", List.of(new Preference(RECEIVED, usd(major))), received(order));
  }

  private List<Preference> received(Subject order) {
    return fixture.orderPreferences(order).stream()
        .filter(preference -> preference.statusId().equals(RECEIVED))
        .toList();
  }
}
