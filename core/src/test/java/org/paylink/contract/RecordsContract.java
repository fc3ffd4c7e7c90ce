package org.paylink.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * What every binding of {@link org.paylink.records.Records} has to keep. The cases are ordered,
 * independent of each other, and remove what they added.
 */
public final class RecordsContract {
  private RecordsContract() {}

  private static void executeAndRemove(ContractCase each, RecordsBench bench) throws Exception {
    try {
      each.body().execute();
    } finally {
      bench.removeAll();
    }
  }

  /** The cases for one binding. */
  public static List<ContractCase> cases(RecordsFixture fixture) {
    RecordsBench bench = new RecordsBench(fixture);
    return Stream.of(
            new RecordsValueCases(bench).cases(),
            new RecordsQueryCases(bench).cases(),
            new RecordsUnitCases(bench).cases(),
            new RecordsConflictCases(bench).cases())
        .flatMap(List::stream)
        .map(each -> new ContractCase(each.name(), () -> executeAndRemove(each, bench)))
        .toList();
  }
}
