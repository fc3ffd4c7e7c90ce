package org.paylink.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * What every binding of {@link org.paylink.host.Ledger} has to keep. The cases are ordered and
 * independent of each other; they must not run at the same time, because one of them takes away the
 * general ledger mapping for a moment.
 */
public final class LedgerContract {
  private LedgerContract() {}

  /** The cases for one binding. */
  public static List<ContractCase> cases(LedgerFixture fixture) {
    LedgerBench bench = new LedgerBench(fixture);
    return Stream.of(
            new LedgerDocumentCases(bench).cases(),
            new LedgerInvoiceCases(bench).cases(),
            new LedgerOrderCases(bench).cases(),
            new LedgerOnceCases(bench).cases(),
            new LedgerReverseCases(bench).cases(),
            new LedgerRefusalCases(bench).cases(),
            new LedgerPartyCases(bench).cases(),
            new LedgerPayBackCases(bench).cases(),
            new LedgerPayBackOrderCases(bench).cases(),
            new LedgerPayBackLimitCases(bench).cases(),
            new LedgerPayBackOnceCases(bench).cases(),
            new LedgerPayBackUndoneCases(bench).cases(),
            new LedgerFeeCases(bench).cases())
        .flatMap(List::stream)
        .toList();
  }
}
