package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.paylink.host.Ledger

/** What gateways keep for disputes, as an expense against the account's clearing account. */
@CompileStatic
final class OfbizFees {
  /** The host's type of the expense account; which account that is, GlAccountTypeDefault says per organization. */
  static final String ACCOUNT_TYPE = 'PAYLINK_FEES'
  /** Keeps our ids apart from those which the host numbers itself. */
  private static final String PREFIX = 'PLF'
  private static final int MOST_ID = 20
  private static final int MOST_VOUCHER = 60

  private final Delegator delegator
  private final OfbizServices services
  private final OfbizGl generalLedger

  OfbizFees(OfbizServices services, OfbizGl generalLedger) {
    this.services = services
    this.delegator = services.delegator
    this.generalLedger = generalLedger
  }

  /** The id of a fee's transaction, by the id reserved for it: as a primary key it exists once on every database. */
  static String transactionId(String entryId) {
    return PREFIX + entryId
  }

  /** Posts the fee unless it is there. */
  void post(Ledger.FeeRequest request) {
    String transactionId = transactionId(request.entryId())
    if (transactionId.length() > MOST_ID) {
      throw new Ledger.LedgerException(transactionId + ' is too long for an id of the host', false, null)
    }
    if (generalLedger.find('AcctgTrans', [acctgTransId: transactionId]) != null ||
      !generalLedger.keepsBooks(request.organizationPartyId())) {
      return
    }
    List<String> missing = missing(request)
    if (!missing.isEmpty()) {
      throw new Ledger.LedgerException('the fee can\'t be posted (' + missing.join('; ') + ')', true, null)
    }
    write(transactionId, request)
    requirePosted(transactionId)
  }

  private void write(String transactionId, Ledger.FeeRequest request) {
    String organization = request.organizationPartyId()
    String fees = feeAccount(organization)
    String clearing = generalLedger.clearingAccount(request.paymentMethodId().orElse(null), organization)
    boolean kept = request.amount().isPositive()
    BigDecimal amount = request.amount().major().abs()
    OfbizServices.reading {
      delegator.makeValue('AcctgTrans', [
        acctgTransId: transactionId, acctgTransTypeId: 'PAYMENT_ACCTG_TRANS', glFiscalTypeId: 'ACTUAL', isPosted: 'N',
        description: (kept ? 'Gateway fee of a dispute, link ' : 'Gateway fee given back, link ') + request.linkId(),
        transactionDate: OfbizReceipts.dated(request.occurredAt()), theirAcctgTransId: request.entryId(),
        voucherRef: request.externalRef().take(MOST_VOUCHER), createdDate: Timestamp.from(Instant.now()),
        createdByUserLogin: 'system', lastModifiedByUserLogin: 'system'] as Map<String, Object>).create()
    }
    entry(transactionId, organization, kept ? fees : clearing, 'D', amount)
    entry(transactionId, organization, kept ? clearing : fees, 'C', amount)
    services.perform('postAcctgTrans', [acctgTransId: transactionId] as Map<String, Object>)
  }

  private void entry(String transactionId, String organization, String account, String side, BigDecimal amount) {
    services.perform('createAcctgTransEntry', [
      acctgTransId: transactionId, organizationPartyId: organization, glAccountId: account, debitCreditFlag: side,
      origAmount: amount, acctgTransEntryTypeId: '_NA_'] as Map<String, Object>)
  }

  private void requirePosted(String transactionId) {
    GenericValue transaction = generalLedger.find('AcctgTrans', [acctgTransId: transactionId])
    if (transaction.getString('isPosted') != 'Y' || !generalLedger.isBalanced(transaction)) {
      throw new Ledger.LedgerException('the host would leave fee ' + transactionId +
        ' unposted in its general ledger', true, null)
    }
  }

  private List<String> missing(Ledger.FeeRequest request) {
    String organization = request.organizationPartyId()
    List<String> missing = []
    missing.addAll(generalLedger.missingDebit(
      request.paymentMethodId().orElse(null), OfbizGl.METHOD_TYPE, organization))
    if (feeAccount(organization) == null) {
      missing.add('there is no GlAccountTypeDefault for ' + ACCOUNT_TYPE + ' and ' + organization)
    }
    Timestamp date = OfbizReceipts.dated(request.occurredAt())
    if (!generalLedger.hasOpenPeriod(organization, date)) {
      missing.add('no open fiscal period (CustomTimePeriod) of ' + organization + ' holds ' + date)
    }
    return missing
  }

  private String feeAccount(String organization) {
    return generalLedger.find('GlAccountTypeDefault',
      [glAccountTypeId: ACCOUNT_TYPE, organizationPartyId: organization])?.getString('glAccountId')
  }
}
