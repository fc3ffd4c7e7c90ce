package org.paylink.embedded.books;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Document.State;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Sales orders, sales invoices, and parties that pay on account, as the ledger's documents. */
final class Documents {
  private static final int MOST_PURPOSE = 250;

  private final Unit unit;
  private final Balances balances;

  Documents(Unit unit) {
    this.unit = unit;
    this.balances = new Balances(unit);
  }

  /** The row of a sales document, whoever's it is. */
  Optional<Row> row(SubjectType type, String id) {
    return switch (type) {
      case ORDER -> sales("SampleOrder", "orderId", id, "orderTypeId", Words.SALES_ORDER);
      case INVOICE -> sales("SampleInvoice", "invoiceId", id, "invoiceTypeId", Words.SALES_INVOICE);
      // A party belongs to no organization, which its row would have to name.
      case PARTY -> Optional.empty();
    };
  }

  /** The row of a sales document of the subject's organization. */
  Optional<Row> row(Subject subject) {
    return row(subject.type(), subject.id())
        .filter(row -> row.text("organizationPartyId").equals(subject.organizationPartyId()));
  }

  /** What is to be paid of it now. */
  Money open(Subject subject, Row row) {
    return switch (subject.type()) {
      case ORDER -> balances.openOrder(row);
      case INVOICE -> balances.open(row);
      case PARTY -> throw new IllegalArgumentException("nothing is open on account");
    };
  }

  /** The document as of now. */
  Optional<Document> document(Subject subject) {
    return subject.type().isOnAccount()
        ? onAccount(subject)
        : row(subject).map(row -> document(subject, row));
  }

  /** A customer may pay every organization with books, but none itself. */
  private Optional<Document> onAccount(Subject subject) {
    Optional<String> currency =
        party(subject.organizationPartyId()).flatMap(row -> row.optionalText("baseCurrencyUomId"));
    boolean customer =
        party(subject.id()).isPresent() && !subject.id().equals(subject.organizationPartyId());
    return currency
        .filter(known -> customer)
        .map(
            known ->
                Document.onAccount(
                    subject, partyName(subject.organizationPartyId()), known, State.PAYABLE));
  }

  private Document document(Subject subject, Row row) {
    Money open = open(subject, row);
    Money total =
        subject.type() == SubjectType.ORDER ? Balances.orderTotal(row) : Balances.total(row);
    return new Document(
            subject,
            subject.id(),
            purpose(subject, row),
            partyName(subject.organizationPartyId()),
            row.optionalText("otherPartyId"),
            total,
            open,
            state(row.text("statusId"), open))
        .inStore(store(subject, row));
  }

  /** An invoice belongs to its order's store, if it was made of one. */
  private Optional<String> store(Subject subject, Row row) {
    return switch (subject.type()) {
      case PARTY -> Optional.empty();
      case ORDER -> row.optionalText("productStoreId");
      case INVOICE ->
          row.optionalText("orderId")
              .flatMap(id -> row(SubjectType.ORDER, id))
              .flatMap(order -> order.optionalText("productStoreId"));
    };
  }

  /** An order's invoices, or an invoice's order. */
  List<Subject> related(Subject subject) {
    String organization = subject.organizationPartyId();
    return switch (subject.type()) {
      case ORDER ->
          balances.invoices(subject.id()).stream()
              .map(row -> new Subject(organization, SubjectType.INVOICE, row.text("invoiceId")))
              .toList();
      case INVOICE ->
          row(subject).flatMap(row -> row.optionalText("orderId")).stream()
              .map(orderId -> new Subject(organization, SubjectType.ORDER, orderId))
              .toList();
      case PARTY -> List.of();
    };
  }

  /**
   * Locks an order and its invoices, or an invoice after its order, so that receipts of either wait
   * for each other; always from the order down.
   */
  void lock(Subject subject) {
    Optional<Row> row = row(subject);
    if (row.isEmpty()) {
      return;
    }
    Optional<String> orderId = row.get().optionalText("orderId");
    orderId.ifPresent(id -> unit.lock("SampleOrder", Map.of("orderId", id)));
    if (subject.type() == SubjectType.INVOICE) {
      unit.lock("SampleInvoice", Map.of("invoiceId", subject.id()));
      return;
    }
    for (Row invoice : balances.invoices(subject.id())) {
      unit.lock("SampleInvoice", Map.of("invoiceId", invoice.text("invoiceId")));
    }
  }

  private Optional<Row> sales(
      String entity, String keyField, String id, String typeField, String salesType) {
    return unit.find(entity, Map.of(keyField, id))
        .filter(row -> row.text(typeField).equals(salesType));
  }

  private static String purpose(Subject subject, Row row) {
    String kind = subject.type() == SubjectType.ORDER ? "Order " : "Invoice ";
    String text =
        kind + subject.id() + row.optionalText("description").map(more -> ": " + more).orElse("");
    return text.length() <= MOST_PURPOSE ? text : text.substring(0, MOST_PURPOSE);
  }

  private String partyName(String partyId) {
    return party(partyId).flatMap(row -> row.optionalText("partyName")).orElse(partyId);
  }

  private Optional<Row> party(String partyId) {
    return unit.find("SampleParty", Map.of("partyId", partyId));
  }

  private static State state(String status, Money open) {
    return switch (status) {
      case Words.ORDER_CREATED, Words.ORDER_APPROVED, Words.ORDER_COMPLETED, Words.INVOICE_READY ->
          open.isZero() ? State.PAID : State.PAYABLE;
      case Words.INVOICE_PAID -> State.PAID;
      default -> State.NOT_PAYABLE;
    };
  }
}
