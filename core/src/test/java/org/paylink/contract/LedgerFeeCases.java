package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.paylink.contract.LedgerFixture.Account;
import org.paylink.host.Ledger.FeeRequest;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/** What a gateway keeps for a dispute is an expense, and what it gives back lowers it. */
final class LedgerFeeCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerFeeCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a fee is an expense against the clearing account", this::kept),
        new ContractCase("a fee that came back lowers the expense", this::givenBack),
        new ContractCase("a fee posted again is one fee", this::again),
        new ContractCase("threads that post one fee post it once", this::atOnce),
        new ContractCase("without an account no fee is posted until there is one", this::mapping),
        new ContractCase("a fee in another currency is refused", this::currency),
        new ContractCase("an exception after a fee takes it back", this::crash));
  }

  private void kept() throws Exception {
    FeeRequest fee = fee(usd("15.5"));
    post(fee);
    isBooked(fee, "15.5");
  }

  private void givenBack() throws Exception {
    FeeRequest fee = fee(usd("-15"));
    post(fee);
    isBooked(fee, "-15");
  }

  private void again() throws Exception {
    FeeRequest fee = fee(usd("15"));
    post(fee);
    post(fee);
    fixture
        .records()
        .run(
            unit -> {
              postIn(unit, fee);
              postIn(unit, fee);
            });
    isBooked(fee, "15");
    Check.equal("entries", 2, fixture.feeEntries(fee.entryId()).size());
  }

  private void atOnce() throws Exception {
    FeeRequest fee = fee(usd("15"));
    Parallel.together(
        3,
        number ->
            () -> {
              post(fee);
              return number;
            });
    isBooked(fee, "15");
  }

  private void mapping() throws Exception {
    for (Account account : List.of(Account.FEES, Account.CLEARING)) {
      FeeRequest fee = fee(usd("15"));
      fixture.removeMapping(account);
      try {
        LedgerException refusal = Check.thrown(LedgerException.class, () -> post(fee));
        Check.holds("says that a mapping is missing", refusal.mappingMissing());
      } finally {
        fixture.restoreMapping(account);
      }
      Check.equal("entries", List.of(), fixture.feeEntries(fee.entryId()));
      post(fee);
      isBooked(fee, "15");
    }
  }

  private void currency() {
    FeeRequest fee = fee(Money.ofMajor("EUR", "15"));
    LedgerException refusal = Check.thrown(LedgerException.class, () -> post(fee));
    Check.holds("no mapping can mend it", !refusal.mappingMissing());
    Check.equal("entries", List.of(), fixture.feeEntries(fee.entryId()));
  }

  private void crash() throws Exception {
    FeeRequest fee = fee(usd("15"));
    Check.thrown(
        ArithmeticException.class,
        () ->
            fixture
                .records()
                .run(
                    unit -> {
                      postIn(unit, fee);
                      throw new ArithmeticException("halfway");
                    }));
    Check.equal("entries", List.of(), fixture.feeEntries(fee.entryId()));
    post(fee);
    isBooked(fee, "15");
  }

  private void isBooked(FeeRequest fee, String major) {
    Money amount = usd(major);
    Check.equal(
        "accounts",
        Map.of(
            fixture.account(Account.FEES),
            amount,
            fixture.account(Account.CLEARING),
            usd("0").minus(amount)),
        PayBackBench.net(fixture.feeEntries(fee.entryId())));
  }

  private FeeRequest fee(Money amount) {
    String entryId = bench.reserve();
    return new FeeRequest(
        entryId,
        fixture.organizationPartyId(),
        amount,
        Instant.now().minusSeconds(2).truncatedTo(ChronoUnit.MILLIS),
        "txn_" + entryId,
        "CONTRACT",
        fixture.paymentMethodId(),
        "L" + entryId.substring(Math.max(0, entryId.length() - 19)));
  }

  private void post(FeeRequest fee) throws LedgerException {
    try {
      fixture.records().run(unit -> postIn(unit, fee));
    } catch (LedgerBench.Refused e) {
      throw e.reason();
    }
  }

  private void postIn(Unit unit, FeeRequest fee) {
    try {
      fixture.ledger().postFee(unit, fee);
    } catch (LedgerException e) {
      throw new LedgerBench.Refused(e);
    }
  }
}
