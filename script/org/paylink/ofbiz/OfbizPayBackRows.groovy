package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger

/**
 * How a payment stands, and the rows that pay back of it: the repayment, its tie to the payment, what the payment's
 * applications are lowered by.
 */
@CompileStatic
final class OfbizPayBackRows {
  private final Delegator delegator
  private final OfbizServices services
  private final OfbizPayments payments
  private final OfbizOrders orders

  OfbizPayBackRows(OfbizServices services, OfbizPayments payments, OfbizOrders orders) {
    this.services = services
    this.delegator = services.delegator
    this.payments = payments
    this.orders = orders
  }

  /** How much of a payment has not gone back by anybody, as far as the host's records say. */
  BigDecimal left(GenericValue original) {
    String originalId = original.getString('paymentId')
    BigDecimal left = original.getBigDecimal('amount').subtract(payments.paidBack(originalId))
    for (GenericValue repayment : repayments(originalId)) {
      // What of ours is tied to the payment is counted already; a credit note stands against the rest.
      left = left.subtract(repayment.getBigDecimal('amount')).add(tied(repayment, originalId))
    }
    return left
  }

  /** How much of a payment is meant for no document and has not gone back. */
  BigDecimal free(GenericValue original) {
    return original.getBigDecimal('amount').subtract(payments.paidBack(original.getString('paymentId')))
      .subtract(payments.posted(original).applied().major()).max(BigDecimal.ZERO)
  }

  /** How much of a payment is on no invoice and has not gone back; an order may be waiting for it. */
  BigDecimal uninvoiced(GenericValue original) {
    String originalId = original.getString('paymentId')
    return original.getBigDecimal('amount').subtract(payments.paidBack(originalId))
      .subtract(payments.appliedToInvoices(originalId)).max(BigDecimal.ZERO)
  }

  BigDecimal appliedToInvoices(GenericValue payment) {
    return payments.appliedToInvoices(payment.getString('paymentId'))
  }

  /** The applications of a payment to invoices, the newest first. */
  List<GenericValue> newestFirst(GenericValue original) {
    return payments.applications(original.getString('paymentId')).reverse()
  }

  String orderId(GenericValue original) {
    return payments.orderId(original)
  }

  GenericValue payment(String paymentId) {
    return payments.find(paymentId)
  }

  /** The order's invoices that are neither cancelled nor written off, the oldest first. */
  List<String> liveInvoices(String orderId) {
    return orders.liveInvoices(orderId).collect { GenericValue it -> it.getString('invoiceId') }
  }

  /**
   * The payment to the customer. It debits the account that the original credited, not the one of its own type: on
   * the host's demo data those differ, and the customer would have credit on one account and a debt on the other.
   */
  GenericValue create(
      Ledger.PayBackRequest request, GenericValue original, String debitedAccount, BigDecimal released) {
    boolean fits = request.externalRef().length() <= OfbizReceipts.REFERENCE_LENGTH
    String reason = request.way() == Ledger.Way.DISPUTE ? 'Disputed by the customer' : null
    List<String> comments = [reason, fits ? null : request.externalRef()].findAll { String it -> it != null }
    services.perform('createPayment', [
      paymentId: request.paymentId(), paymentTypeId: OfbizPayBacks.PAYMENT_TYPE, statusId: 'PMNT_SENT',
      paymentMethodTypeId: OfbizGl.METHOD_TYPE, paymentMethodId: request.paymentMethodId().orElse(null),
      partyIdFrom: original.getString('partyIdTo'), partyIdTo: original.getString('partyIdFrom'),
      amount: request.amount().major(), currencyUomId: request.amount().currency(),
      effectiveDate: OfbizReceipts.dated(request.occurredAt()),
      paymentRefNum: fits ? request.externalRef() : null, comments: comments.isEmpty() ? null : comments.join(' '),
      overrideGlAccountId: debitedAccount, paymentLinkId: request.linkId(),
      refundOfPaymentId: request.originalPaymentId(), releasedAmount: released] as Map<String, Object>)
    return payments.find(request.paymentId())
  }

  /** Ties that much of the repayment to its original, which the host then counts as used. */
  void tie(Ledger.PayBackRequest request, BigDecimal amount) {
    services.perform('createPaymentApplication', [
      paymentId: request.paymentId(), toPaymentId: request.originalPaymentId(),
      amountApplied: amount] as Map<String, Object>)
  }

  /**
   * Unties it. Removed as a row, because the host's service would post back the repayment's own entries, which belong
   * to no invoice either.
   */
  void untie(String repaymentId) {
    OfbizServices.reading {
      List<GenericValue> applications = EntityQuery.use(delegator).from('PaymentApplication')
        .where([paymentId: (Object) repaymentId]).queryList()
      for (GenericValue application : applications) {
        if (application.getString('toPaymentId') != null) {
          application.remove()
        }
      }
    }
  }

  /** Stores how much of an application is left; one of nothing is removed. */
  void change(GenericValue application, BigDecimal amount) {
    OfbizServices.reading {
      if (amount.signum() == 0) {
        application.remove()
      } else {
        application.set('amountApplied', amount)
        application.store()
      }
    }
  }

  private BigDecimal tied(GenericValue repayment, String originalId) {
    List<GenericValue> ties = OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication').where([
        paymentId: (Object) repayment.getString('paymentId'), toPaymentId: (Object) originalId]).queryList()
    }
    return OfbizAmounts.sum(ties.collect { GenericValue it -> it.getBigDecimal('amountApplied') })
  }

  private List<GenericValue> repayments(String originalId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Payment').where([refundOfPaymentId: (Object) originalId]).queryList()
    }.findAll { GenericValue it -> OfbizInvoices.hasMoved(it) }
  }
}
