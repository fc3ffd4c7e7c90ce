package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.host.Ledger.Way;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** Money that goes back of what was paid for invoices or on account. */
final class LedgerPayBackCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;
  private final PayBackBench back;

  LedgerPayBackCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
    this.back = new PayBackBench(bench);
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("credit on account goes back", this::onAccount),
        new ContractCase("money that is not applied goes back", this::unapplied),
        new ContractCase("an invoice paid back whole is open again", this::wholeInvoice),
        new ContractCase("an invoice paid back in part is open for it", this::partOfInvoice),
        new ContractCase("an invoice paid in part is open for both", this::partlyPaid),
        new ContractCase("a credit note keeps an invoice settled", this::creditNotes),
        new ContractCase("what is not applied goes back first", this::overpaidInvoice),
        new ContractCase("what is open again can be paid again", this::paidAgain),
        new ContractCase("money that a bank took opens the invoice again", this::dispute));
  }

  private void onAccount() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    String payer = bench.document(invoice).payerPartyId().orElseThrow();
    Subject customer = new Subject(fixture.organizationPartyId(), SubjectType.PARTY, payer);
    for (Treatment treatment : Treatment.values()) {
      PostingRequest original = back.credit(customer, "33.33");
      PaidBack part = back.payBack(original, "13.33", treatment);
      back.addsUp(original, part);
      PaidBack rest = back.payBack(original, "20", treatment);
      Check.equal("credit note", Optional.empty(), rest.creditNote());
      Check.equal("reopened", List.of(), rest.reopened());
      back.addsUp(original, part, rest);
    }
    bench.isOpen(invoice, "50");
  }

  private void unapplied() throws Exception {
    for (Subject subject :
        List.of(fixture.openInvoice(usd("50")), fixture.orderWithoutInvoice(usd("50")))) {
      PostingRequest original = back.credit(subject, "50");
      PaidBack paidBack = back.payBack(original, "50", Treatment.CREDIT_NOTE);
      Check.equal("credit note", Optional.empty(), paidBack.creditNote());
      Check.equal("reopened", List.of(), paidBack.reopened());
      back.addsUp(original, paidBack);
      back.isPayable(subject, "50");
    }
  }

  private void wholeInvoice() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50.85"));
    PostingRequest original = back.paid(invoice, "50.85");
    PaidBack paidBack = back.payBack(original, "50.85", Treatment.REOPEN);
    Check.equal("credit note", Optional.empty(), paidBack.creditNote());
    Check.equal("reopened", List.of(invoice.id()), paidBack.reopened());
    back.isPayable(invoice, "50.85");
    Check.equal("applied", usd("0"), fixture.appliedToInvoices(original.paymentId()));
    bench.isReceived(original);
    back.addsUp(original, paidBack);
  }

  private void partOfInvoice() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PaidBack paidBack = back.payBack(original, "19.99", Treatment.REOPEN);
    back.isPayable(invoice, "19.99");
    Check.equal("applied", usd("30.01"), fixture.appliedToInvoices(original.paymentId()));
    back.addsUp(original, paidBack);
  }

  private void partlyPaid() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest first = back.paid(invoice, "20");
    PostingRequest second = back.paid(invoice, "20");
    PaidBack paidBack = back.payBack(second, "15", Treatment.REOPEN);
    back.isPayable(invoice, "25");
    back.addsUp(first);
    back.addsUp(second, paidBack);
  }

  private void creditNotes() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PaidBack part = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    Check.equal("reopened", List.of(), part.reopened());
    back.isCredited(original, part, "20");
    back.isSettled(invoice);
    back.addsUp(original, part);
    PaidBack same = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    PaidBack rest = back.payBack(original, "10", Treatment.CREDIT_NOTE);
    back.isCredited(original, part, "20");
    back.isCredited(original, same, "20");
    back.isCredited(original, rest, "10");
    back.isSettled(invoice);
    Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
    back.addsUp(original, part, same, rest);
  }

  private void overpaidInvoice() throws Exception {
    Subject reopened = fixture.openInvoice(usd("50"));
    PostingRequest first = back.paid(reopened, "70");
    PaidBack free = back.payBack(first, "15", Treatment.REOPEN);
    Check.equal("reopened", List.of(), free.reopened());
    back.isSettled(reopened);
    PaidBack both = back.payBack(first, "15", Treatment.REOPEN);
    back.isPayable(reopened, "10");
    back.addsUp(first, free, both);
    Subject credited = fixture.openInvoice(usd("50"));
    PostingRequest second = back.paid(credited, "70");
    PaidBack mixed = back.payBack(second, "30", Treatment.CREDIT_NOTE);
    back.isCredited(second, mixed, "10");
    back.isSettled(credited);
    back.addsUp(second, mixed);
  }

  private void paidAgain() throws Exception {
    for (Subject subject :
        List.of(
            fixture.openInvoice(usd("50")),
            fixture.orderWithoutInvoice(usd("50")),
            fixture.orderWithInvoice(usd("50")))) {
      PostingRequest first = back.paid(subject, "50");
      PaidBack paidBack = back.payBack(first, "20", Treatment.REOPEN);
      PostingRequest second = bench.receipt(subject, usd("20"));
      Check.equal("applied", usd("20"), bench.post(second).applied());
      back.isSettled(subject);
      back.addsUp(first, paidBack);
      back.addsUp(second);
    }
  }

  private void dispute() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PayBackRequest request = back.request(Way.DISPUTE, original, usd("50"), Treatment.REOPEN);
    PaidBack paidBack = back.payBack(request);
    back.isStored(request, paidBack);
    back.isPayable(invoice, "50");
    back.addsUp(original, paidBack);
    back.reverse(invoice, paidBack);
    back.isTakenBack(paidBack);
    back.isSettled(invoice);
    back.addsUp(original);
  }
}
