package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger

/**
 * Takes a receipt back. The host's own {@code voidPayment} leaves the reversal of an application unposted and fails on
 * applications without an invoice, so its steps are taken here one by one, and what came of them is read back.
 */
@CompileStatic
final class OfbizReversals {
  private final Delegator delegator
  private final OfbizServices services
  private final OfbizGl generalLedger

  OfbizReversals(OfbizServices services, OfbizGl generalLedger) {
    this.services = services
    this.delegator = services.delegator
    this.generalLedger = generalLedger
  }

  /** Whether the payment, which may be null, can be taken back. */
  Ledger.Reversible reversible(GenericValue payment) {
    if (payment == null || !OfbizInvoices.hasMoved(payment)) {
      return Ledger.Reversible.ALREADY
    }
    if (!OfbizPayBacks.isRepayment(payment) && isPaidBack(payment.getString('paymentId'))) {
      return Ledger.Reversible.REFUNDED
    }
    // A deposited payment belongs to a transaction of a bank account, which is reconciled there.
    boolean fixed = payment.getString('statusId') == 'PMNT_CONFIRMED' || payment.getString('finAccountTransId') != null
    return fixed ? Ledger.Reversible.FIXED : Ledger.Reversible.YES
  }

  /** Voids the payment, applies it to nothing, reverses its entries, and insists that they come to nothing. */
  void reverse(GenericValue payment) {
    String paymentId = payment.getString('paymentId')
    services.perform('setPaymentStatus', [paymentId: paymentId, statusId: 'PMNT_VOID'] as Map<String, Object>)
    applications('paymentId', paymentId).each { GenericValue application -> release(application) }
    transactions(paymentId).findAll { GenericValue it -> it.getString('invoiceId') == null }
      .each { GenericValue transaction ->
        services.perform('copyAcctgTransAndEntries', [
          fromAcctgTransId: transaction.getString('acctgTransId'), revert: 'Y'] as Map<String, Object>)
      }
    post(transactions(paymentId))
    cancelPreference(payment.getString('paymentPreferenceId'))
    generalLedger.requireReversed(paymentId)
  }

  /** Posts those of the transactions that are not posted, such as the reversals which the host itself makes. */
  void post(List<GenericValue> transactions) {
    transactions.findAll { GenericValue it -> it.getString('isPosted') != 'Y' }.each { GenericValue transaction ->
      services.perform('postAcctgTrans', [
        acctgTransId: transaction.getString('acctgTransId')] as Map<String, Object>)
    }
  }

  /** A paid invoice has to be made ready first: the host refuses to take an application from one that is paid. */
  private void release(GenericValue application) {
    String invoiceId = application.getString('invoiceId')
    if (invoiceId != null && invoice(invoiceId).getString('statusId') == 'INVOICE_PAID') {
      services.perform('setInvoiceStatus', [invoiceId: invoiceId, statusId: 'INVOICE_READY'] as Map<String, Object>)
    }
    services.perform('removePaymentApplication', [
      paymentApplicationId: application.getString('paymentApplicationId')] as Map<String, Object>)
  }

  /** Set directly, because the host's service would cancel the preference and make another. */
  private void cancelPreference(String preferenceId) {
    if (preferenceId != null) {
      OfbizServices.reading {
        delegator.storeByCondition('OrderPaymentPreference', [statusId: 'PAYMENT_CANCELLED'] as Map<String, Object>,
          EntityCondition.makeCondition('orderPaymentPreferenceId', preferenceId))
      }
    }
  }

  private boolean isPaidBack(String paymentId) {
    List<GenericValue> ours = OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment').where([refundOfPaymentId: (Object) paymentId]).queryList()
    }
    if (ours.any { GenericValue it -> OfbizInvoices.hasMoved(it) }) {
      return true
    }
    List<GenericValue> between = applications('paymentId', paymentId)
      .findAll { GenericValue it -> it.getString('toPaymentId') != null }
    List<String> others = between.collect { GenericValue it -> it.getString('toPaymentId') } +
      applications('toPaymentId', paymentId).collect { GenericValue it -> it.getString('paymentId') }
    if (others.isEmpty()) {
      return false
    }
    List<GenericValue> payments = OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment')
        .where(EntityCondition.makeCondition('paymentId', EntityOperator.IN, others)).queryList()
    }
    return payments.any { GenericValue it -> OfbizInvoices.hasMoved(it) }
  }

  /** The applications that name the payment in that field. */
  List<GenericValue> applications(String field, String paymentId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication').where([(field): (Object) paymentId])
        .orderBy('paymentApplicationId').queryList()
    }
  }

  private List<GenericValue> transactions(String paymentId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('AcctgTrans').where([paymentId: (Object) paymentId])
        .orderBy('acctgTransId').queryList()
    }
  }

  private GenericValue invoice(String invoiceId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Invoice').where([invoiceId: (Object) invoiceId]).queryOne()
    }
  }
}
