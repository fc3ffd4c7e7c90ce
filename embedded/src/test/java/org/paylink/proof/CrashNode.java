package org.paylink.proof;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.gateway.Secret;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.gateway.hostedform.HostedFormGateway;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.records.Records;

/**
 * A process that takes one document through a flow, and dies at a step: before or after a commit,
 * before or after a call to a gateway. Arguments: database URL and where the gateways answer. It
 * gets ready, then waits for one line: the document, the step to die at, and the way. It tells each
 * step. What it needs to know of the gateways' notifications it asks for by a line, and is answered
 * by one.
 */
public final class CrashNode {
  static final String ASKS = "notifications of ";
  static final String STEP = "step ";
  private static final InstantSource CLOCK = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final AtomicInteger STEPS = new AtomicInteger();
  private static int dieAt;

  private CrashNode() {}

  /** Takes the document as far as it is let. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<String> addresses = Arrays.asList(arguments).subList(1, arguments.length);
    try (Database database =
        Database.open(arguments[0], Optional.of("postgres"), Optional.of(Secret.of("postgres")))) {
      Node node =
          node(
              JdbcRecords.open(
                  database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model())),
              GatewayAddresses.of(addresses),
              "node-" + ProcessHandle.current().pid(),
              CrashNode::step);
      String line = in.readLine();
      if (line != null) {
        String[] job = line.split(" ");
        dieAt = Integer.parseInt(job[1]);
        Subject subject = new Subject(World.COMPANY, SubjectType.INVOICE, job[0]);
        new Flow(node, subject, linkId -> ask(in, linkId), CrashNode::step)
            .take(Flow.Way.valueOf(job[2]));
      }
    }
  }

  /** A node at all three gateways, whose steps are told. */
  static Node node(
      Records records, GatewayAddresses addresses, String name, Consumer<String> step) {
    return Node.of(
        new StepRecords(records, step),
        addresses.settings(name),
        EmbeddedIdentifiers.random(),
        CLOCK,
        new StepGateway(new StripeGateway(), step),
        new StepGateway(new HostedFormGateway(), step),
        new StepGateway(new ApproveCaptureGateway(), step));
  }

  private static List<Flow.Letter> ask(BufferedReader in, String linkId) throws IOException {
    System.out.println(ASKS + linkId);
    return List.of(new Gson().fromJson(in.readLine(), Flow.Letter[].class));
  }

  private static void step(String where) {
    int number = STEPS.incrementAndGet();
    System.out.println(STEP + number + ", " + where);
    if (number == dieAt) {
      System.out.flush();
      Runtime.getRuntime().halt(9);
    }
  }
}
