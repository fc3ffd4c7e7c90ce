package org.paylink.embedded.books;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** General ledger entries. */
final class Entries {
  private static final String ENTITY = "BookEntry";

  private Entries() {}

  /**
   * One posted transaction of two entries.
   *
   * @param paymentId what it belongs to
   * @param organizationPartyId whose books
   * @param invoiceId the invoice that takes part in it
   * @param amount in the organization's currency
   * @param debit the account debited
   * @param credit the account credited
   */
  record Transfer(
      String paymentId,
      String organizationPartyId,
      Optional<String> invoiceId,
      Money amount,
      String debit,
      String credit) {}

  /** The entries of a payment and of its applications, the oldest first. */
  static List<Row> of(Unit unit, String paymentId) {
    return unit.list(Query.from(ENTITY).equal("paymentId", paymentId).orderBy("entrySeqId"));
  }

  /** Books a transaction. */
  static void transfer(Unit unit, Transfer transfer) {
    long next = of(unit, transfer.paymentId()).size() + 1L;
    entry(unit, transfer, transfer.debit(), "D", next);
    entry(unit, transfer, transfer.credit(), "C", next + 1);
  }

  /** Books the only transaction of an id: whoever else does so at the same time is in conflict. */
  static void transferOnce(Unit unit, Transfer transfer) {
    entry(unit, transfer, transfer.debit(), "D", 1);
    entry(unit, transfer, transfer.credit(), "C", 2);
  }

  /** Books everything of a payment once more with debit and credit exchanged. */
  static void bookBack(Unit unit, String paymentId) {
    List<Row> entries = of(unit, paymentId);
    long next = entries.size() + 1L;
    for (Row entry : entries) {
      Map<String, Object> fields = new HashMap<>(entry.fields());
      fields.put("entrySeqId", next++);
      fields.put("debitCreditFlag", entry.text("debitCreditFlag").equals("D") ? "C" : "D");
      unit.insert(ENTITY, fields);
    }
  }

  private static void entry(
      Unit unit, Transfer transfer, String account, String side, long sequence) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("paymentId", transfer.paymentId());
    fields.put("entrySeqId", sequence);
    fields.put("invoiceId", transfer.invoiceId().orElse(null));
    fields.put("organizationPartyId", transfer.organizationPartyId());
    fields.put("glAccountId", account);
    fields.put("debitCreditFlag", side);
    fields.put("amount", transfer.amount().major());
    fields.put("currencyUomId", transfer.amount().currency());
    fields.put("isPosted", "Y");
    unit.insert(ENTITY, fields);
  }
}
