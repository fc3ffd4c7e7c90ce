package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger
import org.paylink.link.HandMethod
import org.paylink.money.Currencies

/**
 * The host's general ledger. A posting whose account mapping is missing succeeds in the host all the same: unposted, in
 * the error journal, if the organization has one. So what was posted is read back, and anything less is refused.
 */
@CompileStatic
final class OfbizGl {
  static final String METHOD_TYPE = 'EXT_PAYLINK'
  static final String PAYMENT_TYPE = 'CUSTOMER_PAYMENT'
  static final String RECEIVABLES = 'ACCOUNTS_RECEIVABLE'
  private static final int HOST_DECIMALS = 2
  private static final List<String> PERIOD_TYPES = [
    'FISCAL_YEAR', 'FISCAL_QUARTER', 'FISCAL_MONTH', 'FISCAL_WEEK', 'FISCAL_BIWEEK'].asImmutable()

  private final Delegator delegator
  private final OfbizServices services

  OfbizGl(OfbizServices services) {
    this.services = services
    this.delegator = services.delegator
  }

  /** Known to us, no finer than the host's two decimals, a currency of the host's, and the organization's own. */
  boolean canStore(String organizationPartyId, String currency) {
    if (!Currencies.isKnown(currency) || Currencies.decimals(currency) > HOST_DECIMALS) {
      return false
    }
    GenericValue uom = OfbizServices.reading {
      EntityQuery.use(delegator).from('Uom').where([uomId: currency] as Map<String, Object>).queryOne()
    }
    return uom?.getString('uomTypeId') == 'CURRENCY_MEASURE' &&
      baseCurrency(organizationPartyId) == currency
  }

  /** The currency an organization keeps its books in; null when it keeps none. */
  String baseCurrency(String organizationPartyId) {
    return preferences(organizationPartyId)?.getString('baseCurrencyUomId')
  }

  /** Whether an organization keeps a general ledger in the host. */
  boolean keepsBooks(String organizationPartyId) {
    return preferences(organizationPartyId)?.getString('enableAccounting') != 'N'
  }

  /**
   * Insists that the payment and its applications stand in the general ledger, posted and balanced.
   *
   * @throws Ledger.LedgerException when they don't, which only an admin can mend
   */
  void requirePosted(GenericValue payment) {
    if (!keepsBooks(payment.getString('partyIdTo'))) {
      return
    }
    List<GenericValue> transactions = transactions(payment.getString('paymentId'))
    boolean received = transactions.any { GenericValue it -> it.getString('acctgTransTypeId') == 'INCOMING_PAYMENT' }
    boolean sound = transactions.every { GenericValue it -> it.getString('isPosted') == 'Y' && isBalanced(it) }
    if (!received || !sound || !applicationsPosted(payment, transactions)) {
      throw new Ledger.LedgerException('the host would leave payment ' + payment.getString('paymentId') +
        ' unposted in its general ledger', true, null)
    }
  }

  /**
   * Insists that what was posted for a payment is posted back: on each account its entries come to nothing.
   *
   * @throws Ledger.LedgerException when they don't
   */
  void requireReversed(String paymentId) {
    requireReversed(transactions(paymentId), 'payment ' + paymentId)
  }

  /** The same of any transactions that belong together. */
  void requireReversed(List<GenericValue> all, String named) {
    Map<String, BigDecimal> net = [:]
    all.collectMany { GenericValue it -> entries(it) }.each { GenericValue entry ->
      BigDecimal amount = entry.getBigDecimal('amount') ?: BigDecimal.ZERO
      String account = entry.getString('glAccountId')
      net.put(account, (net.get(account) ?: BigDecimal.ZERO)
        .add(entry.getString('debitCreditFlag') == 'D' ? amount : amount.negate()))
    }
    boolean posted = all.every { GenericValue it -> it.getString('isPosted') == 'Y' }
    if (!posted || net.values().any { BigDecimal it -> it.signum() != 0 }) {
      throw new Ledger.LedgerException('the host would leave ' + named +
        ' partly reversed in its general ledger', false, null)
    }
  }

  /** What the host calls the way the money came. */
  static String methodType(Ledger.PostingRequest request) {
    if (!request.byHand().isPresent()) {
      return METHOD_TYPE
    }
    switch (request.byHand().get()) {
      case HandMethod.CASH:
        return 'CASH'
      case HandMethod.BANK_TRANSFER:
        return 'EFT_ACCOUNT'
      case HandMethod.CHEQUE:
        return 'COMPANY_CHECK'
    }
    return 'EXT_OFFLINE'
  }

  /** What the general ledger may lack to take the receipt, in the host's own terms; empty when nothing is found. */
  List<String> missing(Ledger.PostingRequest request) {
    String organization = request.subject().organizationPartyId()
    List<String> missing = []
    if (find('PartyRole', [partyId: organization, roleTypeId: 'INTERNAL_ORGANIZATIO']) == null) {
      missing.add('party ' + organization + ' has no role INTERNAL_ORGANIZATIO')
    }
    missing.addAll(missingDebit(request.paymentMethodId().orElse(null), methodType(request), organization))
    missing.addAll(missingCredit(organization))
    Timestamp date = OfbizReceipts.dated(request.occurredAt())
    if (!hasOpenPeriod(organization, date)) {
      missing.add('no open fiscal period (CustomTimePeriod) of ' + organization + ' holds ' + date)
    }
    return missing
  }

