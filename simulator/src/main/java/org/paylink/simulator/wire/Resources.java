package org.paylink.simulator.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Sessions;
import org.paylink.simulator.account.Store;

/** What each path of the API does. Called under the lock. */
final class Resources {
  private final Store store;
  private final Sessions sessions;
  private final ReversalResources reversals;
  private final SimulatorClock clock;
  private final String accountId;

  Resources(
      Store store, Sessions sessions, Refunds refunds, SimulatorClock clock, String accountId) {
    this.store = store;
    this.sessions = sessions;
    this.reversals = new ReversalResources(store, refunds);
    this.clock = clock;
    this.accountId = accountId;
  }

  /** Refunds and disputes. */
  ReversalResources reversals() {
    return reversals;
  }

  JsonObject createSession(Form form) {
    return expand(sessions.create(new SessionForm(form).read(clock.epochSecond())), form);
  }

  JsonObject session(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    return expand(findSession(id), form);
  }

  private JsonObject findSession(String id) {
    return sessions.find(id).orElseThrow(() -> ApiError.noSuch("checkout.session", "session", id));
  }

  JsonObject lineItems(String id, Form form) {
    form.allowOnly(List.of("limit", "starting_after", "ending_before", "expand[#]"));
    findSession(id);
    return Expansion.lineItems(store.data(), id);
  }

  JsonObject expireSession(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    JsonObject session = findSession(id);
    try {
      return expand(sessions.expire(id), form);
    } catch (Refusal refusal) {
      throw ApiError.conflictingState(
          "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout"
              + " Session has a status of `"
              + Json.string(session, "status")
              + "`.");
    }
  }

  JsonObject sessions(Form form) {
    form.allowOnly(with("payment_intent", "status"));
    sessions.expireDue();
    Optional<String> intent = form.text("payment_intent");
    Optional<String> status = form.oneOf("status", List.of("open", "complete", "expired"));
    return expand(
        Listing.page(
            "/v1/checkout/sessions",
            form,
            store.data().sessions.values(),
            session ->
                matches(session, "payment_intent", intent) && matches(session, "status", status)),
        form);
  }

  private static boolean matches(JsonObject object, String key, Optional<String> wanted) {
    return wanted.isEmpty() || Json.text(object, key).equals(wanted);
  }

  private static List<String> with(String... patterns) {
    List<String> all = new ArrayList<>(Listing.COMMON);
    all.addAll(List.of(patterns));
    return all;
  }

  JsonObject paymentIntent(String id, Form form) {
    form.allowOnly(List.of("expand[#]", "client_secret"));
    return expand(find(store.data().paymentIntents, "payment_intent", "intent", id), form);
  }

  JsonObject charge(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    return expand(find(store.data().charges, "charge", "id", id), form);
  }

  JsonObject event(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    return find(store.data().events, "event", "id", id).deepCopy();
  }

  private static JsonObject find(
      Map<String, JsonObject> objects, String kind, String param, String id) {
    return Optional.ofNullable(objects.get(id)).orElseThrow(() -> ApiError.noSuch(kind, param, id));
  }

  JsonObject events(Form form) {
    form.allowOnly(with("type", "types[#]", "delivery_success"));
    sessions.expireDue();
    List<String> types = form.texts("types");
    Optional<String> type = form.text("type");
    if (type.isPresent() && !types.isEmpty()) {
      throw ApiError.invalid(null, "types", "You may pass either `type` or `types`, not both");
    }
    if (types.size() > 20) {
      throw ApiError.invalid(null, "types", "At most 20 types");
    }
    List<String> wanted = type.map(List::of).orElse(types);
    Predicate<JsonObject> filter =
        event ->
            wanted.isEmpty()
                || wanted.stream().anyMatch(w -> isType(Json.string(event, "type"), w));
    return Listing.page("/v1/events", form, store.data().events.values(), filter);
  }

  private static boolean isType(String type, String wanted) {
    return wanted.endsWith("*")
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : type.equals(wanted);
  }

  JsonObject account() {
    JsonObject account = Json.shape("account");
    account.addProperty("id", accountId);
    account
        .getAsJsonObject("external_accounts")
        .addProperty("url", "/v1/accounts/" + accountId + "/external_accounts");
    return account;
  }

  JsonObject balance() {
    Map<String, Long> sums = new HashMap<>();
    store.data().taken.values().forEach(t -> sums.merge(t.currency(), t.amount(), Long::sum));
    sums.putIfAbsent("usd", 0L);
    JsonArray pending = new JsonArray();
    JsonArray available = new JsonArray();
    sums.forEach(
        (currency, amount) -> {
          pending.add(money(currency, amount));
          available.add(money(currency, 0));
        });
    JsonObject balance = Json.shape("balance");
    balance.add("pending", pending);
    balance.add("available", available);
    return balance;
  }

  private static JsonObject money(String currency, long amount) {
    JsonObject entry = new JsonObject();
    entry.addProperty("amount", amount);
    entry.addProperty("currency", currency);
    JsonObject sources = new JsonObject();
    sources.addProperty("card", amount);
    entry.add("source_types", sources);
    return entry;
  }

  private JsonObject expand(JsonObject object, Form form) {
    return new Expansion(store.data()).expand(object, form.texts("expand"));
  }
}
