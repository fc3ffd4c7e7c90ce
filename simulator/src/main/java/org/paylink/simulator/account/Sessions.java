package org.paylink.simulator.account;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.paylink.simulator.SimulatorClock;

/** Checkout Sessions from creation to expiry. Called under the store's lock. */
public final class Sessions {
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Events events;
  private final Supplier<String> baseUrl;

  /** Sessions whose pages are served under the base URL. */
  public Sessions(
      Store store,
      Identifiers identifiers,
      SimulatorClock clock,
      Events events,
      Supplier<String> baseUrl) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.events = events;
    this.baseUrl = baseUrl;
  }

  /** Creates an open session. Its PaymentIntent comes with the payer's first try. */
  public JsonObject create(SessionRequest request) {
    String id = identifiers.next("cs_test_a1", 57);
    long now = clock.epochSecond();
    JsonObject session = Json.shape("checkout.session");
    session.addProperty("id", id);
    session.addProperty("created", now);
    session.addProperty("expires_at", request.expiresAt().orElse(now + LONGEST_LIFE.toSeconds()));
    session.addProperty("url", baseUrl.get() + "/c/pay/" + id);
    session.addProperty("status", "open");
    session.addProperty("payment_status", "unpaid");
    session.addProperty("amount_subtotal", request.total());
    session.addProperty("amount_total", request.total());
    session.addProperty("currency", request.currency());
    session.addProperty("success_url", request.successUrl());
    Json.put(session, "cancel_url", request.cancelUrl());
    Json.put(session, "client_reference_id", request.clientReferenceId());
    Json.put(session, "customer_email", request.customerEmail());
    Json.put(session, "locale", request.locale());
    Json.put(session, "submit_type", request.submitType());
    session.add("metadata", Json.object(request.metadata()));
    session.add("payment_method_types", methods(request));
    request.customerEmail().ifPresent(email -> addCustomer(session, email));
    store.data().sessions.put(id, session);
    store.data().lineItems.put(id, lineItems(request));
    store.data().intentData.put(id, intentData(request));
    return session;
  }

  private static JsonArray methods(SessionRequest request) {
    List<String> asked = request.paymentMethodTypes();
    return Json.array(
        asked.isEmpty() ? List.of("card", BankDebit.method(request.currency())) : asked);
  }

  static void addCustomer(JsonObject session, String email) {
    JsonObject details = new JsonObject();
    details.add("address", JsonNull.INSTANCE);
    details.addProperty("email", email);
    details.add("name", JsonNull.INSTANCE);
    details.add("phone", JsonNull.INSTANCE);
    details.addProperty("tax_exempt", "none");
    details.add("tax_ids", JsonNull.INSTANCE);
    session.add("customer_details", details);
  }

  private JsonArray lineItems(SessionRequest request) {
    JsonArray lines = new JsonArray();
    for (SessionRequest.Item item : request.items()) {
      JsonObject line = new JsonObject();
      line.addProperty("id", identifiers.next("li_1", 23));
      line.addProperty("object", "item");
      line.addProperty("amount_discount", 0);
      line.addProperty("amount_subtotal", item.total());
      line.addProperty("amount_tax", 0);
      line.addProperty("amount_total", item.total());
      line.addProperty("currency", request.currency());
      line.addProperty("description", item.name());
      Json.put(line, "product_description", item.description());
      line.addProperty("quantity", item.quantity());
      lines.add(line);
    }
    return lines;
  }

  private static JsonObject intentData(SessionRequest request) {
    JsonObject data = new JsonObject();
    Json.put(data, "description", request.intentDescription());
    data.add("metadata", Json.object(request.intentMetadata()));
    return data;
  }

  /** The session as it is now: one whose time is over expires by being looked at. */
  public Optional<JsonObject> find(String id) {
    Optional<JsonObject> session = Optional.ofNullable(store.data().sessions.get(id));
    session.filter(this::isOverdue).ifPresent(this::close);
    return session;
  }

  /** Expires every session whose time is over. */
  public void expireDue() {
    List.copyOf(store.data().sessions.values()).stream()
        .filter(this::isOverdue)
        .forEach(this::close);
  }

  private boolean isOverdue(JsonObject session) {
    return Json.string(session, "status").equals("open")
        && session.get("expires_at").getAsLong() <= clock.epochSecond();
  }

  /**
   * The session, if it is open.
   *
   * @throws Refusal if there is none, or if it is complete or expired
   */
  public JsonObject requireOpen(String id) {
    JsonObject session =
        find(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No session " + id));
    String status = Json.string(session, "status");
    if (status.equals("complete")) {
      throw new Refusal(Refusal.Reason.COMPLETE, "The session is complete: " + id);
    }
    if (status.equals("expired")) {
      throw new Refusal(Refusal.Reason.EXPIRED, "The session has expired: " + id);
    }
    return session;
  }

  /**
   * Expires an open session before its time.
   *
   * @throws Refusal if it isn't open
   */
  public JsonObject expire(String id) {
    JsonObject session = requireOpen(id);
    close(session);
    return session;
  }

  private void close(JsonObject session) {
    session.addProperty("status", "expired");
    session.add("url", JsonNull.INSTANCE);
    Json.text(session, "payment_intent")
        .map(store.data().paymentIntents::get)
        .ifPresent(this::cancelIntent);
    events.record("checkout.session.expired", session);
  }

  private void cancelIntent(JsonObject intent) {
    intent.addProperty("status", "canceled");
    intent.addProperty("canceled_at", clock.epochSecond());
    intent.addProperty("cancellation_reason", "automatic");
    intent.add("next_action", JsonNull.INSTANCE);
    events.record("payment_intent.canceled", intent);
  }
}
