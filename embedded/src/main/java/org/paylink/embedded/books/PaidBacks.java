package org.paylink.embedded.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Money that went back to customers. What a payment is not applied to goes back first; beyond that
 * either a credit note stands against it, or what it had paid is open again, the newest first.
 */
final class PaidBacks {
  private static final String PAYMENT = "BookPayment";

  private final Unit unit;
  private final Balances balances;
  private final Instant now;

  PaidBacks(Unit unit, Instant now) {
    this.unit = unit;
    this.balances = new Balances(unit);
    this.now = now;
  }

  /** What is there under the id of a repayment. */
  Optional<PaidBack> find(String paymentId) {
    return unit.find(PAYMENT, Balances.paymentKey(paymentId))
        .map(
            row ->
                new PaidBack(paymentId, amount(row), row.optionalText("creditNoteId"), List.of()));
  }

  /** How much of a payment has not gone back. */
  Money left(Row original) {
    return refunds(original).stream().map(PaidBacks::amount).reduce(amount(original), Money::minus);
  }

  /** Books it; the amount is at most what is left. */
  PaidBack book(PayBackRequest request, Row original) {
    Money nothing = Money.zero(request.amount().currency());
    Money beyond = request.amount().minus(unapplied(original));
    Money applied = balances.applied(original).min(beyond.isPositive() ? beyond : nothing);
    Money credited = request.treatment() == Treatment.CREDIT_NOTE ? applied : nothing;
    Money released = beyond.minus(credited);
    Optional<String> note =
        credited.isPositive()
            ? Optional.of(new CreditNotes(unit, now).make(request, original, credited))
            : Optional.empty();
    insert(request, original, note, credited, released.isPositive() ? released : nothing);
    List<String> reopened = new ArrayList<>();
    if (released.isPositive()) {
      release(original, released, reopened);
    }
    enter(request, original, note, credited);
    return new PaidBack(request.paymentId(), request.amount(), note, List.copyOf(reopened));
  }

  /** Takes a repayment back: it is void, and what it had opened is settled again. */
  void reverse(Row refund) {
    String refundId = refund.text("paymentId");
    unit.update(PAYMENT, Balances.paymentKey(refundId), Map.of("statusId", Words.PMNT_VOID));
    Entries.bookBack(unit, refundId);
    refund.optionalText("creditNoteId").ifPresent(new CreditNotes(unit, now)::cancel);
    Money released = money(refund, "releasedAmount");
    if (released.isPositive()) {
      Row original =
          unit.find(PAYMENT, Balances.paymentKey(refund.text("refundOfPaymentId"))).orElseThrow();
      new Receipts(unit, now).applyAgain(original, released, refund.text("releasedOf"));
    }
  }

  private List<Row> refunds(Row original) {
    return unit
        .list(Query.from(PAYMENT).equal("refundOfPaymentId", original.text("paymentId")))
        .stream()
        .filter(row -> !row.text("statusId").equals(Words.PMNT_VOID))
        .toList();
  }

  /** What of a payment is meant for nothing, and hasn't gone back. */
  private Money unapplied(Row original) {
    Money gone =
        refunds(original).stream()
            .map(row -> amount(row).minus(money(row, "creditedAmount")))
            .reduce(Money.zero(original.text("currencyUomId")), Money::plus);
    Money unapplied = amount(original).minus(committed(original)).minus(gone);
    // People of the host may have paid back what was meant for an order.
    return unapplied.isPositive() ? unapplied : Money.zero(unapplied.currency());
  }

  private Money committed(Row original) {
    Optional<Row> preference = preference(original);
    return preference.isPresent()
        ? Money.ofMajor(
            original.text("currencyUomId"), preference.get().decimal("maxAmount").orElseThrow())
        : balances.applied(original);
  }

  private Optional<Row> preference(Row original) {
    return unit.find("BookPreference", Balances.paymentKey(original.text("paymentId")))
        .filter(row -> row.text("statusId").equals(Words.PAYMENT_RECEIVED));
  }

