package org.paylink.embedded.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paylink.embedded.books.Customers;
import org.paylink.embedded.books.SampleData;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Reads what the sample host's own screens show: documents, payments, entries. Changes nothing. */
final class HostBooks {
  private static final int MOST = 1_000;

  private final Host host;

  HostBooks(Host host) {
    this.host = host;
  }

  /**
   * One order, invoice or customer as its screen shows it.
   *
   * @param document what the ledger says of it; absent for documents that are no sales documents
   * @param row the stored row
   * @param customer the other party's name
   * @param total what it amounts to; absent for a customer
   */
  record Paper(
      Subject subject,
      Optional<Document> document,
      Row row,
      String customer,
      Optional<Money> total) {
    /** Absent for a customer. */
    Optional<String> statusId() {
      return row.optionalText("statusId");
    }

    Optional<Money> open() {
      return document.flatMap(Document::open);
    }
  }

  /** Everybody who could pay on account. */
  List<Ledger.Payer> customers() {
    return host.records().unit(Customers::all);
  }

  /**
   * One payment received.
   *
   * @param appliedTo the orders and invoices it is for
   */
  record Receipt(Row row, Money amount, String customer, List<Subject> appliedTo) {
    String id() {
      return row.text("paymentId");
    }
  }

  /**
   * One side of a posted transaction.
   *
   * @param debit whether it stands on the debit side
   */
  record Entry(String paymentId, String account, boolean debit, Money amount) {}

  /** What stands on an account, in one currency. */
  record Balance(String account, Money debit, Money credit) {}

  /** The trial balance in one currency: equal sums when the books are right. */
  record TrialBalance(String currency, List<Balance> accounts, Money debit, Money credit) {
    boolean balances() {
      return debit.equals(credit);
    }
  }

  /** All documents of a kind, by number. */
  List<Paper> papers(SubjectType type) {
    return host.records()
        .unit(
            unit -> {
              Map<String, String> names = names(unit);
              return unit.list(Query.from(entity(type)).orderBy(key(type)).limit(MOST)).stream()
                  .map(row -> paper(unit, type, row, names))
                  .toList();
            });
  }

  /** One document. */
  Optional<Paper> paper(SubjectType type, String id) {
    return host.records()
        .unit(
            unit ->
                unit.list(Query.from(entity(type)).equal(key(type), id).limit(1)).stream()
                    .findFirst()
                    .filter(row -> row.optionalText("baseCurrencyUomId").isEmpty())
                    .map(row -> paper(unit, type, row, names(unit))));
  }

  /** All payments, the newest first. */
  List<Receipt> receipts() {
    return host.records()
        .unit(
            unit -> {
              Map<String, String> names = names(unit);
              return unit
                  .list(
                      Query.from("BookPayment")
                          .orderBy("-effectiveDate")
                          .orderBy("paymentId")
                          .limit(MOST))
                  .stream()
                  .map(row -> receipt(unit, row, names))
                  .toList();
            });
  }

  /** One payment. */
  Optional<Receipt> receipt(String paymentId) {
    return host.records()
        .unit(
            unit ->
                unit.find("BookPayment", Map.of("paymentId", paymentId))
                    .map(row -> receipt(unit, row, names(unit))));
  }

  /** What is posted for a payment. */
  List<Entry> entries(String paymentId) {
    return entries(Query.from("BookEntry").equal("paymentId", paymentId).orderBy("entrySeqId"));
  }

  /** What stands on every account, for each currency on its own. */
  List<TrialBalance> trialBalances() {
    Map<String, Map<String, List<Entry>>> sorted = new TreeMap<>();
    for (Entry entry : entries(Query.from("BookEntry"))) {
      sorted
          .computeIfAbsent(entry.amount().currency(), currency -> new TreeMap<>())
          .computeIfAbsent(entry.account(), account -> new ArrayList<>())
          .add(entry);
    }
    return sorted.entrySet().stream().map(e -> trialBalance(e.getKey(), e.getValue())).toList();
  }

  private List<Entry> entries(Query query) {
    return host.records().unit(unit -> unit.list(query)).stream().map(HostBooks::entry).toList();
  }

  private static TrialBalance trialBalance(String currency, Map<String, List<Entry>> byAccount) {
    List<Balance> accounts =
        byAccount.entrySet().stream()
            .map(
                e ->
                    new Balance(
                        e.getKey(),
                        sum(currency, e.getValue(), true),
                        sum(currency, e.getValue(), false)))
            .sorted(Comparator.comparing(Balance::account))
            .toList();
    Money zero = Money.zero(currency);
    return new TrialBalance(
        currency,
        accounts,
        accounts.stream().map(Balance::debit).reduce(zero, Money::plus),
        accounts.stream().map(Balance::credit).reduce(zero, Money::plus));
  }

  private static Money sum(String currency, List<Entry> entries, boolean debit) {
    return entries.stream()
        .filter(entry -> entry.debit() == debit)
        .map(Entry::amount)
        .reduce(Money.zero(currency), Money::plus);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.text("paymentId"),
        row.text("glAccountId"),
        "D".equals(row.text("debitCreditFlag")),
        row.money("amount", "currencyUomId"));
  }

  private Paper paper(Unit unit, SubjectType type, Row row, Map<String, String> names) {
    boolean customer = type.isOnAccount();
    String organization = row.optionalText("organizationPartyId").orElse(SampleData.COMPANY);
    Subject subject = new Subject(organization, type, row.text(key(type)));
    String total = type == SubjectType.ORDER ? "grandTotal" : "invoiceTotal";
    return new Paper(
        subject,
        host.ledger().document(unit, subject),
        row,
        name(names, row.optionalText(customer ? "partyId" : "otherPartyId")),
        customer ? Optional.empty() : Optional.of(row.money(total, "currencyUomId")));
  }

  private Receipt receipt(Unit unit, Row row, Map<String, String> names) {
    String id = row.text("paymentId");
    String organization = row.text("partyIdTo");
    List<Subject> appliedTo = new ArrayList<>();
    for (Row meant : unit.list(Query.from("BookPreference").equal("paymentId", id))) {
      appliedTo.add(new Subject(organization, SubjectType.ORDER, meant.text("orderId")));
    }
    for (Row applied : unit.list(Query.from("BookApplication").equal("paymentId", id))) {
      appliedTo.add(new Subject(organization, SubjectType.INVOICE, applied.text("invoiceId")));
    }
    return new Receipt(
        row,
        row.money("amount", "currencyUomId"),
        name(names, row.optionalText("partyIdFrom")),
        appliedTo);
  }

  private static Map<String, String> names(Unit unit) {
    Map<String, String> names = new HashMap<>();
    for (Row party : unit.list(Query.from("SampleParty"))) {
      names.put(party.text("partyId"), party.optionalText("partyName").orElse(""));
    }
    return names;
  }

  private static String name(Map<String, String> names, Optional<String> partyId) {
    return partyId.map(id -> names.getOrDefault(id, id)).orElse("");
  }

  private static String entity(SubjectType type) {
    return switch (type) {
      case ORDER -> "SampleOrder";
      case INVOICE -> "SampleInvoice";
      case PARTY -> "SampleParty";
    };
  }

  private static String key(SubjectType type) {
    return switch (type) {
      case ORDER -> "orderId";
      case INVOICE -> "invoiceId";
      case PARTY -> "partyId";
    };
  }
}
