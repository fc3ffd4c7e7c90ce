package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.Payer;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/** Parties that pay on account: nothing is owed, and what comes in is their credit. */
final class LedgerPartyCases {
  private final LedgerBench bench;
  private final LedgerFixture fixture;

  LedgerPartyCases(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a customer owes no sum by itself", this::nothingIsOpen),
        new ContractCase("a party belongs to no organization", this::belongsToNobody),
        new ContractCase("an organization does not pay itself", this::notItself),
        new ContractCase("what is paid on account is the customer's credit", this::credit),
        new ContractCase("a receipt on account posted twice is one payment", this::once),
        new ContractCase("on account there is nothing to apply a receipt to", this::notApplied),
        new ContractCase("the customer's open invoice is left alone", this::invoiceLeftAlone),
        new ContractCase(
            "without an account nothing is credited until there is one", this::mapping),
        new ContractCase("another currency than the books' is no credit", this::currency),
        new ContractCase("customers are found by their number and by their name", this::found),
        new ContractCase("whatever is searched for finds few and breaks nothing", this::typed));
  }

  private void nothingIsOpen() {
    Subject customer = customer();
    Document document = bench.document(customer);
    Check.equal("subject", customer, document.subject());
    Check.equal("open", Optional.empty(), document.open());
    Check.equal("currency", "USD", document.currency());
    Check.equal("state", State.PAYABLE, document.state());
    Check.equal("payer", Optional.of(customer.id()), document.payerPartyId());
    Check.equal("purpose", "", document.purpose());
    Check.holds("payee", !document.payeeName().isBlank());
    Check.equal("related", List.of(), bench.related(customer));
  }

  private void belongsToNobody() {
    Subject customer = customer();
    Optional<Subject> found =
        fixture
            .records()
            .unit(unit -> fixture.ledger().find(unit, SubjectType.PARTY, customer.id()));
    Check.equal("found", Optional.empty(), found);
  }

  private void notItself() {
    String organization = fixture.organizationPartyId();
    Subject itself = new Subject(organization, SubjectType.PARTY, organization);
    Check.equal("document", Optional.empty(), bench.find(itself));
  }

  private void credit() throws Exception {
    PostingRequest request = onAccount(customer(), usd("50.85"));
    Posted posted = bench.post(request);
    Check.equal(
        "posted", new Posted(request.paymentId(), usd("50.85"), usd("0"), List.of()), posted);
    Check.equal("read again", Optional.of(posted), bench.posted(request.paymentId()));
    bench.isReceived(request);
    bench.isBooked(request.paymentId(), usd("50.85"));
    Check.equal("open", Optional.empty(), bench.document(request.subject()).open());
  }

  private void once() throws Exception {
    PostingRequest request = onAccount(customer(), usd("20"));
    Posted first = bench.post(request);
    Check.equal("again", first, bench.post(request));
    bench.isBooked(request.paymentId(), usd("20"));
    PostingRequest twin = onAccount(request.subject(), usd("20"));
    bench.post(twin);
    bench.isReceived(request);
    bench.isReceived(twin);
  }

  private void notApplied() {
    PostingRequest request = bench.receipt(customer(), usd("50"));
    LedgerException refusal = Check.thrown(LedgerException.class, () -> bench.post(request));
    Check.holds("no mapping can mend it", !refusal.mappingMissing());
    bench.isNothing(request.paymentId());
  }

  private void invoiceLeftAlone() throws Exception {
    Subject invoice = fixture.openInvoice(usd("50"));
    PostingRequest request = onAccount(payerOf(invoice), usd("50"));
    bench.post(request);
    bench.isOpen(invoice, "50");
    Check.equal("stored", usd("0"), fixture.appliedToInvoices(request.paymentId()));
    bench.postApplied(invoice, "50");
    Check.equal("stored", usd("0"), fixture.appliedToInvoices(request.paymentId()));
  }

  private void mapping() throws Exception {
    PostingRequest request = onAccount(customer(), usd("50"));
    fixture.removeGlMapping();
    try {
      LedgerException refusal = Check.thrown(LedgerException.class, () -> bench.post(request));
      Check.holds("says that a mapping is missing", refusal.mappingMissing());
    } finally {
      fixture.restoreGlMapping();
    }
    bench.isNothing(request.paymentId());
    bench.post(request);
    bench.isBooked(request.paymentId(), usd("50"));
  }

  private void currency() {
    PostingRequest request = onAccount(customer(), Money.ofMajor("EUR", "50"));
    LedgerException refusal = Check.thrown(LedgerException.class, () -> bench.post(request));
    Check.holds("no mapping can mend it", !refusal.mappingMissing());
    bench.isNothing(request.paymentId());
  }

  private void found() {
    Subject customer = customer();
    List<Payer> byNumber = payers(customer.id(), 20);
    Check.equal("first by number", customer.id(), byNumber.get(0).partyId());
    String name = byNumber.get(0).name();
    Check.holds("has a name", !name.isBlank());
    String part = name.substring(0, name.length() - 1);
    Check.holds(
        "by a part of its name", !payers(part.toLowerCase(java.util.Locale.ROOT), 5).isEmpty());
    Check.equal("no more than asked for", 1, payers(part, 1).size());
    Check.equal("called the same by its key", Optional.of(byNumber.get(0)), payer(customer.id()));
    for (String text : List.of(part, customer.id() + "-", "", "x".repeat(5_000))) {
      Check.equal("no party is " + text, Optional.empty(), payer(text));
    }
  }

  private Optional<Payer> payer(String partyId) {
    return fixture.records().unit(unit -> fixture.ledger().payer(unit, partyId));
  }

  private void typed() {
    for (String text : List.of("no such", "' OR 1=1 --", "x".repeat(5_000), "ü😀\n%_", "%%%")) {
      Check.equal("found by " + text, List.of(), payers(text, 20));
    }
    Check.equal("nothing typed", List.of(), payers(" ", 20));
  }

  private List<Payer> payers(String text, int most) {
    return fixture.records().unit(unit -> fixture.ledger().payers(unit, text, most));
  }

  private PostingRequest onAccount(Subject customer, Money amount) {
    return bench.receipt(bench.reserve(), customer, amount, false);
  }

  private Subject customer() {
    return payerOf(fixture.openInvoice(usd("1")));
  }

  private Subject payerOf(Subject document) {
    return new Subject(
        document.organizationPartyId(),
        SubjectType.PARTY,
        bench.document(document).payerPartyId().orElseThrow());
  }
}
