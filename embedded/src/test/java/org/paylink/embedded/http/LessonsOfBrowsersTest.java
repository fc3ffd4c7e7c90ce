package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.embedded.TrialAccount;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.SampleData;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeSimulator;

/** What went wrong elsewhere because of what browsers do, shown on the pages as they are served. */
@Timeout(120)
class LessonsOfBrowsersTest {
  private static final Pattern ADDRESS =
      Pattern.compile("id=\"paylink-address\"[^>]*value=\"[^\"]*(/pay/[A-Za-z0-9_-]+)\"");

  @TempDir static Path folder;
  private static Wire wire;
  private static StripeSimulator simulator;
  private static int orders;

  /** An order's page in a browser of its own, and the form in it that makes a link. */
  private record Form(String page, String cookie, String fields) {
    HttpResponse<String> send(String more) {
      return uninterrupted(() -> wire.post(page + "/create", cookie, fields + more));
    }
  }

  private record Made(Form form, String shownAt, String address) {}

  @BeforeAll
  static void start() throws IOException {
    wire = new Wire(folder);
    simulator = wire.trial().simulator(TrialAccount.US);
  }

  @AfterAll
  static void stop() {
    if (wire != null) {
      wire.close();
    }
  }

  /** Nothing but the browser brings news of a payment. */
  @BeforeEach
  void loseNotifications() {
    simulator.faults().clear();
    simulator.faults().loseWebhooks(100);
  }

  /**
   * Lesson 2 (Dolibarr #39154): settlement hung on the customer's browser session; the success page
   * loaded twice failed. Here each load is another browser's, and one is the link's first reader's.
   */
  @Test
  void theSuccessPageSettlesInAnyBrowserAndAsOftenAsItIsLoaded() throws Exception {
    Made link = make("21.00");
    SimulatedSession session = checkout(link);
    simulator.pay(session.id());
    String back = path(session.json().get("success_url").getAsString());
    List<HttpResponse<String>> answers = atOnce(() -> wire.get(back), () -> wire.get(back));
    assertThat(answers).anyMatch(answer -> answer.statusCode() == 303);
    for (HttpResponse<String> answer : answers) {
      if (answer.statusCode() == 303) {
        assertThat(path(location(answer))).isEqualTo(link.address());
      } else {
        // The gateway is asked for one of them; the other looks again in a moment.
        assertThat(answer.body()).contains("Checking your payment");
        assertThat(answer.headers().firstValue("Refresh")).isPresent();
      }
    }
    assertThat(wire.get(back).statusCode()).isEqualTo(303);
    assertThat(wire.get(link.address()).body()).contains("Paid. Thank you!");
    assertThat(payments(link)).hasSize(1);
  }

  /** Lesson 13 (frappe/payments #148): the amount could be edited in the URL. */
  @Test
  void anAmountInTheAddressOrTheFormOfThePublicPageIsNotRead() throws Exception {
    Made link = make("22.00");
    String edited = "amount=0.01&amountTotal=1&currencyUomId=JPY&quantity=-1&paymentLinkId=X";
    assertThat(wire.get(link.address() + "?" + edited).body()).contains("$22.00");
    HttpResponse<String> sent = wire.send("POST", link.address() + "?" + edited, edited);
    assertThat(sent.statusCode()).isEqualTo(303);
    SimulatedSession session = sessionAt(location(sent)).orElseThrow();
    assertThat(session.amountTotal()).hasValue(22_00);
    assertThat(session.currency()).isEqualTo("usd");
  }

  /** Lesson 14 (ERPNext #47771): resend blocked while a payment was "initiated". */
  @Test
  void aLinkIsShownAndIssuedAgainWhileItsCheckoutIsOpen() throws Exception {
    Made link = make("23.00");
    SimulatedSession open = checkout(link);
    HttpResponse<String> shown = wire.get(link.shownAt());
    assertThat(address(shown)).as("the same address, to be sent again").contains(link.address());
    assertThat(form(link.form().page()).send("&additional=Y").statusCode()).isEqualTo(303);
    HttpResponse<String> replacing = form(link.form().page()).send("&replace=Y");
    assertThat(replacing.statusCode()).isEqualTo(303);
    String successor = address(wire.get(location(replacing))).orElseThrow();
    wire.trial().paylink().sweeper().sweep();
    assertThat(simulator.session(open.id()).orElseThrow().status()).isEqualTo("expired");
    assertThat(wire.send("POST", link.address(), "").statusCode()).isEqualTo(410);
    assertThat(wire.send("POST", successor, "").statusCode()).isEqualTo(303);
  }

