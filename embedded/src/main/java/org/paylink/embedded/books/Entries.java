package org.paylink.embedded.books;

import java.util.List;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** General ledger entries. */
final class Entries {
  private Entries() {}

  /** The entries of a payment and of its applications, the oldest first. */
  static List<Row> of(Unit unit, String paymentId) {
    return unit.list(Query.from("BookEntry").equal("paymentId", paymentId).orderBy("entrySeqId"));
  }
}
