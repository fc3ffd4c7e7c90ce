package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger

/** What the host's general ledger holds of money that went back. */
@CompileStatic
final class OfbizPayBackGl {
  private final Delegator delegator
  private final OfbizServices services
  private final OfbizGl generalLedger

  OfbizPayBackGl(OfbizServices services, OfbizGl generalLedger) {
    this.services = services
    this.delegator = services.delegator
    this.generalLedger = generalLedger
  }

  /** The account that a receipt credited, which its repayment has to debit; null when no books are kept. */
  String creditedAccount(GenericValue original) {
    GenericValue transaction = generalLedger.transactions(original.getString('paymentId')).find { GenericValue it ->
      it.getString('acctgTransTypeId') == 'INCOMING_PAYMENT'
    }
    return transaction == null ? null : account(transaction, 'C')
  }

  /** Posts that the payment no longer settles that much of an invoice. */
  void releaseApplied(GenericValue original, String invoiceId, BigDecimal amount) {
    GenericValue applied = applied(original, invoiceId)
    if (applied != null) {
      transfer(original, invoiceId, amount, account(applied, 'C'), account(applied, 'D'))
    }
  }

  /** Posts that it does so again. */
  void applyAgain(GenericValue original, String invoiceId, BigDecimal amount) {
    GenericValue applied = applied(original, invoiceId)
    if (applied != null) {
      transfer(original, invoiceId, amount, account(applied, 'D'), account(applied, 'C'))
    }
  }

  /**
   * Insists that the repayment, its credit note and what is left of the original stand in the general ledger, posted
   * and balanced.
   *
   * @param noteId null when there is none
   */
  void requirePosted(GenericValue repayment, GenericValue original, String noteId) {
    if (!generalLedger.keepsBooks(original.getString('partyIdTo'))) {
      return
    }
    requireOriginalPosted(original)
    List<GenericValue> own = generalLedger.transactions(repayment.getString('paymentId'))
    List<GenericValue> note = noteId == null ? [] as List<GenericValue> : invoiceTransactions(noteId)
    boolean sent = own.any { GenericValue it -> it.getString('acctgTransTypeId') == 'OUTGOING_PAYMENT' }
    boolean credited = noteId == null || note.any { GenericValue it -> it.getString('paymentId') == null }
    boolean sound = (own + note).every { GenericValue it ->
      it.getString('isPosted') == 'Y' && generalLedger.isBalanced(it)
    }
    if (!sent || !credited || !sound) {
      throw new Ledger.LedgerException('the host would leave repayment ' + repayment.getString('paymentId') +
        ' unposted in its general ledger', true, null)
    }
    if (noteId != null) {
      requireUsed(own, original, noteId)
    }
  }

  /** Insists that what is left of a receipt is posted. */
  void requireOriginalPosted(GenericValue original) {
    generalLedger.requirePosted(original)
  }

  /**
   * The host doesn't move a refund to the receivables when it takes refunds of this organization to be there already;
   * that is only so when receipts are as well.
   */
  private void requireUsed(List<GenericValue> own, GenericValue original, String noteId) {
    boolean moved = own.any { GenericValue it -> it.getString('invoiceId') == noteId }
    String receivables = generalLedger.find('GlAccountTypeDefault', [glAccountTypeId: OfbizGl.RECEIVABLES,
      organizationPartyId: original.getString('partyIdTo')])?.getString('glAccountId')
    if (!moved && creditedAccount(original) != receivables) {
      throw new Ledger.LedgerException('PaymentGlAccountTypeMap debits ' + OfbizPayBacks.PAYMENT_TYPE +
        ' to the receivables, and credits ' + OfbizGl.PAYMENT_TYPE + ' elsewhere', true, null)
    }
  }

  /** What the general ledger may lack to take it, in the host's own terms; empty when nothing is found. */
  List<String> missing(Ledger.PayBackRequest request, GenericValue original, boolean credits) {
    String organization = original.getString('partyIdTo')
    List<String> missing = []
    missing.addAll(generalLedger.missingDebit(
      request.paymentMethodId().orElse(null), OfbizGl.METHOD_TYPE, organization))
    if (credits) {
      if (returnsAccount(organization) == null) {
        missing.add('InvoiceItemType ' + OfbizCreditNotes.ITEM_TYPE +
          ' has no defaultGlAccountId, and there is no InvoiceItemTypeGlAccount for it and ' + organization)
      }
      // The host writes a tax entry of nothing on each credit note, and asks for its account.
      [OfbizGl.RECEIVABLES, 'TAX_ACCOUNT'].findAll { String type ->
        !generalLedger.find('GlAccountTypeDefault', [glAccountTypeId: type, organizationPartyId: organization])
          ?.getString('glAccountId')
      }.each { String type -> missing.add('there is no GlAccountTypeDefault for ' + type + ' and ' + organization) }
    }
    // The host dates what goes out by the day it is posted.
    if (!generalLedger.hasOpenPeriod(organization, OfbizReceipts.dated(Instant.now()))) {
      missing.add('no open fiscal period (CustomTimePeriod) of ' + organization + ' holds this day')
    }
    return missing
  }

  private String returnsAccount(String organization) {
    String byOrganization = generalLedger.find('InvoiceItemTypeGlAccount', [
      invoiceItemTypeId: OfbizCreditNotes.ITEM_TYPE, organizationPartyId: organization])?.getString('glAccountId')
    return byOrganization ?: generalLedger.find('InvoiceItemType', [
      invoiceItemTypeId: OfbizCreditNotes.ITEM_TYPE])?.getString('defaultGlAccountId')
  }

  /** The transaction by which the payment came to settle the invoice; null when receipts settle at once. */
  private GenericValue applied(GenericValue original, String invoiceId) {
    return generalLedger.transactions(original.getString('paymentId'))
      .findAll { GenericValue it -> it.getString('invoiceId') == invoiceId && it.getString('isPosted') == 'Y' }
      .sort(false) { GenericValue it -> it.getTimestamp('createdStamp') }
      .find { GenericValue it -> generalLedger.isBalanced(it) }
  }

  private void transfer(GenericValue original, String invoiceId, BigDecimal amount, String debit, String credit) {
    services.perform('createAcctgTransAndEntries', [
      acctgTransTypeId: 'PAYMENT_APPL', glFiscalTypeId: 'ACTUAL', paymentId: original.getString('paymentId'),
      invoiceId: invoiceId, partyId: original.getString('partyIdFrom'), roleTypeId: 'BILL_TO_CUSTOMER',
      acctgTransEntries: [entry(original, debit, 'D', amount), entry(original, credit, 'C', amount)]
      ] as Map<String, Object>)
  }

  private GenericValue entry(GenericValue original, String account, String side, BigDecimal amount) {
    return delegator.makeValue('AcctgTransEntry', [
      debitCreditFlag: side, glAccountId: account, origAmount: amount,
      origCurrencyUomId: original.getString('currencyUomId'), organizationPartyId: original.getString('partyIdTo'),
      partyId: original.getString('partyIdFrom'), roleTypeId: 'BILL_TO_CUSTOMER'] as Map<String, Object>)
  }

  private String account(GenericValue transaction, String side) {
    return generalLedger.entries(transaction).find { GenericValue it -> it.getString('debitCreditFlag') == side }
      ?.getString('glAccountId')
  }

  private List<GenericValue> invoiceTransactions(String invoiceId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('AcctgTrans').where([invoiceId: (Object) invoiceId]).queryList()
    }
  }
}
