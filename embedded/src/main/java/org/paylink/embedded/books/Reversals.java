package org.paylink.embedded.books;

import java.math.BigDecimal;
import java.util.Map;
import org.paylink.host.Ledger.Reversible;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Takes payments back as if they had not come; what was booked stays, and is booked back. */
final class Reversals {
  private final Unit unit;
  private final Balances balances;

  Reversals(Unit unit) {
    this.unit = unit;
    this.balances = new Balances(unit);
  }

  Reversible reversible(String paymentId) {
    Row payment = unit.find("BookPayment", Balances.paymentKey(paymentId)).orElse(null);
    if (payment == null || payment.text("statusId").equals(Words.PMNT_VOID)) {
      return Reversible.ALREADY;
    }
    boolean refunded =
        unit.list(Query.from("BookPayment").equal("refundOfPaymentId", paymentId)).stream()
            .anyMatch(refund -> !refund.text("statusId").equals(Words.PMNT_VOID));
    if (refunded) {
      return Reversible.REFUNDED;
    }
    return payment.text("statusId").equals(Words.PMNT_CONFIRMED)
        ? Reversible.FIXED
        : Reversible.YES;
  }

  void reverse(String paymentId) {
    for (Row application : balances.applications("paymentId", paymentId)) {
      release(application);
    }
    unit.find("BookPreference", Balances.paymentKey(paymentId))
        .ifPresent(
            preference ->
                unit.update(
                    "BookPreference",
                    Balances.paymentKey(paymentId),
                    Map.of("statusId", Words.PAYMENT_CANCELLED)));
    unit.update("BookPayment", Balances.paymentKey(paymentId), Map.of("statusId", Words.PMNT_VOID));
    Entries.bookBack(unit, paymentId);
  }

  private void release(Row application) {
    String invoiceId = application.text("invoiceId");
    unit.update(
        "BookApplication",
        Map.of("paymentId", application.text("paymentId"), "invoiceId", invoiceId),
        Map.of("amountApplied", BigDecimal.ZERO));
    Row invoice = unit.find("SampleInvoice", Map.of("invoiceId", invoiceId)).orElseThrow();
    Money open = balances.open(invoice);
    if (open.isPositive()) {
      unit.update(
          "SampleInvoice",
          Map.of("invoiceId", invoiceId, "statusId", Words.INVOICE_PAID),
          Map.of("statusId", Words.INVOICE_READY));
    }
  }
}
