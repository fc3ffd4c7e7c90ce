package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/** Money goes back once, however often and by however many, and wholly or not at all. */
final class LedgerPayBackOnceCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;
  private final PayBackBench back;

  LedgerPayBackOnceCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
    this.back = new PayBackBench(bench);
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("paying back again changes nothing", this::again),
        new ContractCase("paying back again within a unit changes nothing", this::withinAUnit),
        new ContractCase("threads that pay back once make one payment", this::atOnce),
        new ContractCase("threads can't pay back more than there is", this::twoAtOnce),
        new ContractCase("an exception after paying back takes it all back", this::crash));
  }

  private void again() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      for (Subject subject :
          List.of(fixture.openInvoice(usd("50")), fixture.orderWithInvoice(usd("50")))) {
        PostingRequest original = back.paid(subject, "50");
        PayBackRequest request = back.refund(original, "20", treatment);
        PaidBack first = back.payBack(request);
        Optional<Money> open = bench.document(subject).open();
        PaidBack second = back.payBack(request);
        Check.equal("amount", first.amount(), second.amount());
        Check.equal("credit note", first.creditNote(), second.creditNote());
        Check.equal("open", open, bench.document(subject).open());
        back.addsUp(original, first);
      }
    }
  }

  private void withinAUnit() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PayBackRequest request = back.refund(original, "20", Treatment.REOPEN);
    fixture
        .records()
        .run(
            unit ->
                Check.equal(
                    "amount",
                    back.payBackIn(unit, request).amount(),
                    back.payBackIn(unit, request).amount()));
    back.isPayable(invoice, "20");
  }

  private void atOnce() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest original = back.paid(invoice, "50");
    PayBackRequest request = back.refund(original, "20", Treatment.CREDIT_NOTE);
    List<PaidBack> answers = Parallel.together(3, number -> () -> back.payBack(request));
    Check.equal(
        "one credit note",
        1,
        new HashSet<>(answers.stream().map(PaidBack::creditNote).toList()).size());
    back.addsUp(original, answers.get(0));
  }

  private void twoAtOnce() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    String payer = bench.document(invoice).payerPartyId().orElseThrow();
    Subject customer = new Subject(fixture.organizationPartyId(), SubjectType.PARTY, payer);
    for (PostingRequest original : List.of(back.paid(invoice, "50"), back.credit(customer, "50"))) {
      List<Optional<PaidBack>> answers = Parallel.together(2, number -> unlessRefused(original));
      List<PaidBack> done = answers.stream().flatMap(Optional::stream).toList();
      Check.equal("how many", 1, done.size());
      back.addsUp(original, done.get(0));
    }
  }

  private Callable<Optional<PaidBack>> unlessRefused(PostingRequest original) {
    PayBackRequest request = back.refund(original, "30", Treatment.REOPEN);
    return () -> {
      try {
        return Optional.of(back.payBack(request));
      } catch (LedgerException e) {
        return Optional.empty();
      }
    };
  }

  private void crash() throws Exception {
    for (Treatment treatment : Treatment.values()) {
      for (Subject subject :
          List.of(
              fixture.openInvoice(usd("50")),
              fixture.orderWithoutInvoice(usd("50")),
              fixture.orderWithInvoice(usd("50")))) {
        PostingRequest original = back.paid(subject, "50");
        PayBackRequest request = back.refund(original, "20", treatment);
        Check.thrown(
            ArithmeticException.class,
            () ->
                fixture
                    .records()
                    .run(
                        unit -> {
                          back.payBackIn(unit, request);
                          throw new ArithmeticException("halfway");
                        }));
        bench.isNothing(request.paymentId());
        back.isSettled(subject);
        back.addsUp(original);
        back.addsUp(original, back.payBack(request));
      }
    }
  }
}
