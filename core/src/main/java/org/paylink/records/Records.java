package org.paylink.records;

/**
 * The host's database, seen as tables with keys. All that Paylink stores goes through here, so that
 * one contract test proves every binding. Entities and fields are those of {@code
 * entitydef/entitymodel.xml}.
 */
public interface Records {

  /**
   * Runs the work in one transaction and commits it. When the database reports a conflict
   * (deadlock, serialization failure, duplicate key) the transaction is rolled back and the
   * <em>whole</em> work is run again, a bounded number of times; so the work must have no effect
   * outside the unit. Any exception the work throws rolls back and is passed on as it is.
   *
   * <p>A unit is always a transaction of its own: one that the caller's thread already has open is
   * suspended meanwhile. Units don't nest.
   *
   * @throws org.paylink.problem.PaylinkException DATABASE_UNAVAILABLE when the database can't be
   *     reached or conflicts do not end
   * @throws IllegalStateException when called from within a unit of the same binding
   */
  <T> T unit(Work<T> work);

  /**
   * Whether the calling thread has a transaction open, ours or the host's. Gateways are never
   * called then.
   */
  boolean inTransaction();

  /** {@link #unit(Work)} without an answer. */
  default void run(Action action) {
    unit(
        unit -> {
          action.in(unit);
          return null;
        });
  }

  /** What happens within one unit. */
  @FunctionalInterface
  interface Work<T> {
    /** Does the work. May be called several times; each time starts from committed data. */
    T in(Unit unit);
  }

  /** What happens within one unit, without an answer. */
  @FunctionalInterface
  interface Action {
    /** Does the work. May be called several times; each time starts from committed data. */
    void in(Unit unit);
  }
}
