package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import java.time.temporal.ChronoUnit
import org.apache.ofbiz.accounting.invoice.InvoiceWorker
import org.apache.ofbiz.accounting.payment.PaymentWorker
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.order.order.OrderChangeHelper
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.SubjectType

/**
 * Receipts as the host's payments.
 *
 * The payment is created in the state <em>received</em>, not moved there: the host's rule that applies a payment to
 * some other open invoice of the same party and amount ({@code createMatchingPaymentApplication}, secas_payment.xml)
 * hangs on the change of state and not on the creation. Later that rule may still give an order's payment to another
 * invoice of the same amount, when that invoice becomes ready before the order's own; the balance of the order then
 * says so. Hosts that want none of it set {@code accounting.payment.application.autocreate=N}.
 */
@CompileStatic
final class OfbizReceipts {
  /** Most characters of a payment's reference; a longer one stands in the comments, whole. */
  static final int REFERENCE_LENGTH = 60
  /** The host's own name for a party that is not known. */
  private static final String NOBODY = '_NA_'

  private final Delegator delegator
  private final OfbizServices services
  private final OfbizOrders orders
  private final OfbizInvoices invoices

  OfbizReceipts(OfbizServices services, OfbizOrders orders, OfbizInvoices invoices) {
    this.services = services
    this.delegator = services.delegator
    this.orders = orders
    this.invoices = invoices
  }

  /** Creates the payment and, when asked, applies it. What the host's general ledger made of it is not checked here. */
  GenericValue book(Ledger.PostingRequest request, Optional<Document> document) {
    String payer = document.isPresent() ? document.get().payerPartyId().orElse(NOBODY) : NOBODY
    if (!request.apply()) {
      return createPayment(request, payer, [:])
    }
    return request.subject().type() == SubjectType.ORDER ?
      bookForOrder(request, payer) : bookForInvoice(request, payer)
  }

  private GenericValue bookForInvoice(Ledger.PostingRequest request, String payer) {
    GenericValue payment = createPayment(request, payer, [:])
    applyTo(payment, request.subject().id())
    return payment
  }

  private GenericValue bookForOrder(Ledger.PostingRequest request, String payer) {
    String orderId = request.subject().id()
    cancelAnnounced(orderId)
    String preferenceId = createPreference(request)
    GenericValue payment = createPayment(request, payer, [
      paymentPreferenceId: preferenceId, paymentGatewayResponseId: createGatewayResponse(request, preferenceId)])
    for (GenericValue invoice : orders.liveInvoices(orderId)) {
      applyTo(payment, invoice.getString('invoiceId'))
    }
    if (request.approves()) {
      approve(orders.salesOrder(orderId))
    }
    return payment
  }

  private GenericValue createPayment(Ledger.PostingRequest request, String payer, Map<String, String> more) {
    Map<String, Object> fields = new HashMap<String, Object>(more)
    String reference = OfbizServices.plain(request.externalRef())
    boolean fits = reference.length() <= REFERENCE_LENGTH
    fields.putAll([
      paymentId: request.paymentId(), paymentTypeId: OfbizGl.PAYMENT_TYPE, statusId: 'PMNT_RECEIVED',
      paymentMethodTypeId: OfbizGl.methodType(request), paymentMethodId: request.paymentMethodId().orElse(null),
      partyIdFrom: payer, partyIdTo: request.subject().organizationPartyId(),
      amount: request.amount().major(), currencyUomId: request.amount().currency(),
      effectiveDate: dated(request.occurredAt()),
      paymentRefNum: fits ? reference : null, comments: fits ? null : reference,
      paymentLinkId: request.linkId(), paymentAttemptId: request.attemptId().orElse(null)] as Map<String, Object>)
    services.perform('createPayment', fields)
    return payment(request.paymentId())
  }

  private String createPreference(Ledger.PostingRequest request) {
    return (String) services.perform('createOrderPaymentPreference', [
      orderId: request.subject().id(), paymentMethodTypeId: OfbizGl.methodType(request),
      maxAmount: request.amount().major(), statusId: 'PAYMENT_RECEIVED',
      createdDate: Timestamp.from(Instant.now()), createdByUserLogin: 'system'] as Map<String, Object>)
      .get('orderPaymentPreferenceId')
  }

