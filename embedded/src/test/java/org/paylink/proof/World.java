package org.paylink.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.gateway.hostedform.HostedFormGateway;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/**
 * A whole Paylink on a real database, with real books and a gateway on the wire, moved by hand: a
 * clock that stands still, ids from a seed, no threads. What a test does to it can be done again
 * from the same seed.
 */
public final class World implements AutoCloseable {
  static final String COMPANY = "Company";
  static final Actor SALES = new Actor("sales", permission -> true);
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static final Gateway[] GATEWAYS = {
    new StripeGateway(), new HostedFormGateway(), new ApproveCaptureGateway()
  };

  final ManualClock clock = new ManualClock(START);
  final StripeSimulator simulator;
  final HostedFormSimulator form;
  final ApprovalSimulator approval;
  final FixedSettings settings;
  final TroubledLedger ledger;
  final SampleBooks books;
  final SwitchableRecords records;
  final Post post = new Post();
  final Host host;
  final Paylink paylink;
  private final Database database;
  private final Node node;
  private final PublicRequests requests;
  private final EmbeddedIdentifiers identifiers;

  private World(Database database, long seed) throws IOException {
    this.database = database;
    identifiers = EmbeddedIdentifiers.seeded(seed);
    simulator = StripeSimulator.start(SimulatorOptions.forTests(clock, seed));
    simulator.webhook("http://127.0.0.1:9/never-called", FixedSettings.WEBHOOK_SECRET.reveal());
    form = HostedFormSimulator.start(SimulatorOptions.forTests(clock, seed));
    approval = ApprovalSimulator.start(SimulatorOptions.forTests(clock, seed));
    for (HostedSimulator other : List.of(form, approval)) {
      other.webhook("http://127.0.0.1:9/never-called", FixedSettings.WEBHOOK_SECRET.reveal());
    }
    settings = new FixedSettings(simulator.baseUrl(), simulator.apiKey(), "node-1");
    records =
        new SwitchableRecords(
            JdbcRecords.open(
                database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model())));
    node = Node.of(records, settings, identifiers, clock, post, GATEWAYS);
    ledger = node.ledger();
    books = node.books();
    host = node.host();
    paylink = node.paylink();
    requests = new PublicRequests(paylink.site());
    node.makeCompany();
  }

  /** Another node on the same database. */
  Node newNode(Gateway... gateways) {
    return Node.of(records, settings, identifiers, clock, gateways);
  }

  /** A world on a Derby database in memory, which ends with it. */
  static World onDerby(String name, long seed) {
    try {
      return new World(
          Database.open(
              "jdbc:derby:memory:" + name + ";create=true", Optional.empty(), Optional.empty()),
          seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new approved order of a customer. */
  Subject order(Money total) {
    return document(SubjectType.ORDER, total);
  }

  /** A new invoice that is ready to be paid. */
  Subject invoice(Money total) {
    return document(SubjectType.INVOICE, total);
  }

  /** A new customer that pays on account. */
  Subject customer() {
    String partyId = identifiers.next("Party");
    records.run(unit -> books.addParty(unit, partyId, "Account Customer " + partyId));
    return new Subject(COMPANY, SubjectType.PARTY, partyId);
  }

  private Subject document(SubjectType type, Money total) {
    return node.document(type, identifiers.next("Document"), total);
  }

  /** A wish with everything left to be prefilled. */
  static IssueRequest wish(Subject subject, String requestKey) {
    return Wish.of(subject).key(requestKey).request();
  }

  Issued issue(Subject subject) {
    return paylink.issue(wish(subject, identifiers.next("RequestKey")), SALES);
  }

  /** A link whose customer reads this language. */
  Issued issueIn(String localeTag, Subject subject) {
    Wish wish = Wish.of(subject).key(identifiers.next("RequestKey")).localeTag(localeTag);
    return paylink.issue(wish.request(), SALES);
  }

  /** A new approved order of a customer without an e-mail address. */
  Subject orderOf(String customer, Money total) {
    return node.order(customer, identifiers.next("Document"), total);
  }

  /** What a browser gets at a link's address. */
  WebResponse get(String url) {
    return request("GET", url, new byte[0], Map.of());
  }

  /** What a browser gets when *Pay* is pressed. */
  WebResponse pressPay(String url) {
    return request("POST", url, new byte[0], Map.of());
  }

  /** What a browser gets when *Pay* is pressed at one of several accounts. */
  WebResponse pressPay(String url, String account) {
    Map<String, List<String>> form = Map.of("gatewayAccountId", List.of(account));
    return requests.send("POST", url, new byte[0], Map.of(), form);
  }

  /** Hands a notification of another gateway over, signed as that gateway does. */
  WebResponse hook(HostedSimulator gateway, String account, Delivery delivery) {
    return requests.hook(account, delivery.body, gateway.headers(delivery));
  }

  WebResponse request(
      String method, String url, byte[] body, Map<String, List<String>> moreHeaders) {
    return requests.send(method, url, body, moreHeaders, Map.of());
  }

  /** Presses *Pay* and answers the session the browser is sent to. */
  SimulatedSession startCheckout(Issued issued) {
    WebResponse response = pressPay(issued.url());
    if (response.status() != 303) {
      throw new IllegalStateException("not started: " + response.status());
    }
    String location = response.headers().get("Location");
    return simulator.sessions().stream()
        .filter(session -> session.url().filter(location::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Hands a notification over as the gateway would. */
  WebResponse hook(Delivery delivery) {
    long now = clock.instant().getEpochSecond();
    String signature = Signatures.stripe(delivery.body, delivery.secret, now);
    return requests.hook(
        FixedSettings.ACCOUNT, delivery.body, Map.of("stripe-signature", signature));
  }

  /** Hands over all notifications there are, those handed over before as well. */
  void hookAll() {
    simulator.deliveries().forEach(this::hook);
  }

  /** Ends all faults and lets background work go on until nothing is due. */
  void settleDown() {
    simulator.faults().clear();
    ledger.trouble(TroubledLedger.Trouble.NONE);
    for (int round = 0; round < 12; round++) {
      clock.advance(Duration.ofMinutes(31));
      simulator.tick();
      paylink.sweeper().sweep();
    }
  }

  /** The link's facts as stored. */
  org.paylink.link.LinkStatus status(String linkId) {
    return records.unit(
        unit ->
            org.paylink.link.StatusRule.derive(
                Links.facts(unit, Links.find(unit, linkId).orElseThrow())));
  }

  @Override
  public void close() {
    simulator.close();
    form.close();
    approval.close();
    database.close();
  }
}
