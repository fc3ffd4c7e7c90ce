package org.paylink.embedded.books;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.contract.LedgerFixture;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.host.Ledger;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Records;
import org.paylink.records.Row;

/** The sample books, as the contract of the ledger needs them. */
final class BooksFixture implements LedgerFixture {
  private final Records records;
  private final EmbeddedIdentifiers ids = EmbeddedIdentifiers.random();
  private final SampleBooks books = new SampleBooks(ids, InstantSource.system());
  private final BooksLedger ledger = new BooksLedger(ids, InstantSource.system());

  private final Map<Account, String> taken = new EnumMap<>(Account.class);

  BooksFixture(Records records) {
    this.records = records;
    SampleData.load(records, books);
  }

  @Override
  public Records records() {
    return records;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public String organizationPartyId() {
    return SampleData.COMPANY;
  }

  @Override
  public String otherOrganizationPartyId() {
    return SampleData.COMPANY_EUROPE;
  }

  @Override
  public Optional<String> paymentMethodId() {
    return Optional.empty();
  }

  @Override
  public Subject orderWithoutInvoice(Money total) {
    return add(SubjectType.ORDER, Words.SALES_ORDER, Words.ORDER_CREATED, total);
  }

  @Override
  public Subject orderWithInvoice(Money total) {
    Subject order = orderWithoutInvoice(total);
    invoiceOrder(order);
    return order;
  }

  @Override
  public Subject openInvoice(Money total) {
    return add(SubjectType.INVOICE, Words.SALES_INVOICE, Words.INVOICE_READY, total);
  }

  @Override
  public Subject purchaseInvoice(Money total) {
    return add(SubjectType.INVOICE, Words.PURCHASE_INVOICE, Words.INVOICE_READY, total);
  }

  @Override
  public Subject purchaseOrder(Money total) {
    return add(SubjectType.ORDER, Words.PURCHASE_ORDER, Words.ORDER_CREATED, total);
  }

  @Override
  public void cancelDocument(Subject subject) {
    records.run(unit -> books.cancel(unit, subject));
  }

  @Override
  public Subject invoiceOrder(Subject order) {
    String invoiceId = ids.next("SampleInvoice");
    return records.unit(unit -> books.invoice(unit, order, invoiceId));
  }

  @Override
  public List<Subject> invoices(Subject subject) {
    if (subject.type() == SubjectType.INVOICE) {
      return List.of(subject);
    }
    return records.unit(
        unit ->
            new Balances(unit)
                .invoices(subject.id()).stream()
                    .map(row -> row.text("invoiceId"))
                    .map(id -> new Subject(organizationPartyId(), SubjectType.INVOICE, id))
                    .toList());
  }

  @Override
  public String documentStatus(Subject subject) {
    return records.unit(unit -> new Documents(unit).row(subject).orElseThrow().text("statusId"));
  }

  @Override
  public List<Preference> orderPreferences(Subject order) {
    return records.unit(
        unit ->
            new Balances(unit)
                .preferences(order.id()).stream()
                    .map(row -> new Preference(row.text("statusId"), usd(row, "maxAmount")))
                    .toList());
  }

  @Override
  public String receivePaymentOtherwise(Subject subject, Money amount) {
    return records.unit(unit -> books.receive(unit, subject, amount, true));
  }

  @Override
  public String otherUnappliedPaymentOfSameParty(Subject subject, Money amount) {
    return records.unit(unit -> books.receive(unit, subject, amount, false));
  }

  @Override
  public void refundOtherwise(String paymentId, Money amount) {
    records.run(unit -> books.refund(unit, paymentId, amount));
  }

  @Override
  public void confirmPayment(String paymentId) {
    records.run(
        unit ->
            unit.update(
                "BookPayment",
                Balances.paymentKey(paymentId),
                Map.of("statusId", Words.PMNT_CONFIRMED)));
  }

  @Override
  public void removeGlMapping() {
    change(GlAccountType.CLEARING, Optional.empty());
  }

  @Override
  public void restoreGlMapping() {
    change(GlAccountType.CLEARING, Optional.of("111700"));
  }

  @Override
  public String account(Account account) {
    return records.unit(
        unit -> GlAccountType.valueOf(account.name()).account(unit, organizationPartyId()));
  }

  @Override
  public void removeMapping(Account account) {
    taken.put(account, account(account));
    change(GlAccountType.valueOf(account.name()), Optional.empty());
  }

  @Override
  public void restoreMapping(Account account) {
    change(GlAccountType.valueOf(account.name()), Optional.of(taken.get(account)));
  }

  @Override
  public CreditNote creditNote(String creditNoteId) {
    Row row =
        records
            .unit(unit -> unit.find("SampleInvoice", Map.of("invoiceId", creditNoteId)))
            .orElseThrow();
    // The sample books keep a credit note's entries with its repayment.
    return new CreditNote(
        row.text("statusId").equals(Words.INVOICE_PAID),
        row.text("statusId").equals(Words.INVOICE_CANCELLED),
        row.text("otherPartyId"),
        usd(row, "invoiceTotal"),
        List.of());
  }

  @Override
  public List<GlEntry> feeEntries(String entryId) {
    return glEntries(entryId);
  }

  @Override
  public Map<String, String> paymentFacts(String paymentId) {
    Map<String, String> facts = new HashMap<>();
    records
        .unit(unit -> unit.find("BookPayment", Balances.paymentKey(paymentId)))
        .ifPresent(row -> row.fields().forEach((name, value) -> put(facts, name, value)));
    return facts;
  }

  @Override
  public Money appliedToInvoices(String paymentId) {
    return records.unit(
        unit ->
            new Balances(unit)
                .applied(unit.find("BookPayment", Balances.paymentKey(paymentId)).orElseThrow()));
  }

  @Override
  public List<GlEntry> glEntries(String paymentId) {
    return records.unit(
        unit ->
            books.entries(unit, paymentId).stream()
                .map(
                    row ->
                        new GlEntry(
                            row.optionalText("glAccountId"),
                            row.text("debitCreditFlag").equals("D"),
                            usd(row, "amount"),
                            row.flag("isPosted")))
                .toList());
  }

  private Subject add(SubjectType type, String typeId, String statusId, Money total) {
    String party = ids.next("SampleParty");
    Subject subject = new Subject(organizationPartyId(), type, ids.next("document"));
    records.run(
        unit -> {
          books.addParty(unit, party, "A customer");
          books.add(
              unit,
              new SampleBooks.NewDocument(
                  subject, typeId, statusId, party, total, "Things", Optional.empty()));
        });
    return subject;
  }

  private void change(GlAccountType type, Optional<String> account) {
    records.run(unit -> books.changeMapping(unit, organizationPartyId(), type, account));
  }

  private static Money usd(Row row, String field) {
    return Money.ofMajor("USD", row.decimal(field).orElseThrow());
  }

  private static void put(Map<String, String> facts, String name, Object value) {
    if (value != null) {
      facts.put(
          name, value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
    }
  }
}
