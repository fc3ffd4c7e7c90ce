package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.money.Money
import org.paylink.records.Unit

/** The port {@link Ledger} on OFBiz orders, invoices, payments and general ledger. See docs/ledger.md. */
@CompileStatic
final class OfbizLedger implements Ledger {
  /** What can be an id of the host: one to twenty visible characters. Anything else is not asked for. */
  private static final String HOST_ID = '[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,20}'

  private final Delegator delegator
  private final OfbizInvoices invoices
  private final OfbizOrders orders
  private final OfbizPayments payments
  private final OfbizReceipts receipts
  private final OfbizGl generalLedger
  private final OfbizReversals reversals
  private final OfbizCustomers customers
  private final OfbizPayBacks payBacks
  private final OfbizFees fees

  OfbizLedger(Delegator delegator, LocalDispatcher dispatcher) {
    OfbizServices services = new OfbizServices(delegator, dispatcher)
    this.delegator = delegator
    this.invoices = new OfbizInvoices(delegator)
    this.orders = new OfbizOrders(delegator, invoices)
    this.payments = new OfbizPayments(delegator, orders)
    this.receipts = new OfbizReceipts(services, orders, invoices)
    this.generalLedger = new OfbizGl(services)
    this.reversals = new OfbizReversals(services, generalLedger)
    this.customers = new OfbizCustomers(delegator, generalLedger)
    this.payBacks = new OfbizPayBacks(services, new OfbizPayBackRows(services, payments, orders), receipts, reversals,
      generalLedger)
    this.fees = new OfbizFees(services, generalLedger)
  }

  @Override
  Optional<Document> document(Unit unit, Subject subject) {
    if (!isHostId(subject.id()) || !isHostId(subject.organizationPartyId())) {
      return Optional.<Document> empty()
    }
    if (subject.type().isOnAccount()) {
      return customers.document(subject)
    }
    return subject.type() == SubjectType.ORDER ? orders.document(subject) : invoices.document(subject)
  }

  @Override
  Optional<Subject> find(Unit unit, SubjectType type, String subjectId) {
    if (!isHostId(subjectId) || type.isOnAccount()) {
      return Optional.<Subject> empty()
    }
    String organization = type == SubjectType.ORDER ?
      orders.organization(orders.salesOrder(subjectId)) :
      invoices.salesInvoice(subjectId)?.getString('partyIdFrom')
    return organization == null ?
      Optional.<Subject> empty() : Optional.of(new Subject(organization, type, subjectId))
  }

  @Override
  List<Ledger.Payer> payers(Unit unit, String text, int most) {
    return customers.payers(text, most)
  }

  @Override
  Optional<Ledger.Payer> payer(Unit unit, String partyId) {
    return customers.payer(partyId)
  }

  @Override
  List<Subject> related(Unit unit, Subject subject) {
    boolean order = subject.type() == SubjectType.ORDER
    List<String> ids = !isHostId(subject.id()) || subject.type().isOnAccount() ? [] as List<String> :
      order ? orders.invoiceIds(subject.id()) : orders.billedBy(subject.id())
    SubjectType other = order ? SubjectType.INVOICE : SubjectType.ORDER
    return ids.collect { String id -> new Subject(subject.organizationPartyId(), other, id) }
  }

  /**
   * Locks an order's row and then those of its invoices; for an invoice the rows of the orders it bills come first.
   * So a link for an order and one for its invoice, whose balances depend on each other, exclude one another, and
   * all lock in the same order. Nothing is locked for a party: no balance depends on what it pays on account.
   */
  @Override
  void lock(Unit unit, Subject subject) {
    if (subject.type().isOnAccount()) {
      return
    }
    List<String> orderIds = [subject.id()]
    List<String> invoiceIds = [subject.id()]
    if (subject.type() == SubjectType.INVOICE) {
      orderIds = orders.billedBy(subject.id())
    }
    orderIds.each { String orderId -> touch('OrderHeader', 'orderId', orderId) }
    if (subject.type() == SubjectType.ORDER) {
      invoiceIds = orders.invoiceIds(subject.id())
    }
    invoiceIds.each { String invoiceId -> touch('Invoice', 'invoiceId', invoiceId) }
  }

  @Override
  boolean canStore(Unit unit, String organizationPartyId, String currency) {
    return isHostId(organizationPartyId) && generalLedger.canStore(organizationPartyId, currency)
  }

  @Override
  boolean awaitsApproval(Unit unit, Subject subject) {
    GenericValue order = subject.type() == SubjectType.ORDER && isHostId(subject.id()) ?
      orders.salesOrder(subject.id()) : null
    return order != null && receipts.awaitsApproval(order)
  }

  @Override
  String reservePaymentId() {
    return delegator.getNextSeqId('Payment')
  }

