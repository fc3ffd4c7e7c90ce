package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Document.State;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/** Documents are found, are whose they are, and know what is open. */
final class LedgerDocumentCases {
  private static final int MOST_PURPOSE = 250;

  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerDocumentCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("an order tells what people need to know", this::order),
        new ContractCase("an invoice tells what people need to know", this::invoice),
        new ContractCase("a document is found by its id alone", this::found),
        new ContractCase("whatever a person types finds nothing and breaks nothing", this::typed),
        new ContractCase("a document of another organization is not there", this::foreign),
        new ContractCase("purchase documents are not there", this::purchases),
        new ContractCase("a cancelled document is not payable", this::cancelled),
        new ContractCase("a payment by hand lowers what is open", this::paidByHand),
        new ContractCase("a document paid by hand is paid", this::whollyPaidByHand),
        new ContractCase("what an order has received counts once it is invoiced", this::invoiced),
        new ContractCase("an order and its invoices are related, others are not", this::related),
        new ContractCase("only currencies the books hold exactly can be stored", this::currencies),
        new ContractCase("a payment nobody posted is not there", this::notPosted));
  }

  private void related() {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    Check.equal("of an order alone", List.of(), bench.related(order));
    Subject invoice = fixture.invoiceOrder(order);
    Check.equal("of the order", List.of(invoice), bench.related(order));
    Check.equal("of its invoice", List.of(order), bench.related(invoice));
    Check.equal("of another", List.of(), bench.related(fixture.openInvoice(usd("50"))));
  }

  private void order() {
    isComplete(fixture.orderWithoutInvoice(usd("50.85")), usd("50.85"));
    isComplete(fixture.orderWithInvoice(usd("50.86")), usd("50.86"));
  }

  private void invoice() {
    isComplete(fixture.openInvoice(usd("0.50")), usd("0.50"));
  }

  private void isComplete(Subject subject, Money total) {
    Document document = bench.document(subject);
    Check.equal("subject", subject, document.subject());
    Check.equal("organization", fixture.organizationPartyId(), subject.organizationPartyId());
    Check.equal("total", Optional.of(total), document.total());
    Check.equal("open", Optional.of(total), document.open());
    Check.equal("state", State.PAYABLE, document.state());
    Check.holds("number", document.number().contains(subject.id()));
    Check.holds("payee", !document.payeeName().isBlank());
    Check.holds("payer", document.payerPartyId().isPresent());
    String purpose = document.purpose();
    Check.holds("purpose", !purpose.isBlank() && purpose.length() <= MOST_PURPOSE);
  }

  private void found() {
    Subject order = fixture.orderWithoutInvoice(usd("10"));
    Subject invoice = fixture.openInvoice(usd("10"));
    Check.equal("order", Optional.of(order), find(SubjectType.ORDER, order.id()));
    Check.equal("invoice", Optional.of(invoice), find(SubjectType.INVOICE, invoice.id()));
    Check.equal("order as invoice", Optional.empty(), find(SubjectType.INVOICE, order.id()));
  }

  private void typed() {
    for (String id : List.of("", " ", "no such", "' OR 1=1 --", "x".repeat(5_000), "ü😀\n%_")) {
      for (SubjectType type : SubjectType.values()) {
        Check.equal("found", Optional.empty(), find(type, id));
        Subject subject = new Subject(fixture.organizationPartyId(), type, id);
        Check.equal("document", Optional.empty(), bench.find(subject));
      }
    }
  }

  private void foreign() {
    for (Subject own :
        List.of(fixture.orderWithoutInvoice(usd("10")), fixture.openInvoice(usd("10")))) {
      Subject foreign = new Subject(fixture.otherOrganizationPartyId(), own.type(), own.id());
      Check.equal("document", Optional.empty(), bench.find(foreign));
    }
  }

  private void purchases() {
    for (Subject purchase :
        List.of(fixture.purchaseInvoice(usd("10")), fixture.purchaseOrder(usd("10")))) {
      Check.equal("document", Optional.empty(), bench.find(purchase));
      Check.equal("found", Optional.empty(), find(purchase.type(), purchase.id()));
    }
  }

  private void cancelled() {
    for (Subject subject :
        List.of(fixture.orderWithoutInvoice(usd("10")), fixture.openInvoice(usd("10")))) {
      fixture.cancelDocument(subject);
      Check.equal("state", State.NOT_PAYABLE, bench.document(subject).state());
    }
  }

  private void paidByHand() {
    for (Subject subject :
        List.of(
            fixture.orderWithoutInvoice(usd("50.85")),
            fixture.orderWithInvoice(usd("50.85")),
            fixture.openInvoice(usd("50.85")))) {
      fixture.receivePaymentOtherwise(subject, usd("20.80"));
      bench.isOpen(subject, "30.05");
      Check.equal("total", Optional.of(usd("50.85")), bench.document(subject).total());
      Check.equal("state", State.PAYABLE, bench.document(subject).state());
    }
  }

  private void whollyPaidByHand() {
    for (Subject subject :
        List.of(
            fixture.orderWithoutInvoice(usd("50.85")),
            fixture.orderWithInvoice(usd("50.85")),
            fixture.openInvoice(usd("50.85")))) {
      fixture.receivePaymentOtherwise(subject, usd("50.85"));
      bench.isOpen(subject, "0");
      Check.equal("state", State.PAID, bench.document(subject).state());
    }
  }

  private void invoiced() {
    Subject order = fixture.orderWithoutInvoice(usd("50"));
    fixture.receivePaymentOtherwise(order, usd("20"));
    Subject invoice = fixture.invoiceOrder(order);
    bench.isOpen(order, "30");
    bench.isOpen(invoice, "30");
  }

  private void currencies() {
    Check.holds("USD", canStore("USD"));
    Check.holds("three decimals", !canStore("KWD"));
    Check.holds("another than the books'", !canStore("EUR"));
    Check.holds("unknown", !canStore("XXX"));
    Check.holds("not a code", !canStore("no code at all, and long"));
  }

  private void notPosted() {
    String first = bench.reserve();
    String second = bench.reserve();
    Check.holds("ids differ", !first.equals(second));
    Check.holds("an id of the host's", first.matches("[A-Za-z0-9_-]{1,20}"));
    bench.isNothing(first);
  }

  private Optional<Subject> find(SubjectType type, String id) {
    return fixture.records().unit(unit -> fixture.ledger().find(unit, type, id));
  }

  private boolean canStore(String currency) {
    return fixture
        .records()
        .unit(unit -> fixture.ledger().canStore(unit, fixture.organizationPartyId(), currency));
  }
}
