package org.paylink.proof;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.embedded.EmbeddedTasks;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.SampleDirectory;
import org.paylink.embedded.books.Words;
import org.paylink.embedded.http.User;
import org.paylink.embedded.mail.Mailbox;
import org.paylink.gateway.Gateway;
import org.paylink.host.Host;
import org.paylink.host.Identifiers;
import org.paylink.host.Mailer;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.FreemarkerPages;
import org.paylink.page.Labels;
import org.paylink.records.Records;
import org.paylink.records.Unit;

/** One node's Paylink on a database, with sample books whose troubles a test decides. */
record Node(Host host, Paylink paylink, SampleBooks books, TroubledLedger ledger) {

  static Node of(
      Records records,
      FixedSettings settings,
      Identifiers identifiers,
      InstantSource clock,
      Gateway... gateways) {
    return of(records, settings, identifiers, clock, new Mailbox(clock), gateways);
  }

  static Node of(
      Records records,
      FixedSettings settings,
      Identifiers identifiers,
      InstantSource clock,
      Mailer mailer,
      Gateway... gateways) {
    TroubledLedger ledger = new TroubledLedger(new BooksLedger(identifiers, clock));
    Host host =
        new Host(
            records,
            ledger,
            settings,
            settings,
            settings.currentKeys(),
            identifiers,
            new EmbeddedTasks(identifiers, clock, login -> User.of(login).map(User::actor)),
            clock,
            new SampleDirectory(),
            mailer);
    Paylink paylink = new Paylink(host, List.of(gateways), new FreemarkerPages(Labels.load()));
    return new Node(host, paylink, new SampleBooks(identifiers, clock), ledger);
  }

  /** The organization and its customer, unless they are there. */
  void makeCompany() {
    host.records().run(this::makeCompany);
  }

  private void makeCompany(Unit unit) {
    if (unit.find("SampleParty", Map.of("partyId", World.COMPANY)).isEmpty()) {
      books.addOrganization(unit, World.COMPANY, "Your Company Name Inc", "USD");
      books.addParty(unit, "Customer", "Customer", "customer@example.com", "en");
    }
  }

  /** A new order of a customer, who is made when there is none. */
  Subject order(String customer, String id, Money total) {
    host.records()
        .run(
            unit -> {
              if (unit.find("SampleParty", Map.of("partyId", customer)).isEmpty()) {
                books.addParty(unit, customer, customer);
              }
            });
    return document(customer, SubjectType.ORDER, id, total);
  }

  /** A new document that can be paid. */
  Subject document(SubjectType type, String id, Money total) {
    return document("Customer", type, id, total);
  }

  private Subject document(String customer, SubjectType type, String id, Money total) {
    Subject subject = new Subject(World.COMPANY, type, id);
    boolean order = type == SubjectType.ORDER;
    host.records()
        .run(
            unit ->
                books.add(
                    unit,
                    new SampleBooks.NewDocument(
                        subject,
                        order ? Words.SALES_ORDER : Words.SALES_INVOICE,
                        order ? Words.ORDER_APPROVED : Words.INVOICE_READY,
                        customer,
                        total,
                        "Goods",
                        Optional.empty())));
    return subject;
  }
}