  /** Lesson 15 (Invoice Ninja #12147, #9872): the back button made two entries. Here: two links. */
  @Test
  void theFormThatMakesALinkSentTwiceOrReloadedMakesOne() throws Exception {
    Form form = form(order("24.00"));
    List<HttpResponse<String>> answers = atOnce(() -> form.send(""), () -> form.send(""));
    HttpResponse<String> afterGoingBack = form.send("");
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(303);
    assertThat(afterGoingBack.statusCode()).isEqualTo(303);
    assertThat(location(afterGoingBack)).contains("done=same");
    assertThat(answers)
        .extracting(answer -> location(answer).replaceFirst("&.*", ""))
        .containsOnly(location(afterGoingBack).replaceFirst("&.*", ""));
    for (int reload = 0; reload < 3; reload++) {
      assertThat(wire.get(location(answers.get(0))).statusCode()).isEqualTo(200);
    }
    assertThat(wire.linksOf(form.page().replace("/orders/", ""))).isEqualTo(1);
  }

  /** Lesson 15 again: two presses of *Pay*, and *Pay* once more after going back from the end. */
  @Test
  void payPressedTwiceOrAfterGoingBackIsOnePayment() throws Exception {
    Made link = make("25.00");
    int sessions = simulator.sessionsCreated();
    int charges = simulator.chargesMade();
    List<HttpResponse<String>> answers =
        atOnce(
            () -> wire.send("POST", link.address(), ""),
            () -> wire.send("POST", link.address(), ""));
    assertThat(answers).extracting(HttpResponse::statusCode).contains(303).containsAnyOf(303, 503);
    SimulatedSession session = checkout(link);
    assertThat(simulator.sessionsCreated()).isEqualTo(sessions + 1);
    String paidAt = session.url().orElseThrow();
    simulator.pay(session.id());
    assertThat(location(wire.send("POST", link.address(), "")))
        .as("back, and pressed again, before anybody knows: the checkout that is over")
        .isEqualTo(paidAt);
    String back = path(session.json().get("success_url").getAsString());
    assertThat(wire.get(back).statusCode()).isEqualTo(303);
    HttpResponse<String> later = wire.send("POST", link.address(), "");
    assertThat(later.statusCode()).isNotEqualTo(303);
    assertThat(later.body()).contains("Paid. Thank you!");
    assertThat(simulator.sessionsCreated()).isEqualTo(sessions + 1);
    assertThat(simulator.chargesMade()).isEqualTo(charges + 1);
    assertThat(payments(link)).hasSize(1);
  }

  private static Made make(String dollars) throws Exception {
    Form form = form(order(dollars));
    HttpResponse<String> done = form.send("");
    assertThat(done.statusCode()).isEqualTo(303);
    String shownAt = location(done).replaceFirst("#.*", "");
    return new Made(form, shownAt, address(wire.get(shownAt)).orElseThrow());
  }

  private static Form form(String page) throws Exception {
    HttpResponse<String> shown = wire.get(page);
    String token = Wire.token(shown.body(), page + "/create");
    Matcher key = Pattern.compile("name=\"requestKey\" value=\"([^\"]+)\"").matcher(shown.body());
    assertThat(key.find()).isTrue();
    return new Form(page, Wire.cookie(shown), "formToken=" + token + "&requestKey=" + key.group(1));
  }

  /** Presses *Pay* and answers the session the browser is sent to. */
  private static SimulatedSession checkout(Made link) throws Exception {
    HttpResponse<String> sent = wire.send("POST", link.address(), "");
    assertThat(sent.statusCode()).isEqualTo(303);
    return sessionAt(location(sent)).orElseThrow();
  }

  private static Optional<SimulatedSession> sessionAt(String address) {
    return simulator.sessions().stream()
        .filter(s -> s.url().equals(Optional.of(address)))
        .findAny();
  }

  private static Optional<String> address(HttpResponse<String> page) {
    return Optional.of(ADDRESS.matcher(page.body())).filter(Matcher::find).map(m -> m.group(1));
  }

  private static String order(String dollars) {
    Subject order = new Subject(SampleData.COMPANY, SubjectType.ORDER, "LESSON" + ++orders);
    SampleBooks.NewDocument document =
        new SampleBooks.NewDocument(
            order,
            "SALES_ORDER",
            "ORDER_APPROVED",
            "DemoCustomer",
            Money.ofMajor("USD", dollars),
            "Gizmos",
            Optional.empty());
    wire.trial().host().records().run(unit -> wire.trial().embedded().books().add(unit, document));
    return "/orders/" + order.id();
  }

  private static List<Row> payments(Made link) {
    String linkId = link.shownAt().replaceFirst(".*paylinkShow=([^&]+).*", "$1");
    return wire.trial()
        .host()
        .records()
        .unit(unit -> unit.list(Query.from("BookPayment").equal("paymentLinkId", linkId)));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String path(String address) {
    return URI.create(address).getPath();
  }

  @FunctionalInterface
  private interface Call {
    HttpResponse<String> answer() throws Exception;
  }

  private static List<HttpResponse<String>> atOnce(Call one, Call other) {
    var first = CompletableFuture.supplyAsync(() -> uninterrupted(one));
    var second = CompletableFuture.supplyAsync(() -> uninterrupted(other));
    return List.of(first.join(), second.join());
  }

  private static HttpResponse<String> uninterrupted(Call call) {
    try {
      return call.answer();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
