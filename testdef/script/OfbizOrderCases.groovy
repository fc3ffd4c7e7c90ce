import java.sql.Timestamp
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.ContractCase
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.money.Money

/** What the ledger has to keep for orders beyond its contract, because this host has ways of its own. */
class OfbizOrderCases extends OfbizLedgerBench {
  private static final int PATIENCE_SECONDS = 120

  OfbizOrderCases(Delegator delegator, LocalDispatcher dispatcher, OfbizLedgerFixture fixture) {
    super(delegator, dispatcher, fixture)
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('the payment the host announces for a completed order gives way', this.&completed),
        new ContractCase('a prepayment the host gives to another invoice leaves its order open', this.&taken),
        new ContractCase('receipts for an order and for its invoice do not overtake each other', this.&together),
        new ContractCase('money paid back makes the order open again', this.&refunded),
        new ContractCase('an order in part paid waits for its approval', this.&approval),
        new ContractCase('an order over the limit is paid and waits for a person', this.&limit),
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

  private void taken() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    Ledger.PostingRequest prepayment = request(order, '50')
    post(prepayment)
    isOpen(order, '0')
    Subject stranger = new Subject(order.organizationPartyId(), SubjectType.INVOICE,
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

  private void approval() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    post(request(order, '20'))
    assert fixture.documentStatus(order) == 'ORDER_CREATED'
    post(request(order, '30'))
    assert fixture.documentStatus(order) == 'ORDER_APPROVED'
  }

  private void limit() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    assert !awaitsApproval(order)
    Ledger.PostingRequest request = request(order, '50')
    post(new Ledger.PostingRequest(request.paymentId(), order, true, request.amount(), request.occurredAt(),
        request.externalRef(), request.gatewayAccountId(), request.paymentMethodId(), request.linkId(),
        request.attemptId(), false, Optional.empty()))
    assert fixture.documentStatus(order) == 'ORDER_CREATED'
    isOpen(order, '0')
    assert awaitsApproval(order)
    documents.perform('changeOrderStatus', [orderId: order.id(), statusId: 'ORDER_APPROVED', setItemStatus: 'Y'])
    assert !awaitsApproval(order)
  }

  private boolean awaitsApproval(Subject order) {
    return fixture.records().unit { unit -> fixture.ledger().awaitsApproval(unit, order) }
  }

  private void severalInvoices() {
    Subject order = fixture.orderWithoutInvoice(usd('50'))
    Map item = delegator.findByAnd('OrderItem', [orderId: order.id()], null, false)[0].getAllFields()
    delegator.create('OrderItem', item + [orderItemSeqId: '00002', unitPrice: 30.0G])
    delegator.storeByCondition('OrderHeader', [grandTotal: 80.0G],
        EntityCondition.makeCondition('orderId', order.id()))
    List<Subject> invoices = ['00001', '00002'].collect { String number ->
      new Subject('Company', SubjectType.INVOICE, documents.invoiceOf(order.id(), number))
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
}
