package org.paylink.embedded.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Ledger.PostingRequest;
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
      Map<String, Object> others) {

    /** A receipt of a link, of whom the document says. */
    static Receipt of(PostingRequest request, Document document) {
      Map<String, Object> others = new HashMap<>();
      others.put("paymentMethodId", request.paymentMethodId().orElse(null));
      others.put("paymentMethodTypeId", methodType(request));
      others.put("paymentLinkId", request.linkId());
      others.put("paymentAttemptId", request.attemptId().orElse(null));
      return new Receipt(
          request.paymentId(),
          document.payerPartyId(),
          request.subject().organizationPartyId(),
          request.amount(),
          request.occurredAt(),
          request.externalRef(),
          others);
    }

    /** As the host calls it. */
    private static String methodType(PostingRequest request) {
      if (request.byHand().isEmpty()) {
        return "EXT_PAYLINK";
      }
      return switch (request.byHand().get()) {
        case CASH -> "CASH";
        case BANK_TRANSFER -> "EFT_ACCOUNT";
        case CHEQUE -> "COMPANY_CHECK";
        case OTHER -> "EXT_OFFLINE";
      };
    }
  }

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

  /** Applies what went back and came again to what it had paid, as far as that is still open. */
  void applyAgain(Row payment, Money amount, String subjectId) {
    Map<String, Object> key = Balances.paymentKey(payment.text("paymentId"));
    Optional<Row> preference = unit.find("BookPreference", key);
    if (preference.isPresent()) {
      Row order = unit.find("SampleOrder", Map.of("orderId", subjectId)).orElseThrow();
      Money meant =
          Money.ofMajor(amount.currency(), preference.get().decimal("maxAmount").orElseThrow());
      Money again = amount.min(balances.openOrder(order));
      unit.update("BookPreference", key, Map.of("maxAmount", meant.plus(again).major()));
      for (Row invoice : balances.invoices(subjectId)) {
        applyAtMost(payment, invoice, meant.plus(again).minus(balances.applied(payment)));
      }
    } else {
      unit.find("SampleInvoice", Map.of("invoiceId", subjectId))
          .ifPresent(invoice -> applyAtMost(payment, invoice, amount));
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
    store(paymentId, invoiceId, applied);
    transfer(paymentId, Optional.of(invoiceId), applied, unapplied, receivable);
    if (balances.open(invoice).isZero()) {
      unit.update(
          "SampleInvoice", Map.of("invoiceId", invoiceId), Map.of("statusId", Words.INVOICE_PAID));
    }
  }

  /** A payment that settled an invoice before, and does so again, has one application to it. */
  private void store(String paymentId, String invoiceId, Money applied) {
    Map<String, Object> key = Map.of("paymentId", paymentId, "invoiceId", invoiceId);
    Optional<Row> before = unit.find("BookApplication", key);
    if (before.isPresent()) {
      Money held =
          Money.ofMajor(applied.currency(), before.get().decimal("amountApplied").orElseThrow());
      unit.update("BookApplication", key, Map.of("amountApplied", held.plus(applied).major()));
    } else {
      Map<String, Object> row = new HashMap<>(key);
      row.put("amountApplied", applied.major());
      unit.insert("BookApplication", row);
    }
  }

  private void transfer(
      String paymentId, Optional<String> invoiceId, Money amount, String debit, String credit) {
    String organization = payment(paymentId).text("partyIdTo");
    Entries.transfer(
        unit, new Entries.Transfer(paymentId, organization, invoiceId, amount, debit, credit));
  }

  private Row payment(String paymentId) {
    return unit.find("BookPayment", Balances.paymentKey(paymentId)).orElseThrow();
  }

  private static Money amount(Row payment) {
    return payment.money("amount", "currencyUomId");
  }
}
