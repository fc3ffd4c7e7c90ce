package org.paylink.simulator.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.ApiError;
import org.paylink.simulator.wire.Exchanges;
import org.paylink.simulator.wire.Form;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the pages: the start, the payer's, and the control page. */
public final class PageHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
  private static final Pattern PAY = Pattern.compile("/c/pay/(cs_test_[A-Za-z0-9]+)(/3ds)?");

  private final Templates templates = new Templates();
  private final StripeSimulator simulator;
  private final CheckoutPage checkout;
  private final ControlPage control;

  /** The pages of one simulator. */
  public PageHandler(StripeSimulator simulator, Store store) {
    this.simulator = simulator;
    this.checkout = new CheckoutPage(simulator, store, templates);
    this.control = new ControlPage(simulator, templates);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (ApiError | IllegalArgumentException e) {
        answer = message(400, "That did not work", String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("A page failed: {}", exchange.getRequestURI().getPath(), e);
        answer = message(500, "The simulator failed", "Its log says why.");
      }
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      Exchanges.write(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    boolean post = method.equals("POST");
    if (!post && !method.equals("GET")) {
      return message(405, "Not allowed", "These pages know GET and POST only.");
    }
    if (post && isForeign(exchange)) {
      return message(403, "Not allowed", "The form was sent by another site's page.");
    }
    Optional<Form> form = post ? Exchanges.body(exchange).map(Form::parse) : Optional.empty();
    Matcher pay = PAY.matcher(path);
    if (pay.matches()) {
      boolean authentication = pay.group(2) != null;
      return form.isPresent()
          ? checkout.submit(pay.group(1), form.get(), authentication)
          : checkout.show(pay.group(1), authentication);
    }
    if (path.equals("/simulator")) {
      return form.isPresent() ? control.submit(form.get()) : control.show();
    }
    if (path.equals("/") && !post) {
      return Answer.html(200, templates.render("home", homeValues()));
    }
    return message(404, "No such page", "The simulator has no page at this address.");
  }

  private static boolean isForeign(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (origin == null) {
      return false;
    }
    try {
      return !String.valueOf(URI.create(origin).getAuthority()).equals(host);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private Map<String, Object> homeValues() {
    Map<String, Object> values = new HashMap<>();
    values.put("baseUrl", simulator.baseUrl());
    values.put("apiKey", simulator.apiKey());
    values.put("merchant", simulator.options().merchantName());
    values.put("sessions", simulator.sessionsCreated());
    values.put("charges", simulator.chargesMade());
    return values;
  }

  private Answer message(int status, String title, String text) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", title);
    values.put("text", text);
    return Answer.html(status, templates.render("message", values));
  }
}
