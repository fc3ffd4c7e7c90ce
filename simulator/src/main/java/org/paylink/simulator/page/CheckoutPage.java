package org.paylink.simulator.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.account.BankDebit;
import org.paylink.simulator.account.Declines;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.Currencies;
import org.paylink.simulator.wire.Form;

/** The page on which a payer pays. It needs no script. */
final class CheckoutPage {
  private static final String PLACEHOLDER = "{CHECKOUT_SESSION_ID}";
  private static final String DECLINE_CODE = "insufficient_funds";

  private final StripeSimulator simulator;
  private final Store store;
  private final Templates templates;

  CheckoutPage(StripeSimulator simulator, Store store, Templates templates) {
    this.simulator = simulator;
    this.store = store;
    this.templates = templates;
  }

  Answer show(String id, boolean authentication) {
    Optional<SimulatedSession> session = simulator.session(id);
    if (session.isEmpty()) {
      return ended("unknown", Optional.empty(), 404);
    }
    if (!session.get().status().equals("open")) {
      return ended(session.get().status(), session, 200);
    }
    return page(session.get(), authentication ? "authenticate" : "checkout", Optional.empty());
  }

  Answer submit(String id, Form form, boolean authentication) {
    String choice = form.required("choice");
    try {
      return authentication ? finishAuthentication(id, choice) : choose(id, choice);
    } catch (Refusal refusal) {
      Optional<SimulatedSession> session = simulator.session(id);
      return switch (refusal.reason()) {
        case UNKNOWN -> ended("unknown", session, 404);
        case COMPLETE -> ended("complete", session, 409);
        case EXPIRED -> ended("expired", session, 410);
        case NOT_UNDER_WAY, TOO_MUCH, ALREADY_REFUNDED, DISPUTED -> Answer.seeOther("/c/pay/" + id);
      };
    }
  }

  private Answer choose(String id, String choice) {
    return switch (choice) {
      case "pay" -> success(simulator.pay(id));
      case "pay_3ds" -> {
        simulator.begin3ds(id);
        yield Answer.seeOther("/c/pay/" + id + "/3ds");
      }
      case "decline" -> declined(simulator.decline(id, DECLINE_CODE), DECLINE_CODE);
      case "bank_debit" -> success(simulator.payByBankDebit(id));
      default -> throw new IllegalArgumentException("No such choice: " + choice);
    };
  }

  private Answer finishAuthentication(String id, String choice) {
    boolean passed = choice.equals("approve");
    SimulatedSession session = simulator.finish3ds(id, passed);
    return passed ? success(session) : declined(session, Declines.AUTHENTICATION_FAILED);
  }

  private static Answer success(SimulatedSession session) {
    String url = Json.string(session.json(), "success_url");
    // A header holds ASCII only; the address may hold other letters.
    return Answer.seeOther(URI.create(url.replace(PLACEHOLDER, session.id())).toASCIIString());
  }

  private Answer declined(SimulatedSession session, String declineCode) {
    return page(session, "checkout", Optional.of(Declines.message(declineCode)));
  }

  private Answer page(SimulatedSession session, String template, Optional<String> problem) {
    Map<String, Object> values = values(session);
    problem.ifPresent(text -> values.put("problem", text));
    return Answer.html(200, templates.render(template, values));
  }

  private Answer ended(String state, Optional<SimulatedSession> session, int status) {
    Map<String, Object> values = session.map(this::values).orElseGet(HashMap::new);
    values.put("state", state);
    values.put("merchant", simulator.options().merchantName());
    session
        .filter(s -> s.status().equals("complete"))
        .map(s -> Json.string(s.json(), "success_url").replace(PLACEHOLDER, s.id()))
        .ifPresent(url -> values.put("backUrl", url));
    session
        .filter(s -> s.status().equals("expired"))
        .flatMap(s -> Json.text(s.json(), "cancel_url"))
        .ifPresent(url -> values.put("backUrl", url.replace(PLACEHOLDER, session.get().id())));
    return Answer.html(status, templates.render("ended", values));
  }

  private Map<String, Object> values(SimulatedSession session) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", session.id());
    values.put("merchant", simulator.options().merchantName());
    values.put("items", items(session));
    session
        .amountTotal()
        .ifPresent(total -> values.put("total", Currencies.format(total, session.currency())));
    values.put("paid", session.paymentStatus().equals("paid"));
    Json.text(session.json(), "customer_email").ifPresent(email -> values.put("email", email));
    Json.text(session.json(), "cancel_url")
        .ifPresent(url -> values.put("cancelUrl", url.replace(PLACEHOLDER, session.id())));
    values.put("card", offers(session, "card"::equals));
    values.put("bankDebit", offers(session, BankDebit::isDebit));
    values.put("submit", submitText(session));
    return values;
  }

  private static String submitText(SimulatedSession session) {
    return switch (Json.text(session.json(), "submit_type").orElse("pay")) {
      case "book" -> "Book";
      case "donate" -> "Donate";
      default -> "Pay";
    };
  }

  private static boolean offers(SimulatedSession session, Predicate<String> method) {
    for (JsonElement offered : session.json().getAsJsonArray("payment_method_types")) {
      if (method.test(offered.getAsString())) {
        return true;
      }
    }
    return false;
  }

  private List<Map<String, Object>> items(SimulatedSession session) {
    JsonArray lines = store.locked(() -> store.data().lineItems.get(session.id()).deepCopy());
    List<Map<String, Object>> items = new ArrayList<>();
    for (JsonElement element : lines) {
      JsonObject line = element.getAsJsonObject();
      Map<String, Object> item = new HashMap<>();
      item.put("name", Json.string(line, "description"));
      Json.text(line, "product_description").ifPresent(text -> item.put("description", text));
      item.put("quantity", line.get("quantity").getAsLong());
      item.put(
          "amount",
          Currencies.format(line.get("amount_total").getAsLong(), Json.string(line, "currency")));
      items.add(item);
    }
    return items;
  }
}
