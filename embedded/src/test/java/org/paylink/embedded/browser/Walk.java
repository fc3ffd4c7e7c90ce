package org.paylink.embedded.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openqa.selenium.By;
import org.paylink.embedded.TrialAccount;
import org.paylink.embedded.TrialHost;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.SampleData;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeSimulator;

/** A whole trial, a user's browser and a customer's phone, and what people do with them. */
final class Walk implements AutoCloseable {
  static final By STATUS = By.cssSelector(".paylink-panel .paylink-status");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TrialHost trial;
  private final Browser desk = Browser.start(Browser.Kind.DESKTOP);
  private final Browser phone = Browser.start(Browser.Kind.PHONE);

  Walk(Path folder) throws IOException {
    this(folder, new HashMap<>());
  }

  /** With settings that precede the trial's own, and may change on the way. */
  Walk(Path folder, Map<String, String> settings) throws IOException {
    Files.createDirectories(folder);
    settings.put(
        "database.url", "jdbc:derby:memory:walk" + NUMBER.incrementAndGet() + ";create=true");
    trial = TrialHost.start(0, folder, settings);
  }

  TrialHost trial() {
    return trial;
  }

  /** The user's browser. */
  Browser desk() {
    return desk;
  }

  /** The customer's. */
  Browser phone() {
    return phone;
  }

  StripeSimulator simulator() {
    return trial.simulator(TrialAccount.US);
  }

  /** A new order over so many dollars. */
  Subject order(String dollars) {
    return order(dollars, "DemoCustomer");
  }

  /** A new order of this customer. */
  Subject order(String dollars, String customer) {
    Subject order =
        new Subject(SampleData.COMPANY, SubjectType.ORDER, "WALK" + NUMBER.incrementAndGet());
    trial
        .host()
        .records()
        .run(
            unit ->
                trial
                    .embedded()
                    .books()
                    .add(
                        unit,
                        new SampleBooks.NewDocument(
                            order,
                            "SALES_ORDER",
                            "ORDER_APPROVED",
                            customer,
                            Money.ofMajor("USD", dollars),
                            "Gizmos",
                            Optional.empty())));
    return order;
  }

  /** The user opens a page of the host's. */
  Browser open(String path) {
    return desk.open(trial.baseUrl() + path);
  }

  /** The user opens a document's page. */
  Browser open(Subject subject) {
    String folder = subject.type() == SubjectType.ORDER ? "/orders/" : "/invoices/";
    return open(folder + subject.id());
  }

  /** The user becomes another one, on the page that is open. */
  void become(User user) {
    become(desk, user);
  }

  /** The same in any browser. */
  static void become(Browser browser, User user) {
    String button = ".choice button[value=" + user.login() + "]";
    browser.press(By.cssSelector(button)).find(By.cssSelector(button + "[aria-pressed=true]"));
  }

  /** The user opens a link's page. */
  Browser openLink(Subject subject) {
    return open("/paylink/link?id=" + link(subject));
  }

  /** The user makes a link with what the form proposes, and gets its address. */
  String createLink(Subject subject) {
    open(subject);
    desk.press("Create payment link");
    desk.press(By.cssSelector(".paylink-form input[type=submit]"));
    return desk.find(By.id("paylink-address")).getAttribute("value");
  }

  /** The customer opens the link and gets to the gateway's page. */
  Browser checkout(String address) {
    phone.open(address);
    phone.press(By.cssSelector("main form button"));
    return phone.awaitWords("How should this payment go?");
  }

  /** The session of the checkout that the customer's phone shows. */
  SimulatedSession session() {
    String id = phone.address().replaceFirst(".*/c/pay/([A-Za-z0-9_]+).*", "$1");
    return simulator().session(id).orElseThrow();
  }

  /** The newest link of a document. */
  String link(Subject subject) {
    return trial
        .host()
        .records()
        .unit(
            unit ->
                unit.list(
                        Query.from("PaymentLink")
                            .equal("subjectId", subject.id())
                            .equal("subjectType", subject.type().name())
                            .orderBy("-createdDate")
                            .limit(1))
                    .get(0)
                    .text("paymentLinkId"));
  }

  /** The payments in the books that came by a link of this document. */
  List<Row> payments(Subject subject) {
    return trial
        .host()
        .records()
        .unit(
            unit ->
                unit
                    .list(
                        Query.from("PaymentLink")
                            .equal("subjectId", subject.id())
                            .equal("subjectType", subject.type().name()))
                    .stream()
                    .flatMap(
                        link ->
                            unit
                                .list(
                                    Query.from("BookPayment")
                                        .equal("paymentLinkId", link.text("paymentLinkId")))
                                .stream())
                    .toList());
  }

  /** How many events the inbox holds, whatever became of them. */
  long events() {
    return trial.host().records().unit(unit -> unit.list(Query.from("GatewayEvent"))).size();
  }

  @Override
  public void close() {
    desk.close();
    phone.close();
    trial.close();
  }
}
