package org.paylink.settlement;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.records.Unit;

/** The rows that say whether a receipt is in the host's ledger. */
final class Postings {
  private Postings() {}

  static Optional<PaymentPosting> read(Unit unit, ReceiptKey key) {
    return unit.find(PaymentPosting.ENTITY, key.fields()).flatMap(PaymentPosting::of);
  }

  /** The posting of a receipt, if it still waits. */
  static Optional<PaymentPosting> waiting(Unit unit, ReceiptKey key) {
    return read(unit, key).filter(posting -> posting.state() == PostingState.PENDING);
  }

  /**
   * Notes that a posting is in the ledger. The caller holds its subject's lock, and read it under
   * that.
   *
   * @param facts what the ledger said of it
   */
  static void storePosted(
      Unit unit, PaymentPosting posting, Map<String, Object> facts, Instant now) {
    Map<String, Object> expected = new HashMap<>(posting.key().fields());
    expected.put("state", PostingState.PENDING.name());
    Map<String, Object> changes = new HashMap<>(facts);
    changes.put("state", PostingState.POSTED.name());
    changes.put("postedAt", now);
    changes.put("dueAt", null);
    changes.put("lastError", null);
    if (unit.update(PaymentPosting.ENTITY, expected, changes) != 1) {
      throw new IllegalStateException("posting changed without its subject's lock");
    }
  }
}
