package org.paylink.embedded.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.money.Money;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Credit notes that stand against money paid back; they are used up as they are made. */
final class CreditNotes {
  private final Unit unit;
  private final Instant now;

  CreditNotes(Unit unit, Instant now) {
    this.unit = unit;
    this.now = now;
  }

  /** Makes one for the customer of the original payment, and answers its id. */
  String make(PayBackRequest request, Row original, Money amount) {
    // Invoices and payments are numbered apart, so the repayment's id is free among invoices.
    String id = request.paymentId();
    Map<String, Object> fields = new HashMap<>();
    fields.put("invoiceId", id);
    fields.put("invoiceTypeId", Words.CREDIT_NOTE);
    fields.put("statusId", Words.INVOICE_PAID);
    fields.put("organizationPartyId", original.text("partyIdTo"));
    fields.put("otherPartyId", original.optionalText("partyIdFrom").orElse(null));
    fields.put("invoiceTotal", amount.major());
    fields.put("currencyUomId", amount.currency());
    fields.put("description", "Credit note for " + request.subject().id());
    fields.put("entryDate", now);
    unit.insert("SampleInvoice", fields);
    return id;
  }

  /** Cancels one whose repayment did not happen. */
  void cancel(String id) {
    unit.update(
        "SampleInvoice", Map.of("invoiceId", id), Map.of("statusId", Words.INVOICE_CANCELLED));
  }
}
