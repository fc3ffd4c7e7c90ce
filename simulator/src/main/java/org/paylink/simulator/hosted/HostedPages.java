package org.paylink.simulator.hosted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.fault.ApiFault;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.page.ReversalActions;
import org.paylink.simulator.page.Templates;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.ApiError;
import org.paylink.simulator.wire.Currencies;
import org.paylink.simulator.wire.Exchanges;
import org.paylink.simulator.wire.Form;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payer's page of a gateway, and the page where a person plays the bank. Without scripts. */
final class HostedPages implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HostedPages.class);
  private static final String APPROVE = "/checkoutnow/";
  private static final String DECLINE_CODE = "insufficient_funds";
  private static final int MOST_MINUTES = 60 * 24 * 400;

  private final HostedSimulator simulator;
  private final Wire wire;
  private final Templates templates = new Templates();

  HostedPages(HostedSimulator simulator, Wire wire) {
    this.simulator = simulator;
    this.wire = wire;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (Refusal refusal) {
        answer = message(409, "That is over", "Nothing was changed. " + refusal.getMessage());
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
      Exchanges.write(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Form> form =
        exchange.getRequestMethod().equals("POST")
            ? Exchanges.body(exchange).map(Form::parse)
            : Optional.empty();
    boolean choosing = form.isPresent() && form.get().text("token").isEmpty();
    if ((choosing || form.flatMap(f -> f.text("choice")).isPresent()) && isForeign(exchange)) {
      return message(403, "Not allowed", "The form was sent by another site's page.");
    }
    if (!wire.captures() && path.equals(FormWire.PAGE)) {
      // The merchant's page posts the token, so another origin is as it should be.
      return form.isEmpty()
          ? message(405, "Not from here", "The shop's page leads here with a form.")
          : byToken(form.get());
    }
    if (wire.captures() && path.startsWith(APPROVE)) {
      Optional<HostedCheckout> order = find(path.substring(APPROVE.length()));
      return form.isEmpty() ? page(order) : choose(order, form.get());
    }
    if (path.equals("/simulator")) {
      return form.isEmpty() ? control() : act(form.get());
    }
    return path.equals("/") ? Answer.seeOther("/simulator") : unknown();
  }

  private static boolean isForeign(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    String host = exchange.getRequestHeaders().getFirst("Host");
    return origin != null && !origin.equals("http://" + host);
  }

  private Answer byToken(Form form) {
    String token = form.required("token");
    Optional<HostedCheckout> checkout =
        simulator.store.locked(() -> simulator.checkouts.byToken(token));
    return form.text("choice").isPresent() ? choose(checkout, form) : page(checkout);
  }

  private Optional<HostedCheckout> find(String id) {
    return simulator.store.locked(() -> simulator.checkouts.find(id));
  }

  private Answer page(Optional<HostedCheckout> checkout) {
    if (checkout.isEmpty()) {
      return unknown();
    }
    Map<String, Object> values = values(checkout.get());
    boolean open = checkout.get().state == State.OPEN;
    values.put("open", open);
    values.put("merchant", simulator.options.merchantName());
    values.put("captures", wire.captures());
    values.put("action", wire.captures() ? APPROVE + checkout.get().id : FormWire.PAGE);
    values.put("token", wire.captures() ? "" : checkout.get().token);
    boolean ended = checkout.get().state == State.CLOSED;
    values.put("backUrl", ended ? checkout.get().cancelUrl : checkout.get().returnUrl);
    values.put("cancelUrl", checkout.get().cancelUrl);
    values.put("declined", !checkout.get().decline.isEmpty() && open);
    return Answer.html(200, templates.render("hosted", values));
  }

  private Answer choose(Optional<HostedCheckout> checkout, Form form) {
    if (checkout.isEmpty()) {
      return unknown();
    }
    HostedCheckout chosen = checkout.get();
    if (chosen.state != State.OPEN) {
      return page(checkout);
    }
    String choice = form.required("choice");
    switch (choice) {
      case "pay" -> finish(chosen, "", Optional.empty());
      case "bank_pays" -> finish(chosen, Checkouts.SLOWLY, Optional.of(true));
      case "bank_refuses" -> finish(chosen, Checkouts.SLOWLY, Optional.of(false));
      case "decline" -> {
        simulator.decline(chosen.id, DECLINE_CODE);
        if (!wire.captures()) {
          return page(find(chosen.id));
        }
      }
      default -> throw new IllegalArgumentException("No such choice: " + choice);
    }
    return Answer.seeOther(URI.create(chosen.returnUrl).toASCIIString());
  }

  private void finish(HostedCheckout chosen, String how, Optional<Boolean> bankPays) {
    simulator.change(
        () -> {
          bankPays.ifPresent(
              pays -> {
                chosen.bankPays = pays;
                chosen.bankAnswersMillis =
                    simulator.clock.instant().plus(Checkouts.BANK_ANSWERS_AFTER).toEpochMilli();
              });
          return wire.captures()
              ? simulator.checkouts.approve(chosen.id, how)
              : simulator.checkouts.pay(chosen.id, how.equals(Checkouts.SLOWLY));
        });
  }

  private Answer control() {
    Map<String, Object> values = new HashMap<>();
    values.put("now", simulator.clock.instant().toString());
    values.put("checkouts", simulator.all().stream().map(this::values).toList());
    values.put("disputes", simulator.disputes().isPresent());
    values.put("reversals", reversals());
    values.put("faults", simulator.faults.describe());
    values.put("operations", List.of(ApiOperation.values()).stream().map(Enum::name).toList());
    values.put("kinds", List.of(ApiFault.Kind.values()).stream().map(Enum::name).toList());
    return Answer.html(200, templates.render("hosted-control", values));
  }

  private List<Map<String, Object>> reversals() {
    return simulator.store.locked(
        () -> simulator.store.data().reversals.values().stream().map(HostedPages::row).toList());
  }

  private static Map<String, Object> row(HostedReversal reversal) {
    return ReversalActions.row(
        reversal.id,
        reversal.checkoutId,
        reversal.state.isRefund() ? "refund" : "dispute",
        Currencies.format(reversal.amount, reversal.currency.toLowerCase(Locale.ROOT)),
        reversal.state.name().toLowerCase(Locale.ROOT));
  }

  private Answer act(Form form) {
    if (new ReversalActions(simulator.reversals(), simulator.disputes()).perform(form)) {
      return Answer.seeOther("/simulator");
    }
    String id = form.text("checkout").orElse("");
    switch (form.required("action")) {
      case "bank_pays" -> simulator.bankPays(id);
      case "bank_refuses" -> simulator.bankRefuses(id);
      case "advance" ->
          simulator.advance(
              Duration.ofMinutes(form.integer("minutes", 1, MOST_MINUTES).orElseThrow()));
      case "fault" ->
          simulator.faults.add(
              ApiOperation.valueOf(form.required("operation")),
              1,
              new ApiFault(ApiFault.Kind.valueOf(form.required("kind")), Duration.ofSeconds(30)));
      case "clear_faults" -> simulator.faults.clear();
      default -> throw new IllegalArgumentException("No such action");
    }
    return Answer.seeOther("/simulator");
  }

  private Map<String, Object> values(HostedCheckout checkout) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", checkout.id);
    values.put("state", checkout.state.name().toLowerCase(Locale.ROOT));
    values.put("description", checkout.description);
    values.put("reference", checkout.reference);
    values.put(
        "amount", Currencies.format(checkout.amount, checkout.currency.toLowerCase(Locale.ROOT)));
    return values;
  }

  private Answer unknown() {
    return message(404, "No such payment page", "Nothing was charged.");
  }

  private Answer message(int status, String title, String text) {
    return Answer.html(status, templates.render("message", Map.of("title", title, "text", text)));
  }
}
