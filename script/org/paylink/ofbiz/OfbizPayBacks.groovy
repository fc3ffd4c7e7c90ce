package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.GenericValue
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.money.Money

/**
 * Money that went back to customers. What a payment is not applied to goes back first; beyond that either a credit note
 * stands against it, or what it had paid is open again, the newest invoice first.
 *
 * A payment is a refund of the host's type CUSTOMER_REFUND, whatever the reason: the host's rules for credit notes ask
 * for that very type, and would post a child of it to the payables.
 */
@CompileStatic
final class OfbizPayBacks {
  static final String PAYMENT_TYPE = 'CUSTOMER_REFUND'
  private static final List<String> RECEIVED = ['PMNT_RECEIVED', 'PMNT_CONFIRMED'].asImmutable()

  private final OfbizServices services
  private final OfbizPayBackRows rows
  private final OfbizReceipts receipts
  private final OfbizReversals reversals
  private final OfbizCreditNotes creditNotes
  private final OfbizPayBackGl generalLedger

  OfbizPayBacks(OfbizServices services, OfbizPayBackRows rows, OfbizReceipts receipts, OfbizReversals reversals,
      OfbizGl generalLedger) {
    this.services = services
    this.rows = rows
    this.receipts = receipts
    this.reversals = reversals
    this.generalLedger = new OfbizPayBackGl(services, generalLedger)
    this.creditNotes = new OfbizCreditNotes(services, reversals, generalLedger)
  }

  /** Whether the payment is one that pays back of another. */
  static boolean isRepayment(GenericValue payment) {
    return payment.getString('refundOfPaymentId') != null
  }

  /** What the host holds of a repayment. */
  Ledger.PaidBack answer(GenericValue repayment, List<String> reopened) {
    Money amount = OfbizAmounts.money(repayment.getString('currencyUomId'), repayment.getBigDecimal('amount'))
    String note = creditNotes.of(repayment)
    return new Ledger.PaidBack(repayment.getString('paymentId'), amount, Optional.ofNullable(note), reopened)
  }

  Ledger.PaidBack book(Ledger.PayBackRequest request, GenericValue original) {
    requirePossible(request, original)
    BigDecimal amount = request.amount().major()
    BigDecimal beyond = amount.subtract(rows.free(original)).max(BigDecimal.ZERO)
    BigDecimal credited = request.treatment() == Ledger.Treatment.CREDIT_NOTE ?
      rows.appliedToInvoices(original).min(beyond) : BigDecimal.ZERO
    BigDecimal released = beyond.subtract(credited)
    BigDecimal rest = amount.subtract(credited)
    BigDecimal fromInvoices = rest.subtract(rows.uninvoiced(original)).max(BigDecimal.ZERO)
    List<String> missing = generalLedger.missing(request, original, credited.signum() > 0)
    String noteId = null
    List<String> reopened = []
    try {
      if (released.signum() > 0) {
        reopened = release(original, fromInvoices)
      }
      GenericValue repayment = rows.create(request, original, generalLedger.creditedAccount(original), released)
      if (rest.signum() > 0) {
        rows.tie(request, rest)
      }
      if (credited.signum() > 0) {
        noteId = creditNotes.create(request, original, credited)
        creditNotes.use(noteId, repayment)
      }
      generalLedger.requirePosted(repayment, original, noteId)
    } catch (Ledger.LedgerException refusal) {
      throw missing.isEmpty() ? refusal :
        new Ledger.LedgerException(refusal.message + ' (' + missing.join('; ') + ')', true, refusal)
    }
    return answer(rows.payment(request.paymentId()), reopened)
  }

  /** Takes a repayment back: it is void, its credit note cancelled, and what it had opened is settled again. */
  void reverse(GenericValue repayment, Subject subject) {
    String noteId = creditNotes.of(repayment)
    rows.untie(repayment.getString('paymentId'))
    reversals.reverse(repayment)
    if (noteId != null) {
      creditNotes.cancel(noteId)
    }
    BigDecimal released = repayment.getBigDecimal('releasedAmount') ?: BigDecimal.ZERO
    GenericValue original = rows.payment(repayment.getString('refundOfPaymentId'))
    if (released.signum() > 0 && OfbizInvoices.hasMoved(original)) {
      settle(original, subject, released)
      generalLedger.requireOriginalPosted(original)
    }
  }

  /**
   * Lowers the payment's applications by that much in all. Not by the host's service: that removes an application
   * whole and posts back every transaction of the payment with the invoice, the earlier reversals too, so that each
   * part that goes back would double them.
   */
  private List<String> release(GenericValue original, BigDecimal amount) {
    List<String> reopened = []
    String orderId = rows.orderId(original)
    if (orderId != null) {
      reopened.add(orderId)
    }
    BigDecimal rest = amount
    for (GenericValue application : rows.newestFirst(original)) {
      BigDecimal taken = application.getBigDecimal('amountApplied').min(rest)
      if (taken.signum() > 0) {
        String invoiceId = application.getString('invoiceId')
        creditNotes.makeReady(invoiceId)
        generalLedger.releaseApplied(original, invoiceId, taken)
        rows.change(application, application.getBigDecimal('amountApplied').subtract(taken))
        reopened.add(invoiceId)
        rest = rest.subtract(taken)
      }
    }
    return reopened.unique()
  }

  /** Applies what came again to what it had paid, as far as that is still open. */
  private void settle(GenericValue original, Subject subject, BigDecimal amount) {
    List<String> invoiceIds = subject.type() == SubjectType.ORDER ? rows.liveInvoices(subject.id()) :
      subject.type() == SubjectType.INVOICE ? [subject.id()] : [] as List<String>
    BigDecimal rest = amount
    for (String invoiceId : invoiceIds) {
      GenericValue application = rows.newestFirst(original).find { GenericValue it ->
        it.getString('invoiceId') == invoiceId
      }
      BigDecimal before = rows.appliedToInvoices(original)
      BigDecimal again = receipts.open(invoiceId).min(rest)
      if (again.signum() > 0 && application == null) {
        receipts.applyTo(original, invoiceId)
      } else if (again.signum() > 0) {
        rows.change(application, application.getBigDecimal('amountApplied').add(again))
        generalLedger.applyAgain(original, invoiceId, again)
        receipts.settleIfConfirmedInParts(invoiceId)
      }
      rest = rest.subtract(rows.appliedToInvoices(original).subtract(before))
    }
  }

  private void requirePossible(Ledger.PayBackRequest request, GenericValue original) {
    String named = 'payment ' + request.originalPaymentId()
    Money amount = request.amount()
    refuseIf(!amount.isPositive(), 'to pay back ' + amount + ' is nothing')
    refuseIf(original == null || original.getString('paymentTypeId') != OfbizGl.PAYMENT_TYPE, named + ' is not there')
    refuseIf(original.getString('partyIdTo') != request.subject().organizationPartyId(),
      named + ' is not one of ' + request.subject().organizationPartyId())
    refuseIf(!(original.getString('statusId') in RECEIVED), named + ' holds no money')
    refuseIf(original.getString('currencyUomId') != amount.currency(), named + ' is in another currency')
    BigDecimal left = rows.left(original)
    refuseIf(amount.major() > left, 'of ' + named + ' only ' + left.toPlainString() + ' is left')
  }

  private static void refuseIf(boolean reason, String message) {
    if (reason) {
      throw new Ledger.LedgerException(message, false, null)
    }
  }
}
