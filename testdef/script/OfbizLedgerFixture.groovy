import org.apache.ofbiz.accounting.invoice.InvoiceWorker
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.LedgerFixture
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.money.Money
import org.paylink.records.Records

/** The host's ledger with documents made by the host's services, on its demo data. */
class OfbizLedgerFixture implements LedgerFixture {
  private static final String ORGANIZATION = OfbizDocuments.ORGANIZATION
  private static final List<String> FACTS = ['paymentId', 'paymentTypeId', 'statusId', 'amount', 'currencyUomId',
      'partyIdFrom', 'partyIdTo', 'paymentRefNum', 'paymentLinkId', 'paymentAttemptId']

  private final Delegator delegator
  private final OfbizDocuments documents
  private final Records records
  private final Ledger ledger
  private final OfbizMappings mappings

  OfbizLedgerFixture(Delegator delegator, LocalDispatcher dispatcher, Records records, Ledger ledger) {
    this.delegator = delegator
    this.documents = new OfbizDocuments(delegator, dispatcher)
    this.records = records
    this.ledger = ledger
    this.mappings = new OfbizMappings(delegator)
    restoreGlMapping()
  }

  @Override
  Records records() {
    return records
  }

  @Override
  Ledger ledger() {
    return ledger
  }

  @Override
  String organizationPartyId() {
    return ORGANIZATION
  }

  @Override
  String otherOrganizationPartyId() {
    return 'DemoSupplier'
  }

  @Override
  Optional<String> paymentMethodId() {
    return Optional.of(OfbizMappings.METHOD)
  }

  @Override
  Subject orderWithoutInvoice(Money total) {
    return order(documents.salesOrder(total.major(), documents.customer()))
  }

  @Override
  Subject orderWithInvoice(Money total) {
    Subject order = orderWithoutInvoice(total)
    invoiceOrder(order)
    return order
  }

  @Override
  Subject openInvoice(Money total) {
    return invoice(documents.salesInvoice(total.major(), documents.customer()))
  }

  @Override
  Subject purchaseInvoice(Money total) {
    return invoice(documents.purchaseInvoice(total.major()))
  }

  @Override
  Subject purchaseOrder(Money total) {
    return order(documents.purchaseOrder(total.major()))
  }

  @Override
  void cancelDocument(Subject subject) {
    if (subject.type() == SubjectType.ORDER) {
      documents.perform('changeOrderStatus', [orderId: subject.id(), statusId: 'ORDER_CANCELLED'])
    } else {
      documents.perform('setInvoiceStatus', [invoiceId: subject.id(), statusId: 'INVOICE_CANCELLED'])
    }
  }

  @Override
  Subject invoiceOrder(Subject order) {
    return invoice(documents.invoiceOf(order.id()))
  }

  @Override
  List<Subject> invoices(Subject subject) {
    if (subject.type() == SubjectType.INVOICE) {
      return [subject]
    }
    return delegator.findByAnd('OrderItemBilling', [orderId: subject.id()], ['invoiceId'], false)*.invoiceId.unique()
        .collect { invoice(it) }
  }

  @Override
  String documentStatus(Subject subject) {
    return row(subject).statusId
  }

  @Override
  List<LedgerFixture.Preference> orderPreferences(Subject order) {
    return delegator.findByAnd('OrderPaymentPreference', [orderId: order.id()],
        ['createdDate', 'orderPaymentPreferenceId'], false)
        .collect { new LedgerFixture.Preference(it.statusId, usd(it.maxAmount)) }
  }

  @Override
  String receivePaymentOtherwise(Subject subject, Money amount) {
    List<Subject> invoices = invoices(subject)
    String paymentId = invoices.isEmpty() ?
        documents.paymentOfOrder(subject.id(), payer(subject), amount.major()) :
        documents.payment(payer(subject), amount.major())
    invoices.each { documents.apply(paymentId, it.id()) }
    return paymentId
  }

  @Override
  String otherUnappliedPaymentOfSameParty(Subject subject, Money amount) {
    return documents.payment(payer(subject), amount.major())
  }