  private void release(Row original, Money amount, List<String> reopened) {
    String currency = amount.currency();
    Optional<Row> preference = preference(original);
    if (preference.isPresent()) {
      Money meant = Money.ofMajor(currency, preference.get().decimal("maxAmount").orElseThrow());
      Money kept = meant.minus(amount);
      unit.update(
          "BookPreference",
          Balances.paymentKey(original.text("paymentId")),
          Map.of("maxAmount", kept.major()));
      reopened.add(preference.get().text("orderId"));
      releaseInvoices(original, balances.applied(original).minus(kept), reopened);
    } else {
      releaseInvoices(original, amount, reopened);
    }
  }

  private void releaseInvoices(Row original, Money amount, List<String> reopened) {
    List<Row> applications =
        new ArrayList<>(balances.applications("paymentId", original.text("paymentId")));
    java.util.Collections.reverse(applications);
    Money rest = amount;
    for (Row application : applications) {
      Money held =
          Money.ofMajor(rest.currency(), application.decimal("amountApplied").orElseThrow());
      Money taken = held.min(rest);
      if (taken.isPositive()) {
        String invoiceId = application.text("invoiceId");
        unit.update(
            "BookApplication",
            Map.of("paymentId", original.text("paymentId"), "invoiceId", invoiceId),
            Map.of("amountApplied", held.minus(taken).major()));
        unit.update(
            "SampleInvoice",
            Map.of("invoiceId", invoiceId, "statusId", Words.INVOICE_PAID),
            Map.of("statusId", Words.INVOICE_READY));
        transfer(
            original,
            Optional.of(invoiceId),
            taken,
            GlAccountType.RECEIVABLE,
            GlAccountType.UNAPPLIED);
        reopened.add(invoiceId);
        rest = rest.minus(taken);
      }
    }
  }

  private void insert(
      PayBackRequest request, Row original, Optional<String> note, Money credited, Money released) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("paymentId", request.paymentId());
    fields.put("paymentTypeId", Words.CUSTOMER_REFUND);
    fields.put("statusId", Words.PMNT_SENT);
    fields.put("partyIdFrom", original.text("partyIdTo"));
    fields.put("partyIdTo", original.optionalText("partyIdFrom").orElse(null));
    fields.put("amount", request.amount().major());
    fields.put("currencyUomId", request.amount().currency());
    fields.put("effectiveDate", request.occurredAt());
    fields.put("paymentRefNum", request.externalRef());
    fields.put("paymentMethodId", request.paymentMethodId().orElse(null));
    fields.put("paymentMethodTypeId", "EXT_PAYLINK");
    fields.put("refundOfPaymentId", request.originalPaymentId());
    fields.put("paymentLinkId", request.linkId());
    fields.put("creditNoteId", note.orElse(null));
    fields.put("creditedAmount", credited.major());
    fields.put("releasedAmount", released.major());
    fields.put("releasedOf", request.subject().id());
    unit.insert(PAYMENT, fields);
  }

  private void enter(PayBackRequest request, Row original, Optional<String> note, Money credited) {
    Row refund = unit.find(PAYMENT, Balances.paymentKey(request.paymentId())).orElseThrow();
    transfer(
        refund,
        Optional.empty(),
        request.amount(),
        GlAccountType.UNAPPLIED,
        GlAccountType.CLEARING,
        original.text("partyIdTo"));
    if (note.isPresent()) {
      String organization = original.text("partyIdTo");
      transfer(
          refund, note, credited, GlAccountType.RETURNS, GlAccountType.RECEIVABLE, organization);
      transfer(
          refund, note, credited, GlAccountType.RECEIVABLE, GlAccountType.UNAPPLIED, organization);
    }
  }

  private void transfer(
      Row original,
      Optional<String> invoiceId,
      Money amount,
      GlAccountType debit,
      GlAccountType credit) {
    transfer(original, invoiceId, amount, debit, credit, original.text("partyIdTo"));
  }

  private void transfer(
      Row payment,
      Optional<String> invoiceId,
      Money amount,
      GlAccountType debit,
      GlAccountType credit,
      String organization) {
    Entries.transfer(
        unit,
        new Entries.Transfer(
            payment.text("paymentId"),
            organization,
            invoiceId,
            amount,
            debit.account(unit, organization),
            credit.account(unit, organization)));
  }

  private static Money amount(Row payment) {
    return payment.money("amount", "currencyUomId");
  }

  private static Money money(Row row, String field) {
    return Money.ofMajor(row.text("currencyUomId"), row.decimal(field).orElse(BigDecimal.ZERO));
  }
}