  private String createGatewayResponse(Ledger.PostingRequest request, String preferenceId) {
    boolean fits = request.externalRef().length() <= REFERENCE_LENGTH
    return OfbizServices.reading {
      String id = delegator.getNextSeqId('PaymentGatewayResponse')
      delegator.makeValue('PaymentGatewayResponse', [
        paymentGatewayResponseId: id, orderPaymentPreferenceId: preferenceId,
        paymentServiceTypeEnumId: 'PRDS_PAY_EXTERNAL', transCodeEnumId: 'PGT_CAPTURE',
        paymentMethodTypeId: OfbizGl.methodType(request), paymentMethodId: request.paymentMethodId().orElse(null),
        amount: request.amount().major(), currencyUomId: request.amount().currency(),
        referenceNum: fits ? request.externalRef() : null, gatewayMessage: fits ? null : request.externalRef(),
        transactionDate: dated(request.occurredAt())] as Map<String, Object>).create()
      return id
    }
  }

  /**
   * Applies what is left of the payment to an invoice, as far as that is open. The host's service decides the amount
   * itself (what is asked for is ignored) and writes an application of nothing when nothing is left, so it is only
   * called when both sides have something.
   */
  void applyTo(GenericValue payment, String invoiceId) {
    releaseAnnounced(invoiceId)
    GenericValue invoice = invoices.salesInvoice(invoiceId)
    BigDecimal left = PaymentWorker.getPaymentNotApplied(payment)
    if (left.signum() <= 0 || InvoiceWorker.getInvoiceNotApplied(invoice).signum() <= 0) {
      return
    }
    services.perform('createPaymentApplication', [
      paymentId: payment.getString('paymentId'), invoiceId: invoiceId] as Map<String, Object>)
    settleIfConfirmedInParts(invoiceId)
  }

  /** What is still open of an invoice. */
  BigDecimal open(String invoiceId) {
    return invoices.open(invoices.salesInvoice(invoiceId))
  }

  /** The host counts confirmed payments out when it looks whether an invoice is paid. */
  void settleIfConfirmedInParts(String invoiceId) {
    GenericValue invoice = invoices.salesInvoice(invoiceId)
    if (invoice.getString('statusId') == 'INVOICE_READY' && invoices.open(invoice).signum() == 0) {
      services.perform('setInvoiceStatus', [invoiceId: invoiceId, statusId: 'INVOICE_PAID',
        paidDate: Timestamp.from(Instant.now())] as Map<String, Object>)
    }
  }

  /** Money that came takes the place of money that was only announced: the announced payment stays, not applied. */
  private void releaseAnnounced(String invoiceId) {
    for (GenericValue application : invoices.applications(invoiceId)) {
      if (application.getString('statusId') == 'PMNT_NOT_PAID') {
        services.perform('removePaymentApplication', [
          paymentApplicationId: application.getString('paymentApplicationId')] as Map<String, Object>)
      }
    }
  }

  /**
   * Cancels what the host itself announces when an order is completed without payment: a payment over the order's
   * total that nobody promised, which would settle the invoice in place of the money that came.
   */
  private void cancelAnnounced(String orderId) {
    for (GenericValue payment : orders.payments(orderId)) {
      if (payment.getString('statusId') == 'PMNT_NOT_PAID' && payment.getString('paymentMethodId') == null &&
        payment.getString('paymentMethodTypeId') == 'COMPANY_ACCOUNT') {
        services.perform('setPaymentStatus', [
          paymentId: payment.getString('paymentId'), statusId: 'PMNT_CANCELLED'] as Map<String, Object>)
      }
    }
  }

  /** An order that waits for its money is approved once nothing is open, as the host does for its own gateways. */
  private void approve(GenericValue order) {
    if (!awaitsApproval(order)) {
      return
    }
    String orderId = order.getString('orderId')
    if (!OrderChangeHelper.approveOrder(services.dispatcher, services.systemUser(), orderId)) {
      throw new Ledger.LedgerException('the host could not approve order ' + orderId, false, null)
    }
    services.requireAlive('approveOrder')
  }

  /** Whether an order has all its money and is not approved yet. */
  boolean awaitsApproval(GenericValue order) {
    return order.getString('statusId') == 'ORDER_CREATED' && orders.store(order) != null &&
      orders.open(order).signum() == 0
  }

  private GenericValue payment(String paymentId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment').where([paymentId: paymentId] as Map<String, Object>).queryOne()
    }
  }

  /** When a receipt is dated: the host leaves payments dated in the future out of its balances. */
  static Timestamp dated(Instant moment) {
    Instant now = Instant.now()
    return Timestamp.from((moment.isAfter(now) ? now : moment).truncatedTo(ChronoUnit.MILLIS))
  }
}
