package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.Account;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.host.Ledger.Way;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** No more money goes back than there is, and none without the accounts it needs. */
final class LedgerPayBackLimitCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;
  private final PayBackBench back;

  LedgerPayBackLimitCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
    this.back = new PayBackBench(bench);
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("no more goes back than there is", this::upToTheWhole),
        new ContractCase("what was credited counts as gone", this::mixedTreatments),
        new ContractCase("what other people paid back counts", this::byOthers),
        new ContractCase("nothing and less than nothing don't go back", this::notPositive),
        new ContractCase("another currency doesn't go back", this::currency),
        new ContractCase("of a payment that is not there nothing goes back", this::missing),
        new ContractCase("of a void payment nothing goes back", this::voided),
        new ContractCase("a payment that is fixed can go back", this::fixed),
        new ContractCase("without an account nothing goes back", this::clearing),
        new ContractCase("without an account for returns nothing is credited", this::returns));
  }

  private void upToTheWhole() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      for (Subject subject :
          List.of(
              fixture.openInvoice(usd("50")),
              fixture.orderWithoutInvoice(usd("50")),
              fixture.orderWithInvoice(usd("50")))) {
        PostingRequest original = back.paid(subject, "50");
        PaidBack first = back.payBack(original, "20", treatment);
        back.isRefused(back.refund(original, "30.01", treatment));
        PaidBack second = back.payBack(original, "30", treatment);
        Optional<Money> open = bench.document(subject).open();
        back.isRefused(back.refund(original, "0.01", treatment));
        Check.equal("open", open, bench.document(subject).open());
        back.addsUp(original, first, second);
      }
    }
  }

  private void mixedTreatments() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PaidBack credited = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    PaidBack opened = back.payBack(original, "20", Treatment.REOPEN);
    back.isPayable(invoice, "20");
    PaidBack rest = back.payBack(original, "10", Treatment.CREDIT_NOTE);
    back.isCredited(original, rest, "10");
    back.isRefused(back.refund(original, "0.01", Treatment.REOPEN));
    back.isPayable(invoice, "20");
    back.addsUp(original, credited, opened, rest);
  }

  private void byOthers() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.credit(invoice, "50");
    fixture.refundOtherwise(original.paymentId(), usd("10"));
    back.isRefused(back.refund(original, "40.01", Treatment.REOPEN));
    PaidBack rest = back.payBack(original, "40", Treatment.REOPEN);
    Check.equal("credit note", Optional.empty(), rest.creditNote());
    back.isRefused(back.refund(original, "0.01", Treatment.REOPEN));
    back.addsUp(original, rest);
  }

  private void notPositive() throws Exception {
    PostingRequest original = back.paid(fixture.openInvoice(usd("50")), "50");
    back.isRefused(back.refund(original, "0", Treatment.REOPEN));
    back.isRefused(back.refund(original, "-1", Treatment.CREDIT_NOTE));
    back.isSettled(original.subject());
  }

  private void currency() throws Exception {
    PostingRequest original = back.paid(fixture.openInvoice(usd("50")), "50");
    back.isRefused(
        back.request(Way.REFUND, original, Money.ofMajor("EUR", "50"), Treatment.REOPEN));
    back.isSettled(original.subject());
  }

  private void missing() {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest never = bench.receipt(invoice, usd("50"));
    back.isRefused(back.refund(never, "50", Treatment.REOPEN));
    bench.isOpen(invoice, "50");
  }

  private void voided() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    bench.reverse(original);
    back.isRefused(back.refund(original, "50", Treatment.REOPEN));
    PostingRequest second = back.paid(invoice, "50");
    PaidBack repayment = back.payBack(second, "20", Treatment.REOPEN);
    PostingRequest itself =
        new PostingRequest(
            repayment.paymentId(),
            invoice,
            true,
            usd("20"),
            second.occurredAt(),
            second.externalRef(),
            second.gatewayAccountId(),
            second.paymentMethodId(),
            second.linkId(),
            second.attemptId(),
            true,
            Optional.empty());
    back.isRefused(back.refund(itself, "20", Treatment.REOPEN));
    bench.isReversed(original);
  }

  private void fixed() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    fixture.confirmPayment(original.paymentId());
    PaidBack credited = back.payBack(original, "20", Treatment.CREDIT_NOTE);
    back.isSettled(invoice);
    PaidBack opened = back.payBack(original, "10", Treatment.REOPEN);
    back.isPayable(invoice, "10");
    String status = fixture.paymentFacts(original.paymentId()).get("statusId");
    Check.equal("still fixed", "PMNT_CONFIRMED", status);
    back.addsUp(original, credited, opened);
  }

  private void clearing() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      isMended(back.paid(fixture.openInvoice(usd("50")), "50"), treatment, Account.CLEARING);
    }
  }

  private void returns() throws Exception {
    PostingRequest original = back.paid(fixture.openInvoice(usd("50")), "50");
    isMended(original, Treatment.CREDIT_NOTE, Account.RETURNS);
  }

  private void isMended(PostingRequest original, Treatment treatment, Account account)
      throws Exception {
    PayBackRequest request = back.refund(original, "20", treatment);
    fixture.removeMapping(account);
    try {
      LedgerException refusal = back.isRefused(request);
      Check.holds("says that a mapping is missing: " + refusal, refusal.mappingMissing());
    } finally {
      fixture.restoreMapping(account);
    }
    back.isSettled(original.subject());
    back.addsUp(original);
    PaidBack afterwards = back.payBack(request);
    back.isStored(request, afterwards);
    back.addsUp(original, afterwards);
  }
}
