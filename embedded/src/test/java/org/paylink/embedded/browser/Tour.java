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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.paylink.embedded.TrialAccount;
import org.paylink.embedded.TrialChoice;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.policy.PolicyField;
import org.paylink.records.Unit;

/** Everything a customer may come upon, on a trial made for it. */
final class Tour implements AutoCloseable {
  private static final By PAY = By.cssSelector("main form button");

  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Walk walk;
  private final TourLinks links;

  Tour(Path folder) throws IOException {
    walk = new Walk(folder, settings);
    links = new TourLinks(walk);
  }

  /** Documents and links to be looked at. */
  TourLinks links() {
    return links;
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
    return links.issue(links.order(), false, false).url();
  }

  String declined(Browser browser) {
    checkout(browser, links.issue(links.order(), false, false).url());
    browser.press(By.cssSelector("button[value=decline]"));
    browser.press("Leave without paying").find(By.tagName("h1"));
    return withoutLanguage(browser.address());
  }

  String left(Browser browser) {
    checkout(browser, links.issue(links.order(), false, false).url());
    browser.press("Leave without paying").find(By.tagName("h1"));
    return withoutLanguage(browser.address());
  }

  String checking(Browser browser) {
    return left(browser).replaceFirst("\\?.*", "");
  }

  String waiting(Browser browser) {
    String link = links.issue(links.order(), false, false).url();
    checkout(browser, link).press(By.cssSelector("button[value=bank_debit]"));
    browser.awaitWords("Waiting for your bank");
    return link;
  }

  String paid(Browser browser) {
    String link = links.issue(links.order(), false, false).url();
    checkout(browser, link).press(By.cssSelector("button[value=pay]"));
    browser.awaitWords("Paid. Thank you!");
    return link;
  }

  String review(Browser browser) {
    String link = links.issue(links.order(), false, false).url();
    walk.simulator().faults().nextPaymentTakes(3_000);
    checkout(browser, link).press(By.cssSelector("button[value=pay]"));
    browser.awaitWords("is being looked at");
    return link;
  }

  String settledOtherwise(Browser browser) {
    Subject order = links.order();
    Issued link = links.issue(order, false, false);
    records(
        unit ->
            walk.trial()
                .embedded()
                .books()
                .receive(unit, order, Money.ofMajor("USD", "50.85"), true));
    return link.url();
  }

  void inProgress(Browser browser, String language) {
    Subject order = links.order();
    checkout(browser, links.issue(order, false, false).url());
    open(browser, links.issue(order, false, true).url(), language);
    browser.press(PAY);
  }

  void handover(Browser browser, String language) {
    open(browser, links.issue(links.order(), List.of(TrialChoice.FORM.id())).url(), language);
    browser.press(PAY);
  }

  String onHold(Browser browser) {
    Issued link = links.issue(links.order(), false, false);
    checkout(browser, link.url());
    String session = walk.session().id();
    browser.press(By.cssSelector("button[value=bank_debit]")).awaitWords("Waiting for your bank");
    walk.simulator().bankDebitFails(session);
    walk.trial().paylink().checkNow(link.linkId(), TourLinks.SALES);
    String limit = PolicyField.ATTEMPT_LIMIT.setting();
    settings.put(limit, "1");
    browser.open(link.url()).press(PAY).find(By.cssSelector("body.wait"));
    settings.remove(limit);
    return link.url();
  }

  String expired(Browser browser) {
    Issued link = links.issue(links.order(), false, false);
    Instant yesterday = Instant.now().minusSeconds(86_400);
    records(
        unit ->
            unit.update("PaymentLink", Links.key(link.linkId()), Map.of("expiresAt", yesterday)));
    return link.url();
  }

  String cancelled(Browser browser) {
    Issued link = links.issue(links.order(), false, false);
    walk.trial().paylink().cancel(link.linkId(), Optional.empty(), TourLinks.SALES);
    return link.url();
  }

  String replaced(Browser browser) {
    Subject order = links.order();
    Issued link = links.issue(order, false, false);
    links.issue(order, true, false);
    return link.url();
  }

  void tooManyTries(Browser browser, String language) {
    String link = links.issue(links.order(), false, false).url();
    open(browser, link, language);
    for (int press = 0; press < 60; press++) {
      post(link);
    }
    browser.press(PAY);
  }

  void providerDown(Browser browser, String language) {
    open(browser, links.issue(links.order(), false, false).url(), language);
    String base = "account." + TrialAccount.US.id() + ".api.base";
    settings.put(base, "http://127.0.0.1:9");
    browser.press(PAY).find(By.cssSelector("body.warn"));
    settings.remove(base);
  }

  void unavailable(Browser browser, String language) {
    String enabled = "account." + TrialAccount.US.id() + ".enabled";
    String link = links.issue(links.order(), false, false).url();
    settings.put(enabled, "false");
    open(browser, link, language);
    browser.find(By.cssSelector("body.warn"));
    settings.remove(enabled);
  }

  void insecure(Browser browser, String language) {
    String link = links.issue(links.order(), false, false).url();
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

  private void records(Consumer<Unit> work) {
    walk.trial().host().records().run(work::accept);
  }

  static String withoutLanguage(String address) {
    return address.replaceAll("[?&]lang=[a-z]+", "");
  }

  @Override
  public void close() {
    walk.close();
  }
}