  @Override
  Ledger.Posted post(Unit unit, Ledger.PostingRequest request) {
    Optional<Ledger.Posted> before = posted(unit, request.paymentId())
    if (before.isPresent()) {
      return before.get()
    }
    Optional<Document> document = document(unit, request.subject())
    requirePostable(unit, request, document)
    // Looked up beforehand: after a refusal nothing can be asked within the transaction on every database.
    List<String> missing = generalLedger.missing(request)
    try {
      generalLedger.requirePosted(receipts.book(request, document))
    } catch (Ledger.LedgerException refusal) {
      throw missing.isEmpty() ? refusal :
        new Ledger.LedgerException(refusal.message + ' (' + missing.join('; ') + ')', true, refusal)
    }
    Ledger.Posted posted = posted(unit, request.paymentId()).get()
    requireIntended(request, posted)
    return posted
  }

  @Override
  Ledger.Reversible reversible(Unit unit, String paymentId) {
    return reversals.reversible(payments.find(paymentId))
  }

  @Override
  void reverse(Unit unit, Subject subject, String paymentId) {
    lock(unit, subject)
    GenericValue payment = payments.find(paymentId)
    Ledger.Reversible reversible = reversals.reversible(payment)
    if (reversible == Ledger.Reversible.ALREADY) {
      return
    }
    refuseIf(reversible != Ledger.Reversible.YES, 'payment ' + paymentId +
      (reversible == Ledger.Reversible.REFUNDED ? ' was paid back to the customer' : ' is confirmed or deposited'))
    if (OfbizPayBacks.isRepayment(payment)) {
      touch('Payment', 'paymentId', payment.getString('refundOfPaymentId'))
      payBacks.reverse(payment, subject)
    } else {
      reversals.reverse(payment)
    }
  }

  @Override
  Ledger.PaidBack payBack(Unit unit, Ledger.PayBackRequest request) {
    lock(unit, request.subject())
    // Nothing is locked for a party, but what is left of its payment depends on what else goes back of it.
    touch('Payment', 'paymentId', request.originalPaymentId())
    GenericValue before = payments.find(request.paymentId())
    if (before != null) {
      return payBacks.answer(before, [])
    }
    return payBacks.book(request, payments.find(request.originalPaymentId()))
  }

  @Override
  void postFee(Unit unit, Ledger.FeeRequest request) {
    refuseIf(!canStore(unit, request.organizationPartyId(), request.amount().currency()),
      request.organizationPartyId() + ' does not keep its books in ' + request.amount().currency())
    fees.post(request)
  }

  @Override
  Optional<Ledger.Posted> posted(Unit unit, String paymentId) {
    GenericValue payment = payments.find(paymentId)
    return payment == null ? Optional.<Ledger.Posted> empty() : Optional.of(payments.posted(payment))
  }

  private void requirePostable(Unit unit, Ledger.PostingRequest request, Optional<Document> document) {
    Money amount = request.amount()
    String organization = request.subject().organizationPartyId()
    refuseIf(!amount.isPositive(), 'a receipt of ' + amount + ' is none')
    refuseIf(!canStore(unit, organization, amount.currency()), organization + ' does not keep its books in ' +
      amount.currency() + ', and the host would post the amount unconverted')
    if (request.apply()) {
      String named = request.subject().type().name() + ' ' + request.subject().id()
      refuseIf(!document.isPresent(), named + ' of ' + organization + ' is not there')
      refuseIf(!document.get().open().isPresent(), named + ' owes nothing a payment could be applied to')
      refuseIf(document.get().state() == Document.State.NOT_PAYABLE, named + ' takes no payment in its state')
      refuseIf(document.get().currency() != amount.currency(), named + ' is in another currency than ' + amount)
    }
  }

  /** What was applied must be to the intended document: the host has rules of its own that apply payments. */
  private void requireIntended(Ledger.PostingRequest request, Ledger.Posted posted) {
    List<String> intended = []
    if (request.apply()) {
      intended.add(request.subject().id())
      if (request.subject().type() == SubjectType.ORDER) {
        intended.addAll(orders.invoiceIds(request.subject().id()))
      }
    }
    List<String> stray = posted.appliedTo().findAll { String it -> !(it in intended) }
    refuseIf(!stray.isEmpty(), 'the host applied payment ' + request.paymentId() + ' to ' + stray +
      ' by itself; set accounting.payment.application.autocreate=N')
  }

  /**
   * Updates the row's stamp of the last change, which locks it on every database until the unit ends. That field is
   * the only one that can be set without first reading the row, and setting it means nothing to the host: its
   * services, caches of single rows and entity synchronisation (which goes by the stamp of the transaction) are left
   * alone, and the entity's event rules don't fire.
   */
  private void touch(String entity, String keyField, String id) {
    OfbizServices.reading {
      delegator.storeByCondition(entity, [lastUpdatedStamp: Timestamp.from(Instant.now())] as Map<String, Object>,
        EntityCondition.makeCondition(keyField, id))
    }
  }

  private static void refuseIf(boolean reason, String message) {
    if (reason) {
      throw new Ledger.LedgerException(message, false, null)
    }
  }

  private static boolean isHostId(String id) {
    return id ==~ HOST_ID
  }
}
