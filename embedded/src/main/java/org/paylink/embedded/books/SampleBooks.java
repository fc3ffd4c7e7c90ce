package org.paylink.embedded.books;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Identifiers;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What the people of the sample host do apart from payment links: make, cancel, invoice, book. */
public final class SampleBooks {
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Books whose new rows get their ids from the identifiers. */
  public SampleBooks(Identifiers identifiers, InstantSource clock) {
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Adds a customer or supplier. */
  public void addParty(Unit unit, String partyId, String name) {
    unit.insert("SampleParty", Map.of("partyId", partyId, "partyName", name));
  }

  /** Adds a customer with an e-mail address and a language. */
  public void addParty(Unit unit, String partyId, String name, String email, String localeTag) {
    unit.insert(
        "SampleParty",
        Map.of(
            "partyId", partyId, "partyName", name, "emailAddress", email, "localeTag", localeTag));
  }

  /** Adds an organization with books in a currency and all accounts it needs. */
  public void addOrganization(Unit unit, String partyId, String name, String currency) {
    unit.insert(
        "SampleParty",
        Map.of("partyId", partyId, "partyName", name, "baseCurrencyUomId", currency));
    addMapping(unit, partyId, GlAccountType.CLEARING, "111700");
    addMapping(unit, partyId, GlAccountType.UNAPPLIED, "213200");
    addMapping(unit, partyId, GlAccountType.RECEIVABLE, "120000");
    addMapping(unit, partyId, GlAccountType.RETURNS, "430000");
    addMapping(unit, partyId, GlAccountType.FEES, "609500");
  }

  /** Says which account an organization uses for what. */
  public void addMapping(Unit unit, String partyId, GlAccountType type, String glAccountId) {
    Map<String, Object> fields = new HashMap<>(type.key(partyId));
    fields.put("glAccountId", glAccountId);
    unit.insert("BookAccountMapping", fields);
  }

  /** Changes which account an organization uses for what; empty means that none is set up. */
  public void changeMapping(
      Unit unit, String partyId, GlAccountType type, Optional<String> glAccountId) {
    unit.update(
        "BookAccountMapping",
        type.key(partyId),
        Collections.singletonMap("glAccountId", glAccountId.orElse(null)));
  }

  /**
   * One order or invoice to be made.
   *
   * @param subject its organization, type and id
   * @param typeId such as {@code SALES_ORDER}
   * @param statusId such as {@code ORDER_CREATED}
   * @param otherPartyId the customer or supplier
   * @param total in any currency
   * @param description what for
   * @param orderId the order of an invoice
   */
  public record NewDocument(
      Subject subject,
      String typeId,
      String statusId,
      String otherPartyId,
      Money total,
      String description,
      Optional<String> orderId) {}

  /** Adds an order or invoice. */
  public void add(Unit unit, NewDocument document) {
    boolean order = document.subject().type() == SubjectType.ORDER;
    Map<String, Object> fields = new HashMap<>();
    fields.put(order ? "orderId" : "invoiceId", document.subject().id());
    fields.put(order ? "orderTypeId" : "invoiceTypeId", document.typeId());
    fields.put("statusId", document.statusId());
    fields.put("organizationPartyId", document.subject().organizationPartyId());
    fields.put("otherPartyId", document.otherPartyId());
    fields.put(order ? "grandTotal" : "invoiceTotal", document.total().major());
    fields.put("currencyUomId", document.total().currency());
    fields.put("description", document.description());
    fields.put("entryDate", clock.instant());
    document.orderId().ifPresent(id -> fields.put("orderId", id));
    unit.insert(order ? "SampleOrder" : "SampleInvoice", fields);
  }

  /** Counts an order to a store. */
  public void countTo(Unit unit, String orderId, String productStoreId) {
    unit.update(
        "SampleOrder", Map.of("orderId", orderId), Map.of("productStoreId", productStoreId));
  }

  /** Cancels an order or invoice. */
  public void cancel(Unit unit, Subject subject) {
    new Documents(unit).lock(subject);
    switch (subject.type()) {
      case ORDER ->
          unit.update(
              "SampleOrder",
              Map.of("orderId", subject.id()),
              Map.of("statusId", Words.ORDER_CANCELLED));
      case INVOICE ->
          unit.update(
              "SampleInvoice",
              Map.of("invoiceId", subject.id()),
              Map.of("statusId", Words.INVOICE_CANCELLED));
      case PARTY -> throw new IllegalArgumentException("a party is no document");
    }
  }

  /** Invoices an order for its whole total; the invoice takes in the order's payments. */
  public Subject invoice(Unit unit, Subject order, String invoiceId) {
    Documents documents = new Documents(unit);
    documents.lock(order);
    Row row = documents.row(order).orElseThrow();
    Subject invoice = new Subject(order.organizationPartyId(), SubjectType.INVOICE, invoiceId);
    add(
        unit,
        new NewDocument(
            invoice,
            Words.SALES_INVOICE,
            Words.INVOICE_READY,
            row.text("otherPartyId"),
            Balances.orderTotal(row),
            row.optionalText("description").orElse("Order " + order.id()),
            Optional.of(order.id())));
    Row made = documents.row(invoice).orElseThrow();
    new Receipts(unit, clock.instant()).applyPreferences(order.id(), made);
    return invoice;
  }

  /**
   * Books money a person received of a document's customer, such as a bank transfer.
   *
   * @param apply whether it pays the document; otherwise it stays the customer's credit
   * @return the payment's id
   */
  public String receive(Unit unit, Subject subject, Money amount, boolean apply) {
    Documents documents = new Documents(unit);
    documents.lock(subject);
    Row document = documents.row(subject).orElseThrow();
    String paymentId = identifiers.next("BookPayment");
    Receipts receipts = new Receipts(unit, clock.instant());
    receipts.book(
        new Receipts.Receipt(
            paymentId,
            document.optionalText("otherPartyId"),
            subject.organizationPartyId(),
            amount,
            clock.instant(),
            "by hand",
            Map.of()));
    if (apply) {
      receipts.apply(paymentId, subject, document, true);
    }
    return paymentId;
  }

  /** Pays some of a customer's payment back, as a person does it. */
  public String refund(Unit unit, String paymentId, Money amount) {
    Row payment = unit.find("BookPayment", Map.of("paymentId", paymentId)).orElseThrow();
    String refundId = identifiers.next("BookPayment");
    Map<String, Object> fields = new HashMap<>();
    fields.put("paymentId", refundId);
    fields.put("paymentTypeId", Words.CUSTOMER_REFUND);
    fields.put("statusId", Words.PMNT_SENT);
    fields.put("partyIdFrom", payment.text("partyIdTo"));
    fields.put("partyIdTo", payment.optionalText("partyIdFrom").orElse(null));
    fields.put("amount", amount.major());
    fields.put("currencyUomId", amount.currency());
    fields.put("effectiveDate", clock.instant());
    fields.put("refundOfPaymentId", paymentId);
    unit.insert("BookPayment", fields);
    return refundId;
  }

  /** What is booked for a payment and its applications, the oldest first. */
  public List<Row> entries(Unit unit, String paymentId) {
    return Entries.of(unit, paymentId);
  }
}
