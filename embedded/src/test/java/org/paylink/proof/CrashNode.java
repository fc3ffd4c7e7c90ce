package org.paylink.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.gateway.Secret;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/**
 * A process that takes one document through the whole flow, and dies at a step: before or after a
 * commit, before or after a call to the gateway. Arguments: database URL, user, simulator, its key,
 * document, step to die at, flow.
 */
public final class CrashNode {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger STEPS = new AtomicInteger();
  private static int dieAt;

  private CrashNode() {}

  /** Takes the document as far as it is let. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    dieAt = Integer.parseInt(arguments[5]);
    Database database =
        Database.open(arguments[0], Optional.of(arguments[1]), Optional.of(Secret.of("postgres")));
    InstantSource clock = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Node node =
        Node.of(
            new StepRecords(
                JdbcRecords.open(
                    database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model())),
                CrashNode::step),
            new FixedSettings(arguments[2], arguments[3], "node-" + ProcessHandle.current().pid()),
            EmbeddedIdentifiers.random(),
            clock,
            new StepGateway(new StripeGateway(), CrashNode::step));
    flow(node, new Subject(World.COMPANY, SubjectType.INVOICE, arguments[4]), arguments[6]);
    System.out.println("steps: " + STEPS.get());
    database.close();
  }

  private static void flow(Node node, Subject subject, String flow)
      throws IOException, InterruptedException {
    Issued issued = node.paylink().issue(World.wish(subject, "k-" + subject.id()), World.SALES);
    WebResponse started = node.paylink().site().handle(pressPay(issued));
    if (started.status() == 303) {
      if (flow.equals("pay")) {
        payAt(started.headers().get("Location"));
      } else {
        node.paylink().cancel(issued.linkId(), Optional.empty(), World.SALES);
      }
    }
    node.paylink().checkNow(issued.linkId(), World.SALES);
    node.paylink().sweeper().sweep();
  }

  private static WebRequest pressPay(Issued issued) {
    String path = issued.url().substring(issued.url().lastIndexOf('/'));
    return new WebRequest(
        "POST", path, Map.of(), Map.of(), Map.of(), new byte[0], "127.0.0.1", false);
  }

  private static void payAt(String session) throws IOException, InterruptedException {
    HTTP.send(
        HttpRequest.newBuilder(URI.create(session))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString("choice=pay"))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    step("paid");
  }

  private static void step(String where) {
    if (STEPS.incrementAndGet() == dieAt) {
      System.out.println("dies at step " + dieAt + ", " + where);
      System.out.flush();
      Runtime.getRuntime().halt(9);
    }
  }
}
