package org.paylink.embedded.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.paylink.embedded.TrialAccount;
import org.paylink.host.Actor;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/** Everything a customer may come upon, on a trial made for it. */
final class Tour implements AutoCloseable {
  private static final Actor SALES = new Actor("DemoSales", permission -> true);
  private static final By PAY = By.cssSelector("main form button");

  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Walk walk;

  Tour(Path folder) throws IOException {
    walk = new Walk(folder, settings);
  }

  Walk walk() {
    return walk;
  }

  /** Every state of the public pages. */
  List<Stop> stops() {
    return Stops.of(this);
  }

  /** The address of a link that is made once and then only looked at, in each language. */
  BiConsumer<Browser, String> fixed(Function<Browser, String> make) {
    Map<String, String> made = new ConcurrentHashMap<>();
    return (browser, language) -> {
      String address = made.computeIfAbsent("address", name -> make.apply(browser));
      open(browser, address, language);
    };
  }

  void open(Browser browser, String address, String language) {
    String whole = address.startsWith("/") ? walk.trial().baseUrl() + address : address;
    browser.open(whole + (whole.contains("?") ? "&" : "?") + "lang=" + language);
  }

  String open(Browser browser) {
    return issue(order(), false, false).url();
  }

  String declined(Browser browser) {
    checkout(browser, issue(order(), false, false).url());
    browser.press(By.cssSelector("button[value=decline]"));
    browser.press("Leave without paying").find(By.tagName("h1"));
    return withoutLanguage(browser.address());
  }

  String left(Browser browser) {
    checkout(browser, issue(order(), false, false).url());
    browser.press("Leave without paying").find(By.tagName("h1"));
    return withoutLanguage(browser.address());
  }

  String checking(Browser browser) {
    return left(browser).replaceFirst("\\?.*", "");
  }

  String waiting(Browser browser) {
    String link = issue(order(), false, false).url();
    checkout(browser, link).press(By.cssSelector("button[value=bank_debit]"));
    browser.awaitWords("Waiting for your bank");
    return link;
  }

  String paid(Browser browser) {
    String link = issue(order(), false, false).url();
    checkout(browser, link).press(By.cssSelector("button[value=pay]"));
    browser.awaitWords("Paid. Thank you!");
    return link;
  }

  String review(Browser browser) {
    String link = issue(order(), false, false).url();
    walk.simulator().faults().nextPaymentTakes(3_000);
    checkout(browser, link).press(By.cssSelector("button[value=pay]"));
    browser.awaitWords("is being looked at");
    return link;
  }

  String settledOtherwise(Browser browser) {
    Subject order = order();
    Issued link = issue(order, false, false);
    records(
        unit ->
            walk.trial()
                .embedded()
                .books()
                .receive(unit, order, Money.ofMajor("USD", "50.85"), true));
    return link.url();
  }

  void inProgress(Browser browser, String language) {
    Subject order = order();
    checkout(browser, issue(order, false, false).url());
    open(browser, issue(order, false, true).url(), language);
    browser.press(PAY);
  }

  String expired(Browser browser) {
    Issued link = issue(order(), false, false);
    Instant yesterday = Instant.now().minusSeconds(86_400);
    records(
        unit ->
            unit.update("PaymentLink", Links.key(link.linkId()), Map.of("expiresAt", yesterday)));
    return link.url();
  }

  String cancelled(Browser browser) {
    Issued link = issue(order(), false, false);
    walk.trial().paylink().cancel(link.linkId(), Optional.empty(), SALES);
    return link.url();
  }

  String replaced(Browser browser) {
    Subject order = order();
    Issued link = issue(order, false, false);
    issue(order, true, false);
    return link.url();
  }

  void tooManyTries(Browser browser, String language) {
    String link = issue(order(), false, false).url();
    open(browser, link, language);
    for (int press = 0; press < 60; press++) {
      post(link);
    }
    browser.press(PAY);
  }

  void providerDown(Browser browser, String language) {
    open(browser, issue(order(), false, false).url(), language);
    String base = "account." + TrialAccount.US.id() + ".api.base";
    settings.put(base, "http://127.0.0.1:9");
    browser.press(PAY).find(By.cssSelector("body.warn"));
    settings.remove(base);
  }

  void unavailable(Browser browser, String language) {
    String enabled = "account." + TrialAccount.US.id() + ".enabled";
    String link = issue(order(), false, false).url();
    settings.put(enabled, "false");
    open(browser, link, language);
    browser.find(By.cssSelector("body.warn"));
    settings.remove(enabled);
  }

  void insecure(Browser browser, String language) {
    String link = issue(order(), false, false).url();
    settings.put("public.base.url", "http://pay.example.com");
    open(browser, link, language);
    browser.find(By.cssSelector("body.warn"));
    settings.remove("public.base.url");
  }

  private Browser checkout(Browser browser, String link) {
    browser.open(link).press(PAY);
    return browser.awaitWords("How should this payment go?");
  }

  void post(Browser browser, String path, String value, String language) {
    browser
        .open("about:blank")
        .looks()
        .post(walk.trial().baseUrl() + path + "?lang=" + language, value);
    browser.find(By.cssSelector("body.warn"));
  }

  void post(String address) {
    try {
      http.send(
          HttpRequest.newBuilder(URI.create(address))
              // As through a proxy that nobody named: only the link's own tries are counted.
              .header("X-Forwarded-For", "198.51.100.7")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Subject order() {
    return walk.order("50.85");
  }

  private Issued issue(Subject order, boolean replace, boolean additional) {
    IssueRequest wish =
        new IssueRequest(
            UUID.randomUUID().toString(),
            order.type(),
            order.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Tiny gizmos, autumn delivery"),
            Optional.of("14"),
            List.of(),
            replace,
            additional,
            "en",
            "test");
    return walk.trial().paylink().issue(wish, SALES);
  }

  private void records(Consumer<Unit> work) {
    walk.trial().host().records().run(work::accept);
  }

  private static String withoutLanguage(String address) {
    return address.replaceAll("[?&]lang=[a-z]+", "");
  }

  @Override
  public void close() {
    walk.close();
  }
}
