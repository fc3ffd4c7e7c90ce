import java.lang.reflect.UndeclaredThrowableException
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.money.Money

/** What the host's own cases of the ledger share. */
abstract class OfbizLedgerBench {
  protected final Delegator delegator
  protected final OfbizDocuments documents
  protected final OfbizLedgerFixture fixture

  protected OfbizLedgerBench(Delegator delegator, LocalDispatcher dispatcher, OfbizLedgerFixture fixture) {
    this.delegator = delegator
    this.documents = new OfbizDocuments(delegator, dispatcher)
    this.fixture = fixture
  }

  protected Ledger.PostingRequest request(
      Subject subject, String amount, boolean apply = true, String reference = 'pi_case', Instant at = Instant.now()) {
    String id = fixture.ledger().reservePaymentId()
    return new Ledger.PostingRequest(id, subject, apply, usd(amount), at, reference, 'CASE',
        fixture.paymentMethodId(), 'L' + id, Optional.of('A' + id), true, Optional.empty())
  }

  protected Ledger.Posted post(Ledger.PostingRequest request) {
    try {
      return fixture.records().unit { unit ->
        fixture.ledger().lock(unit, request.subject())
        fixture.ledger().post(unit, request)
      }
    } catch (UndeclaredThrowableException wrapped) {
      throw wrapped.cause
    }
  }

  protected Ledger.LedgerException refused(Ledger.PostingRequest request) {
    try {
      post(request)
    } catch (Ledger.LedgerException refusal) {
      assert fixture.paymentFacts(request.paymentId()).isEmpty()
      return refusal
    }
    throw new AssertionError('not refused: ' + request)
  }

  protected Ledger.Posted posted(String paymentId) {
    return fixture.records().unit { unit -> fixture.ledger().posted(unit, paymentId).get() }
  }

  protected Document document(Subject subject) {
    return fixture.records().unit { unit -> fixture.ledger().document(unit, subject).get() }
  }

  protected void isOpen(Subject subject, String amount) {
    assert document(subject).open().get() == usd(amount)
  }

  protected String payer(Subject subject) {
    return document(subject).payerPartyId().get()
  }

  protected List<GenericValue> paymentsOf(Subject order) {
    return delegator.findByAnd('OrderPaymentPreference', [orderId: order.id()], null, false)
        .collectMany { it.getRelated('Payment', null, null, false) }
  }

  protected static Money usd(String amount) {
    return Money.ofMajor('USD', amount)
  }
}
