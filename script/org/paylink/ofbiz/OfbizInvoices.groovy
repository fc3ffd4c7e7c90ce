package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.accounting.invoice.InvoiceWorker
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.entity.util.EntityTypeUtil
import org.paylink.host.Document
import org.paylink.link.Subject
import org.paylink.money.Currencies

/** Sales invoices of the host. */
@CompileStatic
final class OfbizInvoices {
  private static final Set<String> MOVED = ['PMNT_RECEIVED', 'PMNT_SENT', 'PMNT_CONFIRMED'].toSet().asImmutable()
  static final Set<String> DEAD = ['INVOICE_CANCELLED', 'INVOICE_WRITEOFF'].toSet().asImmutable()

  private final Delegator delegator

  OfbizInvoices(Delegator delegator) {
    this.delegator = delegator
  }

  /** Whether the money of a payment has moved; the host itself counts one that was only announced as well. */
  static boolean hasMoved(GenericValue payment) {
    return payment.getString('statusId') in MOVED
  }

  /** The invoice to a customer with this id, or null. */
  GenericValue salesInvoice(String invoiceId) {
    GenericValue invoice = OfbizServices.reading {
      EntityQuery.use(delegator).from('Invoice').where([invoiceId: invoiceId] as Map<String, Object>).queryOne()
    }
    return invoice != null && isSales(invoice.getString('invoiceTypeId')) ? invoice : null
  }

  Optional<Document> document(Subject subject) {
    GenericValue invoice = salesInvoice(subject.id())
    if (invoice == null || invoice.getString('partyIdFrom') != subject.organizationPartyId()) {
      return Optional.empty()
    }
    String currency = invoice.getString('currencyUomId')
    if (currency == null || !Currencies.isKnown(currency)) {
      return Optional.empty()
    }
    BigDecimal total = total(invoice)
    BigDecimal open = open(invoice)
    return Optional.of(new Document(subject, subject.id(), purpose(invoice),
      OfbizParties.name(delegator, subject.organizationPartyId()),
      Optional.ofNullable(invoice.getString('partyId')),
      OfbizAmounts.money(currency, total), OfbizAmounts.money(currency, open), state(invoice, currency, open))
      .inStore(Optional.ofNullable(store(invoice))))
  }

  /** The store of the order it was made of, if it was made of one. */
  private String store(GenericValue invoice) {
    GenericValue billing = EntityQuery.use(delegator).from('OrderItemBilling')
        .where('invoiceId', invoice.getString('invoiceId')).queryFirst()
    return billing == null ? null : EntityQuery.use(delegator).from('OrderHeader')
        .where('orderId', billing.getString('orderId')).queryOne()?.getString('productStoreId')
  }

  BigDecimal total(GenericValue invoice) {
    return InvoiceWorker.getInvoiceTotal(invoice)
  }

  /**
   * What is still to be paid, never negative. Not the host's {@code getInvoiceNotApplied}: that counts payments that
   * are only announced, leaves out those dated in the future, and takes a failing database for an unpaid invoice.
   * The applications are read after the total, so that a database that failed there fails here, loudly.
   */
  BigDecimal open(GenericValue invoice) {
    if (invoice.getString('statusId') == 'INVOICE_PAID') {
      return BigDecimal.ZERO
    }
    BigDecimal total = total(invoice)
    return total.subtract(paid(invoice.getString('invoiceId'))).max(BigDecimal.ZERO)
  }

  /** Applications to the invoice, joined with their payments. */
  List<GenericValue> applications(String invoiceId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentAndApplication')
        .where([invoiceId: invoiceId] as Map<String, Object>).orderBy('paymentApplicationId').queryList()
    }
  }

  private BigDecimal paid(String invoiceId) {
    return OfbizAmounts.sum(applications(invoiceId)
      .findAll { GenericValue application -> hasMoved(application) }
      .collect { GenericValue application -> application.getBigDecimal('amountApplied') })
  }

  private boolean isSales(String invoiceTypeId) {
    return invoiceTypeId == 'SALES_INVOICE' || (invoiceTypeId != 'PURC_RTN_INVOICE' &&
      EntityTypeUtil.hasParentType(
        delegator, 'InvoiceType', 'invoiceTypeId', invoiceTypeId, 'parentTypeId', 'SALES_INVOICE'))
  }

  private static Document.State state(GenericValue invoice, String currency, BigDecimal open) {
    String status = invoice.getString('statusId')
    if (status == null || status == 'INVOICE_IN_PROCESS' || status in DEAD) {
      return Document.State.NOT_PAYABLE
    }
    if (open.signum() == 0) {
      return Document.State.PAID
    }
    return OfbizAmounts.isExact(currency, open) ? Document.State.PAYABLE : Document.State.NOT_PAYABLE
  }

  private String purpose(GenericValue invoice) {
    List<GenericValue> items = OfbizServices.reading {
      EntityQuery.use(delegator).from('InvoiceItem')
        .where([invoiceId: invoice.getString('invoiceId')] as Map<String, Object>)
        .orderBy('invoiceItemSeqId').queryList()
    }
    String text = invoice.getString('description') ?: items
      .findAll { GenericValue item -> isSold(item) && item.getString('description') }
      .collect { GenericValue item -> item.getString('description') }.unique().join(', ')
    return OfbizAmounts.shortened(text ?: invoice.getString('invoiceId'), 250)
  }

  /** Whether the item is a thing sold, and not a tax, a discount or a charge on one. */
  private static boolean isSold(GenericValue item) {
    return item.getString('parentInvoiceItemSeqId') == null && item.getString('productId') != null &&
      !item.getString('invoiceItemTypeId').contains('TAX')
  }
}
