import java.lang.reflect.UndeclaredThrowableException
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.ContractCase
import org.paylink.contract.LedgerFixture
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.money.Money

/** What the ledger has to keep of money that goes back beyond its contract, because this host has ways of its own. */
class OfbizPayBackCases extends OfbizLedgerBench {
  OfbizPayBackCases(Delegator delegator, LocalDispatcher dispatcher, OfbizLedgerFixture fixture) {
    super(delegator, dispatcher, fixture)
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('where receipts go to the receivables at once, so does what goes back', this.&receivables),
        new ContractCase('the newest invoice of an order is opened first', this.&severalInvoices),
        new ContractCase('many parts that go back leave one transaction each', this.&manyParts),
        new ContractCase('a part that went back is no hindrance to the host taking its payment back', this.&removed),
        new ContractCase('an older payment to the customer is not used for a credit note', this.&older),
        new ContractCase('a repayment that was deposited or confirmed stays', this.&confirmed),
        new ContractCase('a repayment keeps its reference and its reason whole', this.&reference),
    ]
  }

  private void receivables() {
    GenericValue mapping = delegator.findOne('PaymentGlAccountTypeMap',
        [paymentTypeId: 'CUSTOMER_PAYMENT', organizationPartyId: 'Company'], false)
    String type = mapping.glAccountTypeId
    try {
      mapping.glAccountTypeId = 'ACCOUNTS_RECEIVABLE'
      mapping.store()
      Ledger.Treatment.values().each { Ledger.Treatment treatment ->
        Subject invoice = fixture.openInvoice(usd('50'))
        Ledger.PostingRequest original = request(invoice, '50')
        post(original)
        Ledger.PaidBack paidBack = payBack(original, '20', treatment)
        isOpen(invoice, treatment == Ledger.Treatment.REOPEN ? '20' : '0')
        assert net(original, paidBack) == (treatment == Ledger.Treatment.REOPEN ?
            ['122500': usd('30'), '120000': usd('-30')] :
            ['122500': usd('30'), '120000': usd('-50'), '421000': usd('20')])
        reverse(invoice, paidBack)
        isOpen(invoice, '0')
        assert net(original) == ['122500': usd('50'), '120000': usd('-50')]
      }
    } finally {
      mapping.glAccountTypeId = type
      mapping.store()
    }
  }

  private void severalInvoices() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    Map item = delegator.findByAnd('OrderItem', [orderId: order.id()], null, false)[0].getAllFields()
    delegator.create('OrderItem', item + [orderItemSeqId: '00002', unitPrice: 30.0G])
    GenericValue header = delegator.findOne('OrderHeader', [orderId: order.id()], false)
    header.grandTotal = 80.0G
    header.store()
    List<Subject> invoices = ['00001', '00002'].collect { String number ->
      new Subject('Company', SubjectType.INVOICE, documents.invoiceOf(order.id(), number))
    }
    Ledger.PostingRequest original = request(order, '80')
    post(original)
    Ledger.PaidBack paidBack = payBack(original, '40', Ledger.Treatment.REOPEN)
    assert paidBack.reopened() == [order.id(), invoices[1].id(), invoices[0].id()]
    isOpen(invoices[0], '10')
    isOpen(invoices[1], '30')
    isOpen(order, '40')
    reverse(order, paidBack)
    isOpen(invoices[0], '0')
    isOpen(invoices[1], '0')
    isOpen(order, '0')
  }

  private void manyParts() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest original = request(invoice, '50')
    post(original)
    5.times { payBack(original, '10', Ledger.Treatment.REOPEN) }
    isOpen(invoice, '50')
    assert transactions(original.paymentId()).size() == 7
    assert net(original) == ['122500': usd('50'), '126000': usd('-50')]
  }

  private void removed() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest original = request(invoice, '50')
    post(original)
    payBack(original, '20', Ledger.Treatment.REOPEN)
    GenericValue application = delegator.findByAnd('PaymentApplication',
        [paymentId: original.paymentId(), invoiceId: invoice.id()], null, false)[0]
    documents.perform('removePaymentApplication', [paymentApplicationId: application.paymentApplicationId])
    transactions(original.paymentId()).findAll { it.isPosted != 'Y' }.each {
      documents.perform('postAcctgTrans', [acctgTransId: it.acctgTransId])
    }
    assert net(original) == ['122500': usd('50'), '126000': usd('-50')]
    isOpen(invoice, '50')
  }

  private void older() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest original = request(invoice, '50')
    post(original)
    String announced = documents.payment(payer(invoice), 20.0G, [paymentTypeId: 'CUSTOMER_REFUND',
        statusId: 'PMNT_NOT_PAID', partyIdFrom: 'Company', partyIdTo: payer(invoice)])
    Ledger.PaidBack paidBack = payBack(original, '20', Ledger.Treatment.CREDIT_NOTE)
    assert delegator.findByAnd('PaymentApplication', [paymentId: announced], null, false).isEmpty()
    assert fixture.creditNote(paidBack.creditNote().get()).settled()
  }

  private void confirmed() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest original = request(invoice, '50')
    post(original)
    Ledger.PaidBack paidBack = payBack(original, '20', Ledger.Treatment.REOPEN)
    documents.perform('setPaymentStatus', [paymentId: paidBack.paymentId(), statusId: 'PMNT_CONFIRMED'])
    try {
      reverse(invoice, paidBack)
      assert false: 'not refused'
    } catch (Ledger.LedgerException refusal) {
      assert !refusal.mappingMissing()
    }
    isOpen(invoice, '20')
  }

  private void reference() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest original = request(invoice, '50')
    post(original)
    String reference = 'dp_' + 'x' * 200
    Ledger.PaidBack paidBack = payBack(original, '20', Ledger.Treatment.REOPEN, Ledger.Way.DISPUTE, reference)
    GenericValue payment = delegator.findOne('Payment', [paymentId: paidBack.paymentId()], false)
    assert payment.paymentRefNum == null && payment.comments == 'Disputed by the customer ' + reference
    assert payment.paymentMethodTypeId == 'EXT_PAYLINK' && payment.refundOfPaymentId == original.paymentId()
  }

  private Ledger.PaidBack payBack(Ledger.PostingRequest original, String amount, Ledger.Treatment treatment,
      Ledger.Way way = Ledger.Way.REFUND, String reference = 're_case') {
    Ledger.PayBackRequest request = new Ledger.PayBackRequest(fixture.ledger().reservePaymentId(),
        original.paymentId(), original.subject(), way, treatment, usd(amount), Instant.now(), reference, 'CASE',
        fixture.paymentMethodId(), original.linkId())
    return inUnit { unit -> fixture.ledger().payBack(unit, request) }
  }

  private void reverse(Subject subject, Ledger.PaidBack paidBack) {
    inUnit { unit ->
      fixture.ledger().reverse(unit, subject, paidBack.paymentId())
      null
    }
  }

  private Object inUnit(Closure work) {
    try {
      return fixture.records().unit { unit -> work.call(unit) }
    } catch (UndeclaredThrowableException wrapped) {
      throw wrapped.cause
    }
  }

  private List<GenericValue> transactions(String paymentId) {
    return delegator.findByAnd('AcctgTrans', [paymentId: paymentId], ['acctgTransId'], false)
  }

  /** What the entries of a payment, a repayment and its credit note come to on each account. */
  private Map<String, Money> net(Ledger.PostingRequest original, Ledger.PaidBack paidBack = null) {
    List<LedgerFixture.GlEntry> entries = [] + fixture.glEntries(original.paymentId())
    if (paidBack != null) {
      entries += fixture.glEntries(paidBack.paymentId())
      paidBack.creditNote().ifPresent { entries += fixture.creditNote(it).glEntries() }
    }
    assert entries.every { it.posted() }
    return entries.groupBy { it.glAccountId().get() }.collectEntries { String account, List ofAccount ->
      [(account): ofAccount.inject(usd('0')) { sum, it -> it.debit() ? sum.plus(it.amount()) : sum.minus(it.amount()) }]
    }.findAll { String account, Money money -> !money.isZero() }
  }
}
