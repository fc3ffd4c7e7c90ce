package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger
import org.paylink.money.Money

/** What the host holds under a payment's id. */
@CompileStatic
final class OfbizPayments {
  private final Delegator delegator
  private final OfbizOrders orders

  OfbizPayments(Delegator delegator, OfbizOrders orders) {
    this.delegator = delegator
    this.orders = orders
  }

  /** The payment, or null. */
  GenericValue find(String paymentId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment').where([paymentId: paymentId] as Map<String, Object>).queryOne()
    }
  }

  /**
   * What of the payment is in the books. One that was voided, cancelled or set back holds nothing. A payment by way of
   * an order's preference is applied to the order as far as the order had room for it, before there is an invoice too.
   */
  Ledger.Posted posted(GenericValue payment) {
    String paymentId = payment.getString('paymentId')
    String currency = payment.getString('currencyUomId')
    if (!OfbizInvoices.hasMoved(payment)) {
      return new Ledger.Posted(paymentId, Money.zero(currency), Money.zero(currency), [])
    }
    List<GenericValue> applications = applications(paymentId)
    BigDecimal applied = OfbizPayments.applied(applications)
    List<String> appliedTo = applications.collect { GenericValue it -> it.getString('invoiceId') }
    String orderId = orderId(payment)
    BigDecimal toOrder = orderId == null ? BigDecimal.ZERO :
      room(orderId, payment).min(payment.getBigDecimal('amount').subtract(paidBack(paymentId))).subtract(applied)
    if (toOrder.signum() > 0 || (orderId != null && orders.invoiceIds(orderId).any { String it -> it in appliedTo })) {
      appliedTo = [orderId] + appliedTo
    }
    return new Ledger.Posted(paymentId, OfbizAmounts.money(currency, payment.getBigDecimal('amount')),
      OfbizAmounts.money(currency, applied.add(toOrder.max(BigDecimal.ZERO))), appliedTo)
  }

  /** How much of what the payment is not applied to was paid back. */
  BigDecimal paidBack(String paymentId) {
    List<GenericValue> between = OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication').where(EntityCondition.makeCondition(
        [EntityCondition.makeCondition('paymentId', paymentId),
        EntityCondition.makeCondition('toPaymentId', paymentId)], EntityOperator.OR)).queryList()
    }
    return OfbizAmounts.sum(between.findAll { GenericValue it ->
      String other = it.getString('paymentId') == paymentId ? it.getString('toPaymentId') : it.getString('paymentId')
      other != null && OfbizInvoices.hasMoved(find(other))
    }.collect { GenericValue it -> it.getBigDecimal('amountApplied') })
  }

  /** How much of the payment is applied to invoices. */
  BigDecimal appliedToInvoices(String paymentId) {
    return applied(applications(paymentId))
  }

  /** How much of the payment the order's total has room for, after the order's earlier payments. */
  private BigDecimal room(String orderId, GenericValue payment) {
    GenericValue order = orders.salesOrder(orderId)
    if (order == null) {
      return BigDecimal.ZERO
    }
    BigDecimal room = orders.total(order).subtract(orders.receivedBefore(orderId, payment)).max(BigDecimal.ZERO)
    return room.min(payment.getBigDecimal('amount'))
  }

  /** The payment's applications to invoices, the oldest first. */
  List<GenericValue> applications(String paymentId) {
    List<GenericValue> all = OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication').where([paymentId: paymentId] as Map<String, Object>)
        .orderBy('paymentApplicationId').queryList()
    }
    return all.findAll { GenericValue it -> it.getString('invoiceId') != null }
  }

  /** The order that the payment was made for, or null. */
  String orderId(GenericValue payment) {
    String preferenceId = payment.getString('paymentPreferenceId')
    return preferenceId == null ? null : OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderPaymentPreference')
        .where([orderPaymentPreferenceId: preferenceId] as Map<String, Object>).queryOne()
    }?.getString('orderId')
  }

  private static BigDecimal applied(List<GenericValue> applications) {
    return OfbizAmounts.sum(applications.collect { GenericValue it -> it.getBigDecimal('amountApplied') })
  }
}