  @Override
  void refundOtherwise(String paymentId, Money amount) {
    GenericValue payment = delegator.findOne('Payment', [paymentId: paymentId], false)
    String refund = documents.payment(payment.partyIdFrom, amount.major(), [paymentTypeId: 'CUSTOMER_REFUND',
        statusId: 'PMNT_SENT', partyIdFrom: ORGANIZATION, partyIdTo: payment.partyIdFrom])
    documents.perform('createPaymentApplication', [paymentId: refund, toPaymentId: paymentId])
  }

  @Override
  void confirmPayment(String paymentId) {
    documents.perform('setPaymentStatus', [paymentId: paymentId, statusId: 'PMNT_CONFIRMED'])
  }

  @Override
  void removeGlMapping() {
    mappings.remove('CLEARING')
  }

  @Override
  void restoreGlMapping() {
    mappings.restore('CLEARING')
  }

  @Override
  String account(LedgerFixture.Account account) {
    return OfbizMappings.ACCOUNTS[account.name()]
  }

  @Override
  void removeMapping(LedgerFixture.Account account) {
    mappings.remove(account.name())
  }

  @Override
  void restoreMapping(LedgerFixture.Account account) {
    mappings.restore(account.name())
  }

  @Override
  LedgerFixture.CreditNote creditNote(String creditNoteId) {
    GenericValue note = delegator.findOne('Invoice', [invoiceId: creditNoteId], false)
    assert note.invoiceTypeId == 'CUST_RTN_INVOICE' && note.partyId == ORGANIZATION
    List<GenericValue> own = delegator.findByAnd('AcctgTrans', [invoiceId: creditNoteId], ['acctgTransId'], false)
        .findAll { it.paymentId == null }
    return new LedgerFixture.CreditNote(note.statusId == 'INVOICE_PAID', note.statusId == 'INVOICE_CANCELLED',
        note.partyIdFrom, usd(InvoiceWorker.getInvoiceTotal(note)), entries(own))
  }

  @Override
  List<LedgerFixture.GlEntry> feeEntries(String entryId) {
    return entries(delegator.findByAnd('AcctgTrans', [acctgTransId: 'PLF' + entryId], null, false))
  }

  @Override
  Map<String, String> paymentFacts(String paymentId) {
    GenericValue payment = delegator.findOne('Payment', [paymentId: paymentId], false)
    return payment == null ? [:] : FACTS.findAll { payment.get(it) != null }.collectEntries {
      [(it): it == 'amount' ? payment.amount.toPlainString() : payment.get(it)]
    }
  }

  @Override
  Money appliedToInvoices(String paymentId) {
    return delegator.findByAnd('PaymentApplication', [paymentId: paymentId], null, false)
        .findAll { it.invoiceId != null }.inject(Money.zero('USD')) { sum, it -> sum.plus(usd(it.amountApplied)) }
  }

  @Override
  List<LedgerFixture.GlEntry> glEntries(String paymentId) {
    return entries(delegator.findByAnd('AcctgTrans', [paymentId: paymentId], ['acctgTransId'], false))
  }

  private static List<LedgerFixture.GlEntry> entries(List<GenericValue> transactions) {
    return transactions.collectMany { transaction ->
      transaction.getRelated('AcctgTransEntry', null, ['acctgTransEntrySeqId'], false).collect {
        new LedgerFixture.GlEntry(Optional.ofNullable(it.glAccountId), it.debitCreditFlag == 'D', usd(it.amount),
            transaction.isPosted == 'Y')
      }
    }
  }

  private String payer(Subject subject) {
    Map<String, String> billed = [orderId: subject.id(), roleTypeId: 'BILL_TO_CUSTOMER']
    return subject.type() == SubjectType.INVOICE ? row(subject).partyId :
        delegator.findByAnd('OrderRole', billed, null, false)[0].partyId
  }

  private GenericValue row(Subject subject) {
    return subject.type() == SubjectType.ORDER ?
        delegator.findOne('OrderHeader', [orderId: subject.id()], false) :
        delegator.findOne('Invoice', [invoiceId: subject.id()], false)
  }

  private static Subject order(String id) {
    return new Subject(ORGANIZATION, SubjectType.ORDER, id)
  }

  private static Subject invoice(String id) {
    return new Subject(ORGANIZATION, SubjectType.INVOICE, id)
  }

  private static Money usd(BigDecimal amount) {
    return Money.ofMajor('USD', amount)
  }
}
