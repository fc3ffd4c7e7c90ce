package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.embedded.jdbc.Postgres;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.gateway.hostedform.HostedFormGateway;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/**
 * Processes that share a PostgreSQL and nothing else take documents through the flow at gateways of
 * all three kinds, and are killed between two steps: before or after each commit, before or after
 * each call to a gateway, between a gateway's notification and the settlement, between what the
 * customer agreed to and its capture. Whoever goes on afterwards comes to the same end as without
 * the kill.
 */
@Timeout(1_200)
class CrashTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final List<String> PAID_ONCE =
      List.of(
          "link FULFILLED, PAID, stored PAID, history whole: true",
          "all receipts: 1, postings: 1, payments: 1, takings: 1",
          "document PAID, open 0.00 USD");

  private static final List<String> NOTHING_TAKEN =
      List.of(
          "link CANCELLED, CANCELLED, stored CANCELLED, history whole: true",
          "all receipts: 0, postings: 0, payments: 0, takings: 0",
          "document PAYABLE, open 50.85 USD");

  private static Postgres server;
  private static Database database;
  private static JdbcRecords records;
  private static GatewaysOnTheWire gateways;
  private static DoomedNodes doomed;
  private static Node survivor;

  @TempDir static Path folder;

  @BeforeAll
  static void begin() throws IOException {
    server = Postgres.start();
    database = server.open();
    InstantSource clock = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    gateways = GatewaysOnTheWire.start(clock);
    records =
        JdbcRecords.open(database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model()));
    // Its clock is ahead, so that whatever is to be tried again later is due.
    InstantSource ahead = () -> clock.instant().plus(Duration.ofMinutes(20));
    survivor =
        Node.of(
            records,
            gateways.addresses().settings("survivor"),
            EmbeddedIdentifiers.random(),
            ahead,
            new StripeGateway(),
            new HostedFormGateway(),
            new ApproveCaptureGateway());
    survivor.makeCompany();
    doomed = new DoomedNodes(server.url(), gateways.addresses(), gateways::letters, folder);
  }

  @AfterAll
  static void end() throws IOException {
    doomed.close();
    gateways.close();
    database.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aNodeKilledAtAnyStepAndRestartedComesToTheSameEnd(Flow.Way way, TestReporter reporter)
      throws Exception {
    Subject whole = invoice();
    List<String> steps = doomed.steps(whole, way);
    List<String> expected = endOf(whole);
    assertThat(expected).containsAll(way.cancelled ? NOTHING_TAKEN : PAID_ONCE);
    for (int dieAt : killPoints(way, steps)) {
      Subject invoice = invoice();
      String where = doomed.go(invoice, dieAt, way);
      restart(invoice, way);
      assertThat(endOf(invoice)).as(way + " " + where).isEqualTo(expected);
      reporter.publishEntry(way.name(), where);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CARD", "WALLET"})
  void aNodeKilledAtAnyStepWhileAnotherWorksLosesAndDoublesNothing(Flow.Way way) throws Exception {
    List<Integer> points = killPoints(way, doomed.steps(invoice(), way));
    for (int dieAt : points.stream().filter(step -> step % 2 == 0).toList()) {
      Subject invoice = invoice();
      String where = besideAnother(invoice, dieAt, way);
      // Both may have given way to the other; whoever is left finishes.
      restart(invoice, way);
      assertThat(endOf(invoice)).as(way + " beside another, " + where).containsAll(PAID_ONCE);
    }
  }

  /**
   * All steps by card. Issuing is the same at every gateway, and so is the background work once all
   * is booked, so neither is gone through again for the others.
   */
  private static List<Integer> killPoints(Flow.Way way, List<String> steps) {
    int from = way == Flow.Way.CARD ? 1 : numberOf("before start", steps) - 2;
    int to = way == Flow.Way.WALLET ? numberOf(Flow.SWEEPS, steps) : steps.size();
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  private static int numberOf(String where, List<String> steps) {
    return 1
        + IntStream.range(0, steps.size())
            .filter(step -> steps.get(step).endsWith(where))
            .findFirst()
            .orElseThrow();
  }

  private static String besideAnother(Subject invoice, int dieAt, Flow.Way way) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<String> survives = other.submit(() -> doomed.go(invoice, Integer.MAX_VALUE, way));
      String where = doomed.go(invoice, dieAt, way);
      survives.get();
      return where;
    } finally {
      other.shutdownNow();
    }
  }

  /** A node that knows nothing but what the database holds goes the same way. */
  private static void restart(Subject invoice, Flow.Way way) throws Exception {
    Node node = CrashNode.node(records, gateways.addresses(), "restarted", step -> {});
    new Flow(node, invoice, gateways::letters, step -> {}).take(way);
  }

  /** What everybody testifies once background work has gone on. */
  private static List<String> endOf(Subject invoice) {
    survivor.paylink().sweeper().sweep();
    survivor.paylink().sweeper().sweep();
    List<String> facts = new ArrayList<>(Testimony.of(survivor, invoice));
    List<String> gatewayside = gateways.testify(Testimony.linkIds(survivor, invoice));
    facts.add(
        "all receipts: %d, postings: %d, payments: %d, takings: %d"
            .formatted(
                count(facts, "receipt "),
                count(facts, "posting "),
                count(facts, "payment "),
                count(gatewayside, "taking ")));
    facts.addAll(gatewayside);
    return facts;
  }

  private static long count(List<String> facts, String kind) {
    return facts.stream().filter(fact -> fact.startsWith(kind)).count();
  }

  private static Subject invoice() {
    String id = EmbeddedIdentifiers.random().next("Document");
    return survivor.document(SubjectType.INVOICE, id, TOTAL);
  }
}
