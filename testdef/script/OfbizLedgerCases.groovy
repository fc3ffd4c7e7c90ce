import java.lang.reflect.UndeclaredThrowableException
import java.sql.Timestamp
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.ContractCase
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.money.Money

/** What the ledger has to keep beyond its contract, because this host has ways of its own. */
class OfbizLedgerCases {
  private static final int PATIENCE_SECONDS = 120

  private final Delegator delegator
  private final OfbizDocuments documents
  private final OfbizLedgerFixture fixture

  OfbizLedgerCases(Delegator delegator, LocalDispatcher dispatcher, OfbizLedgerFixture fixture) {
    this.delegator = delegator
    this.documents = new OfbizDocuments(delegator, dispatcher)
    this.fixture = fixture
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('the payment the host announces for a completed order gives way', this.&completed),
        new ContractCase('a payment that is only announced leaves the invoice open and gives way', this.&announced),
        new ContractCase('an invoice is paid although a part of it is confirmed already', this.&confirmed),
        new ContractCase('a reference too long for its field is kept whole', this.&longReference),
        new ContractCase('a day without a fiscal period is refused and named', this.&noPeriod),
        new ContractCase('a missing account is named on a host without an error journal', this.&noErrorJournal),
        new ContractCase('a prepayment the host gives to another invoice leaves its order open', this.&taken),
        new ContractCase('receipts for an order and for its invoice do not overtake each other', this.&together),
        new ContractCase('money paid back makes the order open again', this.&refunded),
        new ContractCase('a voided payment holds nothing and makes the invoice open again', this.&voided),
        new ContractCase('a dead document takes no application', this.&dead),
        new ContractCase('an order in part paid waits for its approval', this.&approval),
        new ContractCase('an order keeps its balance over several invoices', this.&severalInvoices),
    ]
  }

  private void completed() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    // What the host does by rules when an order is completed, the second of them in another thread.
    documents.perform('createPaymentFromOrder', [orderId: order.id()])
    Subject invoice = fixture.invoiceOrder(order)
    GenericValue announced = paymentsOf(order)[0]
    assert announced.statusId == 'PMNT_NOT_PAID'
    assert fixture.appliedToInvoices(announced.paymentId) == usd('50')
    isOpen(order, '50')
    isOpen(invoice, '50')
    assert post(request(order, '50')).applied() == usd('50')
    announced.refresh()
    assert announced.statusId == 'PMNT_CANCELLED'
    assert fixture.documentStatus(invoice) == 'INVOICE_PAID'
    isOpen(order, '0')
  }

  private void announced() {
    Subject invoice = fixture.openInvoice(usd('50'))
    String other = documents.payment(payer(invoice), 50.0G, [statusId: 'PMNT_NOT_PAID'])
    documents.apply(other, invoice.id())
    isOpen(invoice, '50')
    assert post(request(invoice, '50')).applied() == usd('50')
    assert fixture.appliedToInvoices(other) == usd('0')
    assert fixture.paymentFacts(other).statusId == 'PMNT_NOT_PAID'
    assert fixture.documentStatus(invoice) == 'INVOICE_PAID'
  }

  private void confirmed() {
    Subject invoice = fixture.openInvoice(usd('50'))
    String part = documents.payment(payer(invoice), 20.0G, [paymentMethodId: 'SC_CHECKING'])
    documents.apply(part, invoice.id())
    documents.perform('setPaymentStatus', [paymentId: part, statusId: 'PMNT_CONFIRMED'])
    isOpen(invoice, '30')
    post(request(invoice, '30'))
    assert fixture.documentStatus(invoice) == 'INVOICE_PAID'
  }

  private void longReference() {
    String reference = 'ref_' + 'x' * 200
    [fixture.openInvoice(usd('50')), fixture.orderWithoutInvoice(usd('50'))].each { Subject subject ->
      Ledger.PostingRequest request = request(subject, '50', true, reference)
      post(request)
      GenericValue payment = delegator.findOne('Payment', [paymentId: request.paymentId()], false)
      assert payment.paymentRefNum == null && payment.comments == reference
    }
  }

  private void noPeriod() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.LedgerException refusal = refused(
        request(invoice, '50', true, 'old', Instant.parse('2005-05-05T05:05:05Z')))
    assert refusal.mappingMissing() && refusal.message.contains('CustomTimePeriod')
    isOpen(invoice, '50')
  }

  private void noErrorJournal() {
    Subject invoice = fixture.openInvoice(usd('50'))
    GenericValue preference = delegator.findOne('PartyAcctgPreference', [partyId: 'Company'], false)
    String journal = preference.errorGlJournalId
    fixture.removeGlMapping()
    try {
      preference.errorGlJournalId = null
      preference.store()
      Ledger.LedgerException refusal = refused(request(invoice, '50'))
      assert refusal.mappingMissing() && refusal.message.contains('payment method PAYLINK_CONTRACT')
    } finally {
      preference.errorGlJournalId = journal
      preference.store()
      fixture.restoreGlMapping()
    }
    isOpen(invoice, '50')
    assert post(request(invoice, '50')).applied() == usd('50')
  }

  private void taken() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    Ledger.PostingRequest prepayment = request(order, '50')
    post(prepayment)
    isOpen(order, '0')
    Subject stranger = new Subject(order.organizationPartyId(), fixture.openInvoice(usd('1')).type(),
        documents.salesInvoice(50.0G, payer(order)))
    assert fixture.appliedToInvoices(prepayment.paymentId()) == usd('50')
    isOpen(stranger, '0')
    isOpen(order, '50')
    assert posted(prepayment.paymentId()).appliedTo() == [stranger.id()]
  }

  private void together() {
    Subject order = fixture.orderWithInvoice(usd('50'))
    Subject invoice = fixture.invoices(order)[0]
    List<Ledger.PostingRequest> requests = [request(order, '30'), request(invoice, '30')]
    ExecutorService threads = Executors.newFixedThreadPool(2)
    try {
      threads.invokeAll(requests.collect { request -> { -> post(request) } as Callable }, PATIENCE_SECONDS,
          TimeUnit.SECONDS)*.get()
    } finally {
      threads.shutdownNow()
    }
    Money applied = requests.inject(usd('0')) { sum, it -> sum.plus(fixture.appliedToInvoices(it.paymentId())) }
    assert applied == usd('50')
    assert fixture.documentStatus(invoice) == 'INVOICE_PAID'
    isOpen(order, '0')
  }

  private void refunded() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    Ledger.PostingRequest request = request(order, '50')
    post(request)
    String refund = documents.perform('createPayment', [paymentTypeId: 'CUSTOMER_REFUND', statusId: 'PMNT_SENT',
        paymentMethodTypeId: 'EXT_PAYLINK', paymentMethodId: 'PAYLINK_CONTRACT', partyIdFrom: 'Company',
        partyIdTo: payer(order), amount: 20.0G, currencyUomId: 'USD',
        effectiveDate: Timestamp.from(Instant.now().minusSeconds(1))]).paymentId
    documents.perform('createPaymentApplication',
        [paymentId: refund, toPaymentId: request.paymentId(), amountApplied: 20.0G])
    isOpen(order, '20')
  }

  private void voided() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest request = request(invoice, '50')
    post(request)
    documents.perform('voidPayment', [paymentId: request.paymentId()])
    assert posted(request.paymentId()).amount() == usd('0')
    isOpen(invoice, '50')
  }

  private void dead() {
    [fixture.openInvoice(usd('50')), fixture.orderWithoutInvoice(usd('50'))].each { Subject subject ->
      fixture.cancelDocument(subject)
      assert !refused(request(subject, '50')).mappingMissing()
      assert post(request(subject, '50', false)).applied() == usd('0')
    }
  }

  private void approval() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    post(request(order, '20'))
    assert fixture.documentStatus(order) == 'ORDER_CREATED'
    post(request(order, '30'))
    assert fixture.documentStatus(order) == 'ORDER_APPROVED'
  }

  private void severalInvoices() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    delegator.create('OrderItem', delegator.findByAnd('OrderItem', [orderId: order.id()], null, false)[0].getAllFields() +
        [orderItemSeqId: '00002', unitPrice: 30.0G])
    delegator.storeByCondition('OrderHeader', [grandTotal: 80.0G],
        org.apache.ofbiz.entity.condition.EntityCondition.makeCondition('orderId', order.id()))
    List<Subject> invoices = ['00001', '00002'].collect { String item ->
      new Subject('Company', fixture.openInvoice(usd('1')).type(), documents.invoiceOf(order.id(), item))
    }
    Ledger.Posted part = post(request(order, '60'))
    assert part.applied() == usd('60') && part.appliedTo() == [order.id()] + invoices*.id()
    isOpen(invoices[0], '0')
    isOpen(invoices[1], '20')
    isOpen(order, '20')
    post(request(invoices[1], '20'))
    isOpen(order, '0')
    assert document(order).state() == Document.State.PAID
  }

  private Ledger.PostingRequest request(
      Subject subject, String amount, boolean apply = true, String reference = 'pi_case', Instant at = Instant.now()) {
    String id = fixture.ledger().reservePaymentId()
    return new Ledger.PostingRequest(id, subject, apply, usd(amount), at, reference, 'CASE',
        fixture.paymentMethodId(), 'L' + id, Optional.of('A' + id))
  }

  private Ledger.Posted post(Ledger.PostingRequest request) {
    try {
      return fixture.records().unit { unit ->
        fixture.ledger().lock(unit, request.subject())
        fixture.ledger().post(unit, request)
      }
    } catch (UndeclaredThrowableException wrapped) {
      throw wrapped.cause
    }
  }

  private Ledger.LedgerException refused(Ledger.PostingRequest request) {
    try {
      post(request)
    } catch (Ledger.LedgerException refusal) {
      assert fixture.paymentFacts(request.paymentId()).isEmpty()
      return refusal
    }
    throw new AssertionError('not refused: ' + request)
  }

  private Ledger.Posted posted(String paymentId) {
    return fixture.records().unit { unit -> fixture.ledger().posted(unit, paymentId).get() }
  }

  private Document document(Subject subject) {
    return fixture.records().unit { unit -> fixture.ledger().document(unit, subject).get() }
  }

  private void isOpen(Subject subject, String amount) {
    assert document(subject).open() == usd(amount)
  }

  private String payer(Subject subject) {
    return document(subject).payerPartyId().get()
  }

  private List<GenericValue> paymentsOf(Subject order) {
    return delegator.findByAnd('OrderPaymentPreference', [orderId: order.id()], null, false)
        .collectMany { it.getRelated('Payment', null, null, false) }
  }

  private static Money usd(String amount) {
    return Money.ofMajor('USD', amount)
  }
}
