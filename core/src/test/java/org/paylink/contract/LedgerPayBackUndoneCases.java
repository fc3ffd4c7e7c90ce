package org.paylink.contract;

import static org.paylink.contract.LedgerBench.INVOICE_PAID;
import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Reversible;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.Subject;

/** A refund that failed, or a dispute that was won: it is as if the money had not gone back. */
final class LedgerPayBackUndoneCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;
  private final PayBackBench back;

  LedgerPayBackUndoneCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
    this.back = new PayBackBench(bench);
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a repayment that failed settles the document again", this::settled),
        new ContractCase("an order invoiced meanwhile is settled again", this::invoicedMeanwhile),
        new ContractCase("what has been paid otherwise stays paid once", this::paidOtherwise),
        new ContractCase("what was not applied is not applied again", this::unapplied),
        new ContractCase("one of two repayments that failed leaves the other", this::oneOfTwo),
        new ContractCase("a repayment is taken back once", this::again),
        new ContractCase("after it failed the money can go back again", this::payBackAgain),
        new ContractCase("after it failed the receipt can be reversed", this::reversible),
        new ContractCase("an exception after taking it back undoes that", this::crash));
  }

  private void settled() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      for (String major : List.of("50", "20")) {
        for (Subject subject :
            List.of(
                fixture.openInvoice(usd("50")),
                fixture.orderWithoutInvoice(usd("50")),
                fixture.orderWithInvoice(usd("50")))) {
          PostingRequest original = back.paid(subject, "50");
          PaidBack paidBack = back.payBack(original, major, treatment);
          back.reverse(subject, paidBack);
          back.isTakenBack(paidBack);
          back.isSettled(subject);
          for (Subject invoice : fixture.invoices(subject)) {
            back.isSettled(invoice);
            Check.equal("status", INVOICE_PAID, fixture.documentStatus(invoice));
          }
          bench.isReceived(original);
          back.addsUp(original);
        }
      }
    }
  }

  private void invoicedMeanwhile() throws Exception {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    PostingRequest original = back.paid(order, "50");
    PaidBack paidBack = back.payBack(original, "20", Treatment.REOPEN);
    Subject invoice = fixture.invoiceOrder(order);
    back.isPayable(invoice, "20");
    back.reverse(order, paidBack);
    back.isTakenBack(paidBack);
    back.isSettled(order);
    back.isSettled(invoice);
    back.addsUp(original);
  }

  private void paidOtherwise() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PaidBack paidBack = back.payBack(original, "50", Treatment.REOPEN);
    PostingRequest second = back.paid(invoice, "30");
    back.reverse(invoice, paidBack);
    back.isSettled(invoice);
    Check.equal("ours", usd("20"), fixture.appliedToInvoices(original.paymentId()));
    Check.equal("the other", usd("30"), fixture.appliedToInvoices(second.paymentId()));
    back.addsUp(original);
    back.addsUp(second);
  }

  private void unapplied() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.credit(invoice, "50");
    PaidBack paidBack = back.payBack(original, "50", Treatment.REOPEN);
    back.reverse(invoice, paidBack);
    back.isTakenBack(paidBack);
    back.isPayable(invoice, "50");
    back.addsUp(original);
  }

  private void oneOfTwo() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PaidBack opened = back.payBack(original, "20", Treatment.REOPEN);
    PaidBack credited = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    back.reverse(invoice, opened);
    back.isSettled(invoice);
    back.isTakenBack(opened);
    back.isCredited(original, credited, "20");
    back.addsUp(original, credited);
    back.reverse(invoice, credited);
    back.isSettled(invoice);
    back.isTakenBack(credited);
    back.addsUp(original);
  }

  private void again() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      Subject invoice = fixture.openInvoice(usd("50"));
      PostingRequest original = back.paid(invoice, "50");
      PaidBack paidBack = back.payBack(original, "20", treatment);
      back.reverse(invoice, paidBack);
      int entries = fixture.glEntries(paidBack.paymentId()).size();
      back.reverse(invoice, paidBack);
      Check.equal("entries", entries, fixture.glEntries(paidBack.paymentId()).size());
      back.isTakenBack(paidBack);
      back.isSettled(invoice);
      back.addsUp(original);
    }
  }

  private void payBackAgain() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      Subject invoice = fixture.openInvoice(usd("50"));
      PostingRequest original = back.paid(invoice, "50");
      PaidBack failed = back.payBack(original, "50", treatment);
      back.reverse(invoice, failed);
      PaidBack second = back.payBack(original, "50", treatment);
      back.isTakenBack(failed);
      if (treatment == Treatment.CREDIT_NOTE) {
        back.isCredited(original, second, "50");
        back.isSettled(invoice);
      } else {
        back.isPayable(invoice, "50");
      }
      back.addsUp(original, second);
    }
  }

  private void reversible() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      Subject invoice = fixture.openInvoice(usd("50"));
      PostingRequest original = back.paid(invoice, "50");
      PaidBack failed = back.payBack(original, "20", treatment);
      Check.equal("before", Reversible.REFUNDED, bench.reversible(original));
      back.reverse(invoice, failed);
      Check.equal("afterwards", Reversible.YES, bench.reversible(original));
      bench.reverse(original);
      bench.isReversed(original);
      back.isPayable(invoice, "50");
    }
  }

  private void crash() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      Subject invoice = fixture.openInvoice(usd("50"));
      PostingRequest original = back.paid(invoice, "50");
      PaidBack paidBack = back.payBack(original, "20", treatment);
      Check.thrown(
          ArithmeticException.class,
          () ->
              fixture
                  .records()
                  .run(
                      unit -> {
                        back.reverseIn(unit, invoice, paidBack);
                        throw new ArithmeticException("halfway");
                      }));
      back.addsUp(original, paidBack);
      bench.isOpen(invoice, treatment == Treatment.REOPEN ? "20" : "0");
    }
  }
}
