package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger

/** Credit notes: the host's customer return invoices, from the customer to the organization. */
@CompileStatic
final class OfbizCreditNotes {
  static final String INVOICE_TYPE = 'CUST_RTN_INVOICE'
  /** The kind of line whose account is the one for returned goods. */
  static final String ITEM_TYPE = 'CRT_PROD_ITEM'

  private final Delegator delegator
  private final OfbizServices services
  private final OfbizReversals reversals
  private final OfbizGl generalLedger

  OfbizCreditNotes(OfbizServices services, OfbizReversals reversals, OfbizGl generalLedger) {
    this.services = services
    this.delegator = services.delegator
    this.reversals = reversals
    this.generalLedger = generalLedger
  }

  /**
   * A credit note of one line, ready. It is marked as sent before: made ready at once, the host would apply to it any
   * older payment to the customer of the same amount that has no application, even one that is void.
   */
  String create(Ledger.PayBackRequest request, GenericValue original, BigDecimal amount) {
    String text = 'Credit note for ' + request.subject().id()
    Timestamp date = OfbizReceipts.dated(request.occurredAt())
    String noteId = (String) services.perform('createInvoice', [
      invoiceTypeId: INVOICE_TYPE, statusId: 'INVOICE_IN_PROCESS', partyIdFrom: original.getString('partyIdFrom'),
      partyId: original.getString('partyIdTo'), currencyUomId: request.amount().currency(), invoiceDate: date,
      description: text] as Map<String, Object>).get('invoiceId')
    if (invoice(noteId).getString('currencyUomId') != request.amount().currency()) {
      // The host takes the currency that the party prefers, when it has one.
      throw new Ledger.LedgerException('the host makes credit notes of ' + original.getString('partyIdTo') + ' in ' +
        invoice(noteId).getString('currencyUomId') + ' (Party.preferredCurrencyUomId)', true, null)
    }
    services.perform('createInvoiceItem', [
      invoiceId: noteId, invoiceItemTypeId: ITEM_TYPE, quantity: BigDecimal.ONE, amount: amount,
      description: text] as Map<String, Object>)
    status(noteId, 'INVOICE_SENT')
    status(noteId, 'INVOICE_READY')
    return noteId
  }

  /** Uses the credit note up by the repayment, which has just that much left. */
  void use(String noteId, GenericValue repayment) {
    services.perform('createPaymentApplication', [
      paymentId: repayment.getString('paymentId'), invoiceId: noteId] as Map<String, Object>)
    if (invoice(noteId).getString('statusId') != 'INVOICE_PAID') {
      throw new Ledger.LedgerException('the host did not use up credit note ' + noteId, false, null)
    }
  }

  /** The credit note that a repayment is applied to, or null. */
  String of(GenericValue repayment) {
    return reversals.applications('paymentId', repayment.getString('paymentId'))
      .find { GenericValue it -> it.getString('invoiceId') != null }?.getString('invoiceId')
  }

  /** Cancels a credit note that nothing is applied to, and insists that its entries come to nothing. */
  void cancel(String noteId) {
    status(noteId, 'INVOICE_CANCELLED')
    reversals.post(transactions(noteId))
    generalLedger.requireReversed(transactions(noteId), 'credit note ' + noteId)
  }

  /** The entries of a document may only change while it isn't paid. */
  void makeReady(String invoiceId) {
    if (invoice(invoiceId).getString('statusId') == 'INVOICE_PAID') {
      status(invoiceId, 'INVOICE_READY')
    }
  }

  private List<GenericValue> transactions(String invoiceId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('AcctgTrans').where([invoiceId: (Object) invoiceId]).queryList()
    }.findAll { GenericValue it -> it.getString('paymentId') == null }
  }

  private void status(String invoiceId, String statusId) {
    services.perform('setInvoiceStatus', [invoiceId: invoiceId, statusId: statusId] as Map<String, Object>)
  }

  private GenericValue invoice(String invoiceId) {
    return generalLedger.find('Invoice', [invoiceId: invoiceId])
  }
}
