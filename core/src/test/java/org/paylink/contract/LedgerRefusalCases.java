package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/** What the books can't hold right is refused as a whole. */
final class LedgerRefusalCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerRefusalCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("without an account nothing is posted until there is one", this::mapping),
        new ContractCase("another currency than the books' is refused", this::currency),
        new ContractCase("nothing and less than nothing are refused", this::notPositive),
        new ContractCase("an unknown document is refused", this::unknown));
  }

  private void mapping() throws Exception {
    for (Subject subject :
        List.of(fixture.openInvoice(usd("50")), fixture.orderWithoutInvoice(usd("50")))) {
      PostingRequest request = bench.receipt(subject, usd("50"));
      fixture.removeGlMapping();
      try {
        LedgerException refusal = Check.thrown(LedgerException.class, () -> bench.post(request));
        Check.holds("says that a mapping is missing", refusal.mappingMissing());
      } finally {
        fixture.restoreGlMapping();
      }
      bench.isNothing(request.paymentId());
      bench.isOpen(subject, "50");
      Check.equal("afterwards", usd("50"), bench.post(request).applied());
      bench.isBooked(request.paymentId(), usd("50"));
    }
  }

  private void currency() {
    for (Subject subject :
        List.of(fixture.openInvoice(usd("50")), fixture.orderWithoutInvoice(usd("50")))) {
      isRefused(bench.receipt(subject, Money.ofMajor("EUR", "50")));
      bench.isOpen(subject, "50");
    }
  }

  private void notPositive() {
    Subject invoice = fixture.openInvoice(usd("50"));
    isRefused(bench.receipt(invoice, usd("0")));
    isRefused(bench.receipt(invoice, usd("-1")));
    bench.isOpen(invoice, "50");
  }

  private void unknown() {
    Subject none = new Subject(fixture.organizationPartyId(), SubjectType.INVOICE, "NO-SUCH");
    isRefused(bench.receipt(none, usd("50")));
  }

  private void isRefused(PostingRequest request) {
    LedgerException refusal = Check.thrown(LedgerException.class, () -> bench.post(request));
    Check.holds("no mapping can mend it", !refusal.mappingMissing());
    bench.isNothing(request.paymentId());
  }
}
