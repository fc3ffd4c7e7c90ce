import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.ContractCase
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType

/** What the ledger has to keep beyond its contract, because this host has ways of its own. */
class OfbizLedgerCases extends OfbizLedgerBench {
  OfbizLedgerCases(Delegator delegator, LocalDispatcher dispatcher, OfbizLedgerFixture fixture) {
    super(delegator, dispatcher, fixture)
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('a payment that is only announced leaves the invoice open and gives way', this.&announced),
        new ContractCase('an invoice is paid although a part of it is confirmed already', this.&confirmed),
        new ContractCase('a reference too long for its field is kept whole', this.&longReference),
        new ContractCase('a reference that might be markup is kept without its signs', this.&markupInReference),
        new ContractCase('a day without a fiscal period is refused and named', this.&noPeriod),
        new ContractCase('a missing account is named on a host without an error journal', this.&noErrorJournal),
        new ContractCase('a voided payment holds nothing and makes the invoice open again', this.&voided),
        new ContractCase('a dead document takes no application', this.&dead),
        new ContractCase('credit on account is there for an invoice of its amount that becomes ready', this.&credit),
    ]
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

  /** The host's services refuse what might be markup, and a person may have typed the reference. */
  private void markupInReference() {
    Ledger.PostingRequest request = request(fixture.openInvoice(usd('50')), '50', true, 'CH-<17> & CH-18')
    post(request)
    assert delegator.findOne('Payment', [paymentId: request.paymentId()], false).paymentRefNum == 'CH- 17    CH-18'
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

  private void voided() {
    Subject invoice = fixture.openInvoice(usd('50'))
    Ledger.PostingRequest request = request(invoice, '50')
    post(request)
    documents.perform('voidPayment', [paymentId: request.paymentId()])
    assert posted(request.paymentId()).amount() == usd('0')
    isOpen(invoice, '50')
  }

  /**
   * The host applies equal amounts of a party by itself when an invoice becomes ready. Of an order's payment that would
   * be a theft; credit on account is meant for it, and the books stay right.
   */
  private void credit() {
    String partyId = documents.customer()
    Subject customer = new Subject('Company', SubjectType.PARTY, partyId)
    Ledger.PostingRequest request = request(customer, '47.11', false)
    post(request)
    assert fixture.appliedToInvoices(request.paymentId()) == usd('0')
    String other = documents.salesInvoice(11.47G, partyId)
    assert fixture.appliedToInvoices(request.paymentId()) == usd('0')
    String equal = documents.salesInvoice(47.11G, partyId)
    assert fixture.appliedToInvoices(request.paymentId()) == usd('47.11')
    Ledger.Posted posted = posted(request.paymentId())
    assert posted.amount() == usd('47.11') && posted.applied() == usd('47.11') && posted.appliedTo() == [equal]
    isOpen(new Subject('Company', SubjectType.INVOICE, other), '11.47')
    isOpen(new Subject('Company', SubjectType.INVOICE, equal), '0')
  }

  private void dead() {
    [fixture.openInvoice(usd('50')), fixture.orderWithoutInvoice(usd('50'))].each { Subject subject ->
      fixture.cancelDocument(subject)
      assert !refused(request(subject, '50')).mappingMissing()
      assert post(request(subject, '50', false)).applied() == usd('0')
    }
  }
}
