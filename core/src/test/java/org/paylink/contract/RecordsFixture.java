package org.paylink.contract;

import org.paylink.records.Records;

/** What a host gives to have its {@link Records} proven. The database may hold other data. */
public interface RecordsFixture {
  /** The binding. */
  Records records();

  /**
   * Begins a transaction of the host's own on this thread, does the body in it, and rolls it back.
   *
   * @return false, without doing the body, on a host that has no transactions but the units
   */
  default boolean withinHostTransaction(ContractCase.Body body) throws Exception {
    return false;
  }
}
