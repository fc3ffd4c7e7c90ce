package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.embedded.jdbc.Postgres;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.link.History;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Unit;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;

/**
 * Processes that share a PostgreSQL and nothing else take one document through the flow, and one of
 * them is killed between two steps: before or after each commit, before or after each call to the
 * gateway. Nothing is lost or doubled.
 */
@Timeout(1_200)
class CrashTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final int NEVER = Integer.MAX_VALUE;
  private static final Pattern STEPS = Pattern.compile("steps: (\\d+)");
  private static Postgres server;
  private static Database database;
  private static StripeSimulator simulator;
  private static Node survivor;

  @BeforeAll
  static void begin() throws IOException {
    server = Postgres.start();
    database = server.open();
    InstantSource clock = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    simulator = StripeSimulator.start(SimulatorOptions.forTests(clock, 3));
    FixedSettings settings = new FixedSettings(simulator.baseUrl(), simulator.apiKey(), "survivor");
    // Its clock is ahead, so that whatever is to be tried again later is due.
    InstantSource ahead = () -> clock.instant().plus(Duration.ofMinutes(20));
    survivor =
        Node.of(
            JdbcRecords.open(
                database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model())),
            settings,
            EmbeddedIdentifiers.random(),
            ahead,
            new StripeGateway());
    survivor.makeCompany();
  }

  @AfterAll
  static void end() throws IOException {
    simulator.close();
    database.close();
    server.close();
  }

  @Test
  void aNodeKilledAtAnyStepAndRestartedLosesAndDoublesNothing() throws Exception {
    int steps = steps("pay");
    for (int dieAt = 1; dieAt <= steps; dieAt++) {
      Subject invoice = invoice();
      run(invoice, dieAt, "pay");
      run(invoice, NEVER, "pay");
      paidOnce(invoice, "killed at step " + dieAt);
    }
  }

  @Test
  void aNodeKilledAtAnyStepWhileAnotherWorksLosesAndDoublesNothing() throws Exception {
    int steps = steps("pay");
    for (int dieAt = 2; dieAt <= steps; dieAt += 2) {
      Subject invoice = invoice();
      Process doomed = start(invoice, dieAt, "pay");
      Process other = start(invoice, NEVER, "pay");
      end(doomed);
      end(other);
      // Both may have given way to the other; whoever is left finishes.
      run(invoice, NEVER, "pay");
      paidOnce(invoice, "killed at step " + dieAt + " beside another");
    }
  }

  @Test
  void aNodeKilledWhileCancellingLeavesNoSessionOpen() throws Exception {
    int steps = steps("cancel");
    for (int dieAt = 1; dieAt <= steps; dieAt += 3) {
      Subject invoice = invoice();
      run(invoice, dieAt, "cancel");
      run(invoice, NEVER, "cancel");
      survivor.paylink().sweeper().sweep();
      survivor.host().records().run(unit -> nothingOpen(unit, invoice));
    }
  }

  private static int steps(String flow) throws Exception {
    Subject invoice = invoice();
    Matcher told = STEPS.matcher(run(invoice, NEVER, flow));
    assertThat(told.find()).isTrue();
    return Integer.parseInt(told.group(1));
  }

  private static void paidOnce(Subject invoice, String what) {
    survivor.paylink().sweeper().sweep();
    survivor.paylink().sweeper().sweep();
    survivor.host().records().run(unit -> paidOnce(unit, invoice, what));
  }

  private static void paidOnce(Unit unit, Subject invoice, String what) {
    List<PaymentLink> links = Links.ofSubject(unit, invoice);
    assertThat(links).as(what).hasSize(1);
    String linkId = links.get(0).id();
    assertThat(taken(linkId)).as("%s: taken at the gateway", what).isEqualTo(1);
    assertThat(Links.receiptsOf(unit, linkId)).as("%s: receipts", what).hasSize(1);
    assertThat(Links.postingsOf(unit, linkId))
        .as("%s: postings", what)
        .singleElement()
        .matches(posting -> posting.state() == PostingState.POSTED);
    assertThat(unit.list(Query.from("BookPayment").equal("paymentLinkId", linkId)))
        .as("%s: payments in the ledger", what)
        .hasSize(1);
    assertThat(survivor.host().ledger().document(unit, invoice).orElseThrow().open().orElseThrow())
        .as("%s: open", what)
        .isEqualTo(Money.zero("USD"));
    assertThat(History.isWhole(unit, linkId)).as("%s: history", what).isTrue();
  }

  private static void nothingOpen(Unit unit, Subject invoice) {
    for (PaymentLink link : Links.ofSubject(unit, invoice)) {
      assertThat(link.lifecycle().isOpen()).isFalse();
      assertThat(sessions(link.id())).noneMatch(session -> session.status().equals("open"));
    }
  }

  private static long taken(String linkId) {
    return sessions(linkId).stream().filter(s -> s.paymentStatus().equals("paid")).count();
  }

  private static List<SimulatedSession> sessions(String linkId) {
    return simulator.sessions().stream()
        .filter(session -> linkId.equals(session.metadata().get("paylink_link")))
        .toList();
  }

  private static Subject invoice() {
    String id = EmbeddedIdentifiers.random().next("Document");
    return survivor.document(SubjectType.INVOICE, id, TOTAL);
  }

  private static String run(Subject invoice, int dieAt, String flow) throws Exception {
    return end(start(invoice, dieAt, flow));
  }

  private static Process start(Subject invoice, int dieAt, String flow) throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", path, CrashNode.class.getName(), server.url(), "postgres"));
    command.addAll(List.of(simulator.baseUrl(), simulator.apiKey(), invoice.id()));
    command.addAll(List.of(Integer.toString(dieAt), flow));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String end(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("a node ended").isTrue();
    assertThat(Map.of(0, true, 9, true)).as(said).containsKey(process.exitValue());
    return said;
  }
}
