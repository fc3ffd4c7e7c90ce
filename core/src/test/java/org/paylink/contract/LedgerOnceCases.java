package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.GlEntry;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** A receipt is in the books once, however often and by however many it is posted. */
final class LedgerOnceCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerOnceCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("posting an invoice's receipt again changes nothing", this::invoiceAgain),
        new ContractCase("posting an order's receipt again changes nothing", this::orderAgain),
        new ContractCase("posting credit again changes nothing", this::creditAgain),
        new ContractCase("posting again within a unit changes nothing", this::againWithinAUnit),
        new ContractCase("posting again after the invoice was made changes nothing", this::later),
        new ContractCase("threads that post one receipt make one payment", this::atOnce),
        new ContractCase("threads that post two receipts make two payments", this::twoAtOnce),
        new ContractCase("an exception after posting takes it all back", this::crash));
  }

  private void invoiceAgain() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    again(bench.receipt(invoice, usd("50")));
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    again(bench.receipt(fixture.openInvoice(usd("50")), usd("20")));
    again(bench.receipt(fixture.openInvoice(usd("50")), usd("70")));
  }

  private void orderAgain() throws Exception {
    for (Subject order :
        List.of(fixture.orderWithoutInvoice(usd("50")), fixture.orderWithInvoice(usd("50")))) {
      again(bench.receipt(order, usd("50")));
      Check.equal("preferences", 1L, received(order));
    }
  }

  private void creditAgain() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    again(bench.receipt(bench.reserve(), invoice, usd("50"), false));
    bench.isOpen(invoice, "50");
  }

  private void again(PostingRequest request) throws Exception {
    Posted first = bench.post(request);
    Optional<Money> open = bench.document(request.subject()).open();
    List<GlEntry> entries = fixture.glEntries(request.paymentId());
    for (int i = 0; i < 2; i++) {
      Check.equal("the same answer", first, bench.post(request));
    }
    Check.equal("open", open, bench.document(request.subject()).open());
    Check.equal("entries", entries.size(), fixture.glEntries(request.paymentId()).size());
    bench.isBooked(request.paymentId(), request.amount());
  }

  private void againWithinAUnit() {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(invoice, usd("20"));
    fixture
        .records()
        .run(
            unit ->
                Check.equal("the same", bench.postIn(unit, request), bench.postIn(unit, request)));
    bench.isOpen(invoice, "30");
    bench.isBooked(request.paymentId(), usd("20"));
  }

  private void later() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest request = bench.receipt(order, usd("50"));
    bench.post(request);
    Subject invoice = fixture.invoiceOrder(order);
    Check.equal("applied", usd("50"), bench.post(request).applied());
    Check.equal("stored", usd("50"), fixture.appliedToInvoices(request.paymentId()));
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    Check.equal("preferences", 1L, received(order));
  }

  private void atOnce() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = bench.receipt(invoice, usd("20"));
    List<Posted> answers = Parallel.together(4, number -> () -> bench.post(request));
    Check.equal("one answer", 1, new HashSet<>(answers).size());
    bench.isOpen(invoice, "30");
    bench.isBooked(request.paymentId(), usd("20"));
  }

  private void twoAtOnce() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    List<PostingRequest> requests =
        List.of(bench.receipt(invoice, usd("30")), bench.receipt(invoice, usd("30")));
    List<Posted> answers = Parallel.together(2, number -> () -> bench.post(requests.get(number)));
    Money applied = answers.get(0).applied().plus(answers.get(1).applied());
    Check.equal("no more than is open is applied", usd("50"), applied);
    bench.isOpen(invoice, "0");
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    for (PostingRequest request : requests) {
      bench.isReceived(request);
      bench.isBooked(request.paymentId(), usd("30"));
    }
  }

  private void crash() throws Exception {
    for (Subject subject :
        List.of(
            fixture.openInvoice(usd("50")),
            fixture.orderWithoutInvoice(usd("50")),
            fixture.orderWithInvoice(usd("50")))) {
      PostingRequest request = bench.receipt(subject, usd("50"));
      Check.thrown(
          ArithmeticException.class,
          () ->
              fixture
                  .records()
                  .run(
                      unit -> {
                        bench.postIn(unit, request);
                        throw new ArithmeticException("halfway");
                      }));
      bench.isNothing(request.paymentId());
      bench.isOpen(subject, "50");
      Check.equal("afterwards", usd("50"), bench.post(request).applied());
      bench.isReceived(request);
      bench.isBooked(request.paymentId(), usd("50"));
    }
  }

  private long received(Subject order) {
    return fixture.orderPreferences(order).stream()
        .filter(preference -> preference.statusId().equals("PAYMENT_RECEIVED"))
        .count();
  }
}
