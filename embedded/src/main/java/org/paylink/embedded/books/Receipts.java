package org.paylink.embedded.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Money received from customers: payment, general ledger entries, what it is applied to. A payment
 * is booked as clearing against unapplied; what an invoice takes in goes from unapplied to
 * receivable.
 */
final class Receipts {
  private final Unit unit;
  private final Balances balances;
  private final Instant now;

  Receipts(Unit unit, Instant now) {
    this.unit = unit;
    this.balances = new Balances(unit);
    this.now = now;
  }

  /**
   * One payment to be booked.
   *
   * @param paymentId its id, not used before
   * @param payer the customer
   * @param payee the organization
   * @param amount in the organization's currency
   * @param occurredAt when it was received
   * @param reference the reference of whoever brought it
   * @param others further fields of the payment, by name
   */
  record Receipt(
      String paymentId,
      Optional<String> payer,
      String payee,
      Money amount,
      Instant occurredAt,
      String reference,
      Map<String, Object> others) {}

  /** Books a payment, unapplied. */
  void book(Receipt receipt) {
    String clearing = GlAccountType.CLEARING.account(unit, receipt.payee());
    String unapplied = GlAccountType.UNAPPLIED.account(unit, receipt.payee());
    Map<String, Object> fields = new HashMap<>(receipt.others());
    fields.put("paymentId", receipt.paymentId());
    fields.put("paymentTypeId", Words.CUSTOMER_PAYMENT);
    fields.put("statusId", Words.PMNT_RECEIVED);
    fields.put("partyIdFrom", receipt.payer().orElse(null));
    fields.put("partyIdTo", receipt.payee());
    fields.put("amount", receipt.amount().major());
    fields.put("currencyUomId", receipt.amount().currency());
    fields.put("effectiveDate", receipt.occurredAt());
    fields.put("paymentRefNum", receipt.reference());
    unit.insert("BookPayment", fields);
    transfer(receipt.paymentId(), Optional.empty(), receipt.amount(), clearing, unapplied);
  }

  /** Applies what is not applied of a payment to what is open of its document. */
  void apply(String paymentId, Subject subject, Row document, boolean approves) {
    switch (subject.type()) {
      case ORDER -> applyToOrder(payment(paymentId), document, approves);
      case INVOICE -> applyToInvoice(payment(paymentId), document);
      case PARTY -> throw new IllegalArgumentException("on account nothing is applied");
    }
  }

  /** Applies what orders' payments hold for a new invoice of the order. */
  void applyPreferences(String orderId, Row invoice) {
    for (Row preference : balances.preferences(orderId)) {
      Row payment = payment(preference.text("paymentId"));
      Money meant =
          Money.ofMajor(
              payment.text("currencyUomId"), preference.decimal("maxAmount").orElseThrow());
      applyAtMost(payment, invoice, meant.minus(balances.applied(payment)));
    }
  }

  private void applyToOrder(Row payment, Row order, boolean approves) {
    Money taken = amount(payment).min(balances.openOrder(order));
    if (!taken.isPositive()) {
      return;
    }
    String orderId = order.text("orderId");
    unit.insert(
        "BookPreference",
        Map.of(
            "paymentId",
            payment.text("paymentId"),
            "orderId",
            orderId,
            "statusId",
            Words.PAYMENT_RECEIVED,
            "maxAmount",
            taken.major(),
            "createdDate",
            now));
    for (Row invoice : balances.invoices(orderId)) {
      applyAtMost(payment, invoice, taken.minus(balances.applied(payment)));
    }
    if (approves && balances.openOrder(order).isZero()) {
      unit.update(
          "SampleOrder",
          Map.of("orderId", orderId, "statusId", Words.ORDER_CREATED),
          Map.of("statusId", Words.ORDER_APPROVED));
    }
  }

  private void applyToInvoice(Row payment, Row invoice) {
    applyAtMost(payment, invoice, amount(payment).minus(balances.applied(payment)));
  }

  private void applyAtMost(Row payment, Row invoice, Money most) {
    Money applied = most.min(balances.open(invoice));
    boolean takesPayments = invoice.text("statusId").equals(Words.INVOICE_READY);
    if (!takesPayments || !applied.isPositive()) {
      return;
    }
    String organization = payment.text("partyIdTo");
    String paymentId = payment.text("paymentId");
    String invoiceId = invoice.text("invoiceId");
    String unapplied = GlAccountType.UNAPPLIED.account(unit, organization);
    String receivable = GlAccountType.RECEIVABLE.account(unit, organization);
    unit.insert(
        "BookApplication",
        Map.of("paymentId", paymentId, "invoiceId", invoiceId, "amountApplied", applied.major()));
    transfer(paymentId, Optional.of(invoiceId), applied, unapplied, receivable);
    if (balances.open(invoice).isZero()) {
      unit.update(
          "SampleInvoice", Map.of("invoiceId", invoiceId), Map.of("statusId", Words.INVOICE_PAID));
    }
  }

  /** One posted transaction of two entries. */
  private void transfer(
      String paymentId, Optional<String> invoiceId, Money amount, String debit, String credit) {
    entry(paymentId, invoiceId, amount, debit, "D");
    entry(paymentId, invoiceId, amount, credit, "C");
  }

  private void entry(
      String paymentId, Optional<String> invoiceId, Money amount, String account, String side) {
    List<Row> before = Entries.of(unit, paymentId);
    Map<String, Object> fields = new HashMap<>();
    fields.put("paymentId", paymentId);
    fields.put("entrySeqId", before.size() + 1L);
    fields.put("invoiceId", invoiceId.orElse(null));
    fields.put("organizationPartyId", payment(paymentId).text("partyIdTo"));
    fields.put("glAccountId", account);
    fields.put("debitCreditFlag", side);
    fields.put("amount", amount.major());
    fields.put("currencyUomId", amount.currency());
    fields.put("isPosted", "Y");
    unit.insert("BookEntry", fields);
  }

  private Row payment(String paymentId) {
    return unit.find("BookPayment", Balances.paymentKey(paymentId)).orElseThrow();
  }

  private static Money amount(Row payment) {
    return payment.money("amount", "currencyUomId");
  }
}
