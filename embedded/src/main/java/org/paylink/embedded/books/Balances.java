package org.paylink.embedded.books;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What is paid and what is open, computed from the rows each time. */
final class Balances {
  private final Unit unit;

  Balances(Unit unit) {
    this.unit = unit;
  }

  /** What is still to be paid of an invoice; never negative. */
  Money open(Row invoice) {
    Money applied = sum(applications("invoiceId", invoice.text("invoiceId")), invoice);
    return atLeastNothing(total(invoice).minus(applied));
  }

  /**
   * What is still to be paid of an order, whether it is invoiced or not; never negative. A payment
   * meant for the order counts with what was meant; other payments with what of them is applied to
   * its invoices.
   */
  Money openOrder(Row order) {
    List<Row> preferences = preferences(order.text("orderId"));
    Set<String> counted =
        preferences.stream().map(row -> row.text("paymentId")).collect(Collectors.toSet());
    Money paid = zero(order);
    for (Row preference : preferences) {
      paid = paid.plus(amount(preference, "maxAmount", order));
    }
    for (Row invoice : invoices(order.text("orderId"))) {
      List<Row> others =
          applications("invoiceId", invoice.text("invoiceId")).stream()
              .filter(row -> !counted.contains(row.text("paymentId")))
              .toList();
      paid = paid.plus(sum(others, order));
    }
    return atLeastNothing(orderTotal(order).minus(paid));
  }

  /** How much of a payment is applied to invoices. */
  Money applied(Row payment) {
    return sum(applications("paymentId", payment.text("paymentId")), payment);
  }

  List<Row> applications(String field, String id) {
    return unit.list(Query.from("BookApplication").equal(field, id).orderBy("invoiceId")).stream()
        .filter(row -> row.decimal("amountApplied").orElse(BigDecimal.ZERO).signum() > 0)
        .toList();
  }

  /** The preferences of an order under which money was received, the oldest first. */
  List<Row> preferences(String orderId) {
    return unit.list(
        Query.from("BookPreference")
            .equal("orderId", orderId)
            .equal("statusId", Words.PAYMENT_RECEIVED)
            .orderBy("createdDate")
            .orderBy("paymentId"));
  }

  /** The invoices of an order that are not cancelled, in the order of their ids. */
  List<Row> invoices(String orderId) {
    return unit
        .list(Query.from("SampleInvoice").equal("orderId", orderId).orderBy("invoiceId"))
        .stream()
        .filter(row -> !row.text("statusId").equals(Words.INVOICE_CANCELLED))
        .toList();
  }

  static Money total(Row invoice) {
    return invoice.money("invoiceTotal", "currencyUomId");
  }

  static Money orderTotal(Row order) {
    return order.money("grandTotal", "currencyUomId");
  }

  static Map<String, Object> paymentKey(String paymentId) {
    return Map.of("paymentId", paymentId);
  }

  private static Money sum(List<Row> applications, Row ofCurrency) {
    return applications.stream()
        .map(row -> amount(row, "amountApplied", ofCurrency))
        .reduce(zero(ofCurrency), Money::plus);
  }

  private static Money amount(Row row, String field, Row ofCurrency) {
    return Money.ofMajor(
        ofCurrency.text("currencyUomId"), row.decimal(field).orElse(BigDecimal.ZERO));
  }

  private static Money zero(Row ofCurrency) {
    return Money.zero(ofCurrency.text("currencyUomId"));
  }

  private static Money atLeastNothing(Money money) {
    return money.isPositive() ? money : Money.zero(money.currency());
  }
}
