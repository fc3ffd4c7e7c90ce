package org.paylink.embedded.books;

import java.util.Map;
import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Records;
import org.paylink.records.Unit;

/**
 * Parties and documents to try Paylink with. Ids and totals of the first order are those of Apache
 * OFBiz's demo data.
 */
public final class SampleData {
  /** The organization most documents belong to; its books are in USD. */
  public static final String COMPANY = "Company";

  /** An organization with books in EUR. */
  public static final String COMPANY_EUROPE = "CompanyEurope";

  /** An organization with books in JPY. */
  public static final String COMPANY_JAPAN = "CompanyJapan";

  private final SampleBooks books;
  private final Unit unit;

  private SampleData(SampleBooks books, Unit unit) {
    this.books = books;
    this.unit = unit;
  }

  /**
   * Loads the data unless it is there already.
   *
   * @return whether it was loaded now
   */
  public static boolean load(Records records, SampleBooks books) {
    return records.unit(
        unit -> {
          if (unit.find("SampleParty", Map.of("partyId", COMPANY)).isPresent()) {
            return false;
          }
          SampleData data = new SampleData(books, unit);
          data.parties();
          data.orders();
          data.invoices();
          return true;
        });
  }

  private void parties() {
    books.addOrganization(unit, COMPANY, "Your Company Name Inc", "USD");
    books.addOrganization(unit, COMPANY_EUROPE, "Your Company Name GmbH", "EUR");
    books.addOrganization(unit, COMPANY_JAPAN, "Your Company Name KK", "JPY");
    books.addParty(unit, "DemoCustomer", "Demo Customer", "customer@example.com", "en");
    // This one's mail server refuses it, and the next has no address at all.
    books.addParty(unit, "DemoCustCompany", "Demo Customer Company", "refused@example.com", "en");
    books.addParty(unit, "AcctBuyer", "Accounting Buyer");
    books.addParty(unit, "EuroCustomer", "Euro Customer", "kunde@example.com", "de");
    books.addParty(unit, "JapanCustomer", "Japan Customer", "japan@example.com", "ja");
    books.addParty(unit, "DemoSupplier", "Demo Supplier");
  }

  private void orders() {
    order(COMPANY, "DEMO10090", Words.ORDER_APPROVED, "DemoCustomer", usd("50.85"), "Gizmos");
    order(COMPANY, "DEMO10091", Words.ORDER_CREATED, "DemoCustCompany", usd("318.00"), "Widgets");
    order(COMPANY, "DEMO10092", Words.ORDER_COMPLETED, "DemoCustomer", usd("1240.50"), "Machine");
    order(COMPANY, "DEMO10093", Words.ORDER_CANCELLED, "AcctBuyer", usd("19.99"), "Sample box");
    order(COMPANY, "DEMO10094", Words.ORDER_CREATED, "AcctBuyer", usd("0.50"), "Sticker");
    order(COMPANY_EUROPE, "DEMO10095", Words.ORDER_APPROVED, "EuroCustomer", eur("99.90"), "Shelf");
    books.add(
        unit,
        new SampleBooks.NewDocument(
            new Subject(COMPANY, SubjectType.ORDER, "DEMO10096"),
            Words.PURCHASE_ORDER,
            Words.ORDER_APPROVED,
            "DemoSupplier",
            usd("500.00"),
            "Parts",
            Optional.empty()));
    books.invoice(unit, new Subject(COMPANY, SubjectType.ORDER, "DEMO10092"), "8006");
  }

  private void invoices() {
    invoice(COMPANY, "8000", "DemoCustCompany", usd("36.43"), "Consulting in May");
    Subject partly = invoice(COMPANY, "8001", "DemoCustomer", usd("250.00"), "Maintenance");
    books.receive(unit, partly, usd("100.00"), true);
    Subject paid = invoice(COMPANY, "8002", "AcctBuyer", usd("75.00"), "Training");
    books.receive(unit, paid, usd("75.00"), true);
    invoice(COMPANY_EUROPE, "8003", "EuroCustomer", eur("1190.00"), "Beratung");
    invoice(COMPANY_JAPAN, "8004", "JapanCustomer", Money.ofMajor("JPY", "5000"), "保守サービス");
    // In a currency the organization doesn't keep its books in: a link for it is refused.
    invoice(COMPANY, "8005", "EuroCustomer", eur("80.00"), "Shipping");
    books.add(
        unit,
        new SampleBooks.NewDocument(
            new Subject(COMPANY, SubjectType.INVOICE, "8007"),
            Words.PURCHASE_INVOICE,
            Words.INVOICE_READY,
            "DemoSupplier",
            usd("500.00"),
            "Parts",
            Optional.empty()));
  }

  private void order(
      String organization,
      String id,
      String status,
      String customer,
      Money total,
      String description) {
    books.add(
        unit,
        new SampleBooks.NewDocument(
            new Subject(organization, SubjectType.ORDER, id),
            Words.SALES_ORDER,
            status,
            customer,
            total,
            description,
            Optional.empty()));
  }

  private Subject invoice(
      String organization, String id, String customer, Money total, String description) {
    Subject subject = new Subject(organization, SubjectType.INVOICE, id);
    books.add(
        unit,
        new SampleBooks.NewDocument(
            subject,
            Words.SALES_INVOICE,
            Words.INVOICE_READY,
            customer,
            total,
            description,
            Optional.empty()));
    return subject;
  }

  private static Money usd(String major) {
    return Money.ofMajor("USD", major);
  }

  private static Money eur(String major) {
    return Money.ofMajor("EUR", major);
  }
}
