package org.paylink.proof;

import java.util.function.Consumer;
import org.paylink.records.Records;

/** Records that tell when a commit is about to be made and when it has been made. */
record StepRecords(Records records, Consumer<String> step) implements Records {
  @Override
  public <T> T unit(Work<T> work) {
    T answer =
        records.unit(
            unit -> {
              T result = work.in(unit);
              step.accept("before a commit");
              return result;
            });
    step.accept("after a commit");
    return answer;
  }

  @Override
  public boolean inTransaction() {
    return records.inTransaction();
  }
}