  /** What is missing to find the account of money that is at a gateway or with the organization. */
  List<String> missingDebit(String methodId, String otherwise, String organization) {
    GenericValue method = methodId == null ? null : find('PaymentMethod', [paymentMethodId: methodId])
    if (methodId != null && method?.getString('partyId') != organization) {
      return ['there is no payment method ' + methodId + ' of ' + organization]
    }
    String type = method?.getString('paymentMethodTypeId') ?: otherwise
    GenericValue byType = find('PaymentMethodTypeGlAccount',
      [paymentMethodTypeId: type, organizationPartyId: organization])
    if (method?.getString('glAccountId') || byType?.getString('glAccountId')) {
      return []
    }
    String named = method == null ? '' : 'payment method ' + methodId + ' has no general ledger account, and '
    return [named + 'there is no PaymentMethodTypeGlAccount for ' + type + ' and ' + organization]
  }

  /** The account of money that is at a gateway, by a payment method of the organization's; null when none is set up. */
  String clearingAccount(String methodId, String organization) {
    GenericValue method = methodId == null ? null : find('PaymentMethod', [paymentMethodId: methodId])
    return method?.getString('glAccountId') ?: find('PaymentMethodTypeGlAccount', [
      paymentMethodTypeId: method?.getString('paymentMethodTypeId') ?: METHOD_TYPE,
      organizationPartyId: organization])?.getString('glAccountId')
  }

  private List<String> missingCredit(String organization) {
    String accountType = creditAccountType(organization)
    if (accountType == null) {
      return ['there is no PaymentGlAccountTypeMap for ' + PAYMENT_TYPE + ' and ' + organization]
    }
    return [accountType, RECEIVABLES].unique()
      .findAll { String type ->
        !find('GlAccountTypeDefault', [glAccountTypeId: type, organizationPartyId: organization])
          ?.getString('glAccountId')
      }
      .collect { String type -> 'there is no GlAccountTypeDefault for ' + type + ' and ' + organization }
  }

  private String creditAccountType(String organization) {
    return find('PaymentGlAccountTypeMap', [paymentTypeId: PAYMENT_TYPE, organizationPartyId: organization])
      ?.getString('glAccountTypeId')
  }

  /** Applications move unapplied money to the receivables; when receipts are credited there at once, nothing moves. */
  private boolean applicationsPosted(GenericValue payment, List<GenericValue> transactions) {
    if (creditAccountType(payment.getString('partyIdTo')) == RECEIVABLES) {
      return true
    }
    List<GenericValue> applications = OfbizServices.reading {
      EntityQuery.use(delegator).from('PaymentApplication')
        .where([paymentId: payment.getString('paymentId')] as Map<String, Object>).queryList()
    }
    return applications.every { GenericValue application ->
      application.getString('invoiceId') == null || transactions.any { GenericValue it ->
        it.getString('invoiceId') == application.getString('invoiceId')
      }
    }
  }

  /** The entries of a transaction. */
  List<GenericValue> entries(GenericValue transaction) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('AcctgTransEntry')
        .where([acctgTransId: transaction.getString('acctgTransId')] as Map<String, Object>).queryList()
    }
  }

  /** Whether its debits are its credits, all on accounts. */
  boolean isBalanced(GenericValue transaction) {
    List<GenericValue> entries = entries(transaction)
    BigDecimal difference = OfbizAmounts.sum(entries.collect { GenericValue entry ->
      BigDecimal amount = entry.getBigDecimal('amount') ?: BigDecimal.ZERO
      entry.getString('debitCreditFlag') == 'D' ? amount : amount.negate()
    })
    return !entries.isEmpty() && difference.signum() == 0 &&
      entries.every { GenericValue entry -> entry.getString('glAccountId') != null }
  }

  /** The transactions of a payment and of its applications. */
  List<GenericValue> transactions(String paymentId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('AcctgTrans').where([paymentId: paymentId] as Map<String, Object>).queryList()
    }
  }

  /** The host posts nothing on a day for which the organization, or one above it, has no period or a closed one. */
  boolean hasOpenPeriod(String organization, Timestamp date) {
    List<GenericValue> periods = (List<GenericValue>) services.perform('findCustomTimePeriods', [
      findDate: date, organizationPartyId: organization, excludeNoOrganizationPeriods: 'Y',
      onlyIncludePeriodTypeIdList: PERIOD_TYPES] as Map<String, Object>).get('customTimePeriodList')
    return periods && periods.every { GenericValue period -> period.getString('isClosed') != 'Y' }
  }

  private GenericValue preferences(String organizationPartyId) {
    return (GenericValue) services.perform('getPartyAccountingPreferences',
      [organizationPartyId: organizationPartyId] as Map<String, Object>).get('partyAccountingPreference')
  }

  /** A row by its whole key, or null. */
  GenericValue find(String entity, Map<String, String> key) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from(entity).where(new HashMap<String, Object>(key)).queryOne()
    }
  }
}
