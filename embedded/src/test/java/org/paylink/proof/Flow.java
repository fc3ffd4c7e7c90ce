package org.paylink.proof;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.Subject;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/**
 * Takes one document through the whole way on one node, as everybody around it would: a user, the
 * customer and the gateway. Taken again, it goes on from where it was left.
 *
 * @param courier brings the gateway's notifications of a link
 * @param step is told of what happens outside of the node
 */
record Flow(Node node, Subject subject, Courier courier, Consumer<String> step) {
  /** The step before the background work. */
  static final String SWEEPS = "sweeps";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final Pattern ACTION = Pattern.compile("action=\"(http[^\"]+)\"");

  /** A way to go, each with another one to bring the news of the payment. */
  enum Way {
    /** Paid by card; a user asks what became of it. */
    CARD(Choices.CARD, false),
    /** Paid at a page the browser posted a form to; the gateway notifies. */
    FORM(Choices.FORM, false),
    /** Agreed to, and captured when the customer comes back. */
    WALLET(Choices.WALLET, false),
    /** Cancelled while the customer's page is open. */
    CARD_CANCELLED(Choices.CARD, true),
    /** Cancelled after the customer agreed, before anybody captured. */
    WALLET_CANCELLED(Choices.WALLET, true);

    final String account;
    final boolean cancelled;

    Way(String account, boolean cancelled) {
      this.account = account;
      this.cancelled = cancelled;
    }
  }

  /** Brings notifications. */
  interface Courier {
    /** All there are of a link, each as it would be sent now. */
    List<Letter> about(String linkId) throws IOException;
  }

  /** A notification on its way. */
  record Letter(Map<String, String> headers, String body) {}

  void take(Way way) throws IOException, InterruptedException {
    Issued issued =
        node.paylink()
            .issue(
                Wish.of(subject).key("k-" + subject.id()).account(way.account).request(),
                World.SALES);
    WebResponse started = handle("POST", pathOf(issued.url()), Map.of(), new byte[0]);
    boolean led = way == Way.CARD_CANCELLED ? started.status() == 303 : pays(started);
    if (way.cancelled && led) {
      node.paylink().cancel(issued.linkId(), Optional.empty(), World.SALES);
    }
    switch (way) {
      case CARD, CARD_CANCELLED -> node.paylink().checkNow(issued.linkId(), World.SALES);
      case FORM -> notified(way.account, issued.linkId());
      case WALLET -> comeBack(issued.linkId());
      case WALLET_CANCELLED -> {}
    }
    step.accept(SWEEPS);
    node.paylink().sweeper().sweep();
  }

  /** Whether there was a page to pay at. */
  private boolean pays(WebResponse started) throws IOException, InterruptedException {
    if (started.status() == 303) {
      choose(started.headers().get("Location"), "choice=pay");
      return true;
    }
    String page = new String(started.body(), StandardCharsets.UTF_8);
    Matcher action = ACTION.matcher(page);
    Matcher token = TOKEN.matcher(page);
    if (started.status() != 200 || !action.find() || !token.find()) {
      return false;
    }
    choose(
        action.group(1),
        "choice=pay&token=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
    return true;
  }

  private void choose(String page, String form) throws IOException, InterruptedException {
    HTTP.send(
        HttpRequest.newBuilder(URI.create(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    step.accept("paid");
  }

  private void notified(String account, String linkId) throws IOException {
    for (Letter letter : courier.about(linkId)) {
      Map<String, List<String>> headers = new HashMap<>();
      letter
          .headers()
          .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
      byte[] body = letter.body().getBytes(StandardCharsets.UTF_8);
      handle("POST", "/hook/" + account, headers, body);
      step.accept("notified");
    }
  }

  private void comeBack(String linkId) {
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    for (PaymentAttempt attempt :
        node.host().records().unit(unit -> Links.attemptsOf(unit, linkId))) {
      handle("GET", "/return/" + LinkTokens.returnHandle(key, attempt.id()), Map.of(), new byte[0]);
    }
  }

  private WebResponse handle(
      String method, String path, Map<String, List<String>> headers, byte[] body) {
    return node.paylink()
        .site()
        .handle(
            new WebRequest(method, path, Map.of(), Map.of(), headers, body, "127.0.0.1", false));
  }

  private static String pathOf(String url) {
    return url.substring(url.lastIndexOf('/'));
  }
}
