package org.paylink.proof;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Records;

/** Records whose database can't be reached while a test says so. */
final class SwitchableRecords implements Records {
  private final Records records;
  private final AtomicInteger unitsLeft = new AtomicInteger(Integer.MAX_VALUE);

  SwitchableRecords(Records records) {
    this.records = records;
  }

  /** The database is gone after so many more units. */
  void downAfter(int units) {
    unitsLeft.set(units);
  }

  boolean isDown() {
    return unitsLeft.get() == 0;
  }

  void up() {
    unitsLeft.set(Integer.MAX_VALUE);
  }

  @Override
  public <T> T unit(Work<T> work) {
    if (unitsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw new PaylinkException(Problem.DATABASE_UNAVAILABLE, Map.of());
    }
    return records.unit(work);
  }

  @Override
  public boolean inTransaction() {
    return records.inTransaction();
  }
}
