package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.accounting.util.UtilAccounting
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.order.order.OrderReadHelper
import org.paylink.host.Document
import org.paylink.link.Subject
import org.paylink.money.Currencies

/** Sales orders of the host. */
@CompileStatic
final class OfbizOrders {
  static final Set<String> DEAD = ['ORDER_CANCELLED', 'ORDER_REJECTED'].toSet().asImmutable()
  /** Kinds of return that lower what the customer owes; a replacement does not. */
  private static final List<String> LOWERING_RETURNS = [
    'RTN_REFUND', 'RTN_REFUND_IMMEDIATE', 'RTN_CREDIT'].asImmutable()

  private final Delegator delegator
  private final OfbizInvoices invoices

  OfbizOrders(Delegator delegator, OfbizInvoices invoices) {
    this.delegator = delegator
    this.invoices = invoices
  }

  /** The sales order with this id, or null. */
  GenericValue salesOrder(String orderId) {
    GenericValue order = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderHeader').where([orderId: orderId] as Map<String, Object>).queryOne()
    }
    return order?.getString('orderTypeId') == 'SALES_ORDER' ? order : null
  }

  /** Who is paid: the store's payee, else who bills; null when the order names neither or is none. */
  String organization(GenericValue order) {
    return order == null ? null : store(order)?.getString('payToPartyId') ?: role(order, 'BILL_FROM_VENDOR')
  }

  /** Who pays: who is billed, else who placed the order; null when the order names neither. */
  String payer(GenericValue order) {
    return role(order, 'BILL_TO_CUSTOMER') ?: role(order, 'PLACING_CUSTOMER')
  }

  GenericValue store(GenericValue order) {
    String storeId = order.getString('productStoreId')
    return storeId == null ? null : OfbizServices.reading {
      EntityQuery.use(delegator).from('ProductStore')
        .where([productStoreId: storeId] as Map<String, Object>).queryOne()
    }
  }

  Optional<Document> document(Subject subject) {
    GenericValue order = salesOrder(subject.id())
    if (order == null || organization(order) != subject.organizationPartyId()) {
      return Optional.empty()
    }
    String currency = order.getString('currencyUom')
    if (currency == null || !Currencies.isKnown(currency)) {
      return Optional.empty()
    }
    BigDecimal open = open(order)
    return Optional.of(new Document(subject, subject.id(), purpose(order),
      store(order)?.getString('companyName') ?: OfbizParties.name(delegator, subject.organizationPartyId()),
      Optional.ofNullable(payer(order)), OfbizAmounts.money(currency, total(order)),
      OfbizAmounts.money(currency, open), state(order, currency, open))
      .inStore(Optional.ofNullable(order.getString('productStoreId'))))
  }

  BigDecimal total(GenericValue order) {
    return order.getBigDecimal('grandTotal') ?: new OrderReadHelper(order).getOrderGrandTotal()
  }

  /** What is still to be paid, never negative: the total, less what was returned, less what was received. */
  BigDecimal open(GenericValue order) {
    OrderReadHelper helper = new OrderReadHelper(order)
    BigDecimal returned = OfbizAmounts.sum(LOWERING_RETURNS.collect { String type ->
      helper.getOrderReturnedTotalByTypeBd(type, false)
    })
    return total(order).subtract(returned).subtract(received(order.getString('orderId'))).max(BigDecimal.ZERO)
  }

  /** Sales invoices that bill the order and are neither cancelled nor written off, oldest first. */
  List<GenericValue> liveInvoices(String orderId) {
    List<GenericValue> live = invoiceIds(orderId).collect { String id -> invoices.salesInvoice(id) }
      .findAll { GenericValue invoice -> invoice != null && !(invoice.getString('statusId') in OfbizInvoices.DEAD) }
    return live.sort(false) { GenericValue one, GenericValue other ->
      long oneTime = one.getTimestamp('invoiceDate')?.time ?: 0L
      long otherTime = other.getTimestamp('invoiceDate')?.time ?: 0L
      oneTime <=> otherTime ?: one.getString('invoiceId') <=> other.getString('invoiceId')
    }
  }

  List<String> invoiceIds(String orderId) {
    List<GenericValue> billings = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderItemBilling')
        .where([orderId: orderId] as Map<String, Object>).orderBy('invoiceId').queryList()
    }
    return billings.collect { GenericValue billing -> billing.getString('invoiceId') }.unique()
  }

  /** The orders an invoice bills, in the order of their ids. */
  List<String> billedBy(String invoiceId) {
    List<GenericValue> billings = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderItemBilling')
        .where([invoiceId: invoiceId] as Map<String, Object>).orderBy('orderId').queryList()
    }
    return billings.collect { GenericValue billing -> billing.getString('orderId') }.unique()
  }

  /** Payments made by way of the order's payment preferences, in the order they were stored. */
  List<GenericValue> payments(String orderId) {
    List<GenericValue> preferences = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderPaymentPreference')
        .where([orderId: orderId] as Map<String, Object>).queryList()
    }
    if (preferences.isEmpty()) {
      return []
    }
    List<String> ids = preferences.collect { GenericValue preference ->
      preference.getString('orderPaymentPreferenceId')
    }
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment')
        .where(EntityCondition.makeCondition('paymentPreferenceId', EntityOperator.IN, ids))
        .orderBy('createdStamp', 'paymentId').queryList()
    }
  }

  /** Money the customer paid for the order, less what was paid back. */
  private BigDecimal received(String orderId) {
    return received(orderId, payments(orderId), payments(orderId))
  }

  /** The same without the payment and those of the order's that were stored after it. */
  BigDecimal receivedBefore(String orderId, GenericValue payment) {
    List<GenericValue> all = payments(orderId)
    List<String> ids = all.collect { GenericValue it -> it.getString('paymentId') }
    int index = ids.indexOf(payment.getString('paymentId'))
    return received(orderId, index < 0 ? all : all.subList(0, index), all)
  }

  /**
   * Payments of the order's preferences as far as they are not applied to a stranger's invoice, and payments that are
   * not the order's own as far as they are applied to its invoices.
   */
  private BigDecimal received(String orderId, List<GenericValue> counted, List<GenericValue> own) {
    List<String> ownInvoices = invoiceIds(orderId)
    Set<String> ownPayments = own.collect { GenericValue it -> it.getString('paymentId') }.toSet()
    BigDecimal total = BigDecimal.ZERO
    for (GenericValue payment : counted.findAll { GenericValue it -> OfbizInvoices.hasMoved(it) }) {
      BigDecimal amount = payment.getBigDecimal('amount')
      total = OfbizServices.reading { UtilAccounting.isReceipt(payment) } ?
        total.add(amount).subtract(usedElsewhere(payment.getString('paymentId'), ownInvoices, ownPayments)) :
        total.subtract(amount)
    }
    for (String invoiceId : ownInvoices) {
      total = total.add(OfbizAmounts.sum(invoices.applications(invoiceId)
        .findAll { GenericValue it ->
          OfbizInvoices.hasMoved(it) && !(it.getString('paymentId') in ownPayments)
        }
        .collect { GenericValue it -> it.getBigDecimal('amountApplied') }))
    }
    return total
  }

  /** How much of a payment is applied to other documents' invoices or was paid back by payments not of the order. */
  private BigDecimal usedElsewhere(String paymentId, List<String> ownInvoices, Set<String> ownPayments) {
    List<GenericValue> applications = OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication').where(EntityCondition.makeCondition(
        [EntityCondition.makeCondition('paymentId', paymentId),
        EntityCondition.makeCondition('toPaymentId', paymentId)], EntityOperator.OR)).queryList()
    }
    return OfbizAmounts.sum(applications.findAll { GenericValue application ->
      String invoiceId = application.getString('invoiceId')
      String other = application.getString('paymentId') == paymentId ?
        application.getString('toPaymentId') : application.getString('paymentId')
      invoiceId != null ? !(invoiceId in ownInvoices) : other != null && !(other in ownPayments) && hasMoved(other)
    }.collect { GenericValue application -> application.getBigDecimal('amountApplied') })
  }

  private boolean hasMoved(String paymentId) {
    GenericValue payment = OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment').where([paymentId: paymentId] as Map<String, Object>).queryOne()
    }
    return payment != null && OfbizInvoices.hasMoved(payment)
  }

  private String role(GenericValue order, String roleTypeId) {
    GenericValue role = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderRole')
        .where([orderId: order.getString('orderId'), roleTypeId: roleTypeId] as Map<String, Object>)
        .orderBy('partyId').queryFirst()
    }
    return role?.getString('partyId')
  }

  private static Document.State state(GenericValue order, String currency, BigDecimal open) {
    if (order.getString('statusId') in DEAD) {
      return Document.State.NOT_PAYABLE
    }
    if (open.signum() == 0) {
      return Document.State.PAID
    }
    return OfbizAmounts.isExact(currency, open) ? Document.State.PAYABLE : Document.State.NOT_PAYABLE
  }

  private String purpose(GenericValue order) {
    List<GenericValue> items = OfbizServices.reading {
      EntityQuery.use(delegator).from('OrderItem')
        .where([orderId: order.getString('orderId')] as Map<String, Object>)
        .orderBy('orderItemSeqId').queryList()
    }
    String text = order.getString('orderName') ?: items
      .findAll { GenericValue item ->
        item.getString('statusId') != 'ITEM_CANCELLED' && item.getString('itemDescription')
      }
      .collect { GenericValue item -> item.getString('itemDescription') }.unique().join(', ')
    return OfbizAmounts.shortened(text ?: order.getString('orderId'), 250)
  }
}
