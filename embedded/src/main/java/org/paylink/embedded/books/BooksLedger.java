package org.paylink.embedded.books;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.host.Document;
import org.paylink.host.Identifiers;
import org.paylink.host.Ledger;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Currencies;
import org.paylink.money.Money;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * The ledger of the sample books. Behaves as Apache OFBiz does where it shows: payments are
 * RECEIVED, a READY invoice becomes PAID when it is applied in full, an order is approved when it
 * is paid, what is too much stays unapplied, an order's payment is taken in by its later invoice.
 */
public final class BooksLedger implements Ledger {
  /** As the host's amounts, which have two decimals. */
  private static final int MOST_DECIMALS = 2;

  private final Identifiers identifiers;
  private final InstantSource clock;

  /** A ledger; payment ids come from the identifiers. */
  public BooksLedger(Identifiers identifiers, InstantSource clock) {
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** The entities the books are kept in. */
  public static EntityModel model() {
    return EntityModel.ofResource(BooksLedger.class, "entitymodel.xml");
  }

  @Override
  public Optional<Document> document(Unit unit, Subject subject) {
    return new Documents(unit).document(subject);
  }

  @Override
  public Optional<Subject> find(Unit unit, SubjectType type, String subjectId) {
    return new Documents(unit)
        .row(type, subjectId)
        .map(row -> new Subject(row.text("organizationPartyId"), type, subjectId));
  }

  @Override
  public List<Payer> payers(Unit unit, String text, int most) {
    return Customers.search(unit, text, most);
  }

  @Override
  public Optional<Payer> payer(Unit unit, String partyId) {
    return Customers.find(unit, partyId);
  }

  @Override
  public List<Subject> related(Unit unit, Subject subject) {
    return new Documents(unit).related(subject);
  }

  @Override
  public void lock(Unit unit, Subject subject) {
    new Documents(unit).lock(subject);
  }

  @Override
  public boolean canStore(Unit unit, String organizationPartyId, String currency) {
    return Currencies.isKnown(currency)
        && Currencies.decimals(currency) <= MOST_DECIMALS
        && unit.find("SampleParty", Map.of("partyId", organizationPartyId))
            .flatMap(row -> row.optionalText("baseCurrencyUomId"))
            .equals(Optional.of(currency));
  }

  @Override
  public String reservePaymentId() {
    return identifiers.next("BookPayment");
  }

  @Override
  public Posted post(Unit unit, PostingRequest request) throws LedgerException {
    Documents documents = new Documents(unit);
    documents.lock(request.subject());
    Optional<Posted> there = posted(unit, request.paymentId());
    if (there.isPresent()) {
      return there.get();
    }
    Document document =
        documents
            .document(request.subject())
            .orElseThrow(() -> refusal("no such sales document or customer"));
    check(unit, request, document);
    Receipts receipts = new Receipts(unit, clock.instant());
    try {
      receipts.book(Receipts.Receipt.of(request, document));
      if (request.apply()) {
        Row row = documents.row(request.subject()).orElseThrow();
        receipts.apply(request.paymentId(), request.subject(), row, request.approves());
      }
    } catch (GlAccountType.MissingMapping e) {
      throw new LedgerException(e.getMessage(), true, e);
    }
    return posted(unit, request.paymentId()).orElseThrow();
  }

  @Override
  public Reversible reversible(Unit unit, String paymentId) {
    return new Reversals(unit).reversible(paymentId);
  }

  @Override
  public void reverse(Unit unit, Subject subject, String paymentId) throws LedgerException {
    new Documents(unit).lock(subject);
    Optional<Row> repayment =
        unit.find("BookPayment", Balances.paymentKey(paymentId))
            .filter(row -> row.text("paymentTypeId").equals(Words.CUSTOMER_REFUND));
    if (repayment.isPresent()) {
      if (!repayment.get().text("statusId").equals(Words.PMNT_VOID)) {
        takeBack(unit, repayment.get());
      }
      return;
    }
    Reversals reversals = new Reversals(unit);
    switch (reversals.reversible(paymentId)) {
      case YES -> reversals.reverse(paymentId);
      case ALREADY -> {}
      case REFUNDED -> throw refusal("payment " + paymentId + " was paid back");
      case FIXED -> throw refusal("payment " + paymentId + " is confirmed");
    }
  }

  @Override
  public PaidBack payBack(Unit unit, PayBackRequest request) throws LedgerException {
    new Documents(unit).lock(request.subject());
    // Nothing is locked for a customer, but what is left depends on what else goes back.
    unit.lock("BookPayment", Balances.paymentKey(request.originalPaymentId()));
    PaidBacks paidBacks = new PaidBacks(unit, clock.instant());
    Optional<PaidBack> there = paidBacks.find(request.paymentId());
    if (there.isPresent()) {
      return there.get();
    }
    Row original =
        unit.find("BookPayment", Balances.paymentKey(request.originalPaymentId()))
            .filter(BooksLedger::holdsMoney)
            .orElseThrow(() -> refusal("no received payment " + request.originalPaymentId()));
    if (!request.amount().isPositive()
        || !request.amount().currency().equals(original.text("currencyUomId"))
        || request.amount().compareTo(paidBacks.left(original)) > 0) {
      throw refusal("not so much is left of payment " + request.originalPaymentId());
    }
    try {
      return paidBacks.book(request, original);
    } catch (GlAccountType.MissingMapping e) {
      throw new LedgerException(e.getMessage(), true, e);
    }
  }

  @Override
  public void postFee(Unit unit, FeeRequest request) throws LedgerException {
    if (!Entries.of(unit, request.entryId()).isEmpty()) {
      return;
    }
    String organization = request.organizationPartyId();
    if (!canStore(unit, organization, request.amount().currency())) {
      throw refusal("the books can't hold " + request.amount().currency());
    }
    try {
      new Fees(unit).book(request);
    } catch (GlAccountType.MissingMapping e) {
      throw new LedgerException(e.getMessage(), true, e);
    }
  }

  @Override
  public boolean awaitsApproval(Unit unit, Subject subject) {
    Documents documents = new Documents(unit);
    return subject.type() == SubjectType.ORDER
        && documents
            .row(subject)
            .filter(row -> row.text("statusId").equals(Words.ORDER_CREATED))
            .filter(row -> documents.open(subject, row).isZero())
            .isPresent();
  }

  @Override
  public Optional<Posted> posted(Unit unit, String paymentId) {
    return unit.find("BookPayment", Balances.paymentKey(paymentId)).map(row -> posted(unit, row));
  }

  private static Posted posted(Unit unit, Row payment) {
    String paymentId = payment.text("paymentId");
    if (payment.text("statusId").equals(Words.PMNT_VOID)) {
      Money nothing = Money.zero(payment.text("currencyUomId"));
      return new Posted(paymentId, nothing, nothing, List.of());
    }
    Balances balances = new Balances(unit);
    Money applied = balances.applied(payment);
    List<String> appliedTo = new ArrayList<>();
    Optional<Row> preference = unit.find("BookPreference", Balances.paymentKey(paymentId));
    if (preference.isPresent()) {
      // Invoices of the order only take what was meant for it.
      applied = Money.ofMajor(applied.currency(), preference.get().decimal("maxAmount").get());
      appliedTo.add(preference.get().text("orderId"));
    }
    balances.applications("paymentId", paymentId).stream()
        .map(row -> row.text("invoiceId"))
        .forEach(appliedTo::add);
    return new Posted(
        paymentId, payment.money("amount", "currencyUomId"), applied, List.copyOf(appliedTo));
  }

  private void check(Unit unit, PostingRequest request, Document document) throws LedgerException {
    if (!request.amount().isPositive()) {
      throw refusal("the amount is not more than nothing");
    }
    if (request.apply() && document.open().isEmpty()) {
      throw refusal("on account there is nothing a payment could be applied to");
    }
    String currency = request.amount().currency();
    if (!currency.equals(document.currency())
        || !canStore(unit, request.subject().organizationPartyId(), currency)) {
      throw refusal("the books can't hold " + currency + " for this document");
    }
    if (request.occurredAt().isAfter(clock.instant())) {
      throw refusal("the receipt is of the future");
    }
  }

  private void takeBack(Unit unit, Row repayment) throws LedgerException {
    try {
      new PaidBacks(unit, clock.instant()).reverse(repayment);
    } catch (GlAccountType.MissingMapping e) {
      throw new LedgerException(e.getMessage(), true, e);
    }
  }

  private static boolean holdsMoney(Row payment) {
    String status = payment.text("statusId");
    return payment.text("paymentTypeId").equals(Words.CUSTOMER_PAYMENT)
        && (status.equals(Words.PMNT_RECEIVED) || status.equals(Words.PMNT_CONFIRMED));
  }

  private static LedgerException refusal(String message) {
    return new LedgerException(message, false, null);
  }
}
