package org.paylink.proof;

import java.util.concurrent.atomic.AtomicBoolean;
import org.paylink.records.ConflictException;
import org.paylink.records.Records;

/** Records in which every unit meets a conflict at its end, is rolled back, and is run again. */
record ConflictingRecords(Records records) implements Records {
  @Override
  public <T> T unit(Work<T> work) {
    AtomicBoolean met = new AtomicBoolean();
    return records.unit(
        unit -> {
          T answer = work.in(unit);
          if (met.compareAndSet(false, true)) {
            throw new ConflictException("a conflict on purpose", null);
          }
          return answer;
        });
  }

  @Override
  public boolean inTransaction() {
    return records.inTransaction();
  }
}
