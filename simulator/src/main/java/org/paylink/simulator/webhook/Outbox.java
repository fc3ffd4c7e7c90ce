package org.paylink.simulator.webhook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.fault.WebhookFault;

/** Turns each event into deliveries, some of which suffer faults. Called under the lock. */
public final class Outbox {
  /** The most deliveries kept; the oldest are forgotten first. */
  private static final int MOST_KEPT = 20_000;

  private static final String UNKNOWN_VERSION = "2031-01-01.unknown";

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Faults faults;
  private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

  /** An outbox without endpoints. */
  public Outbox(Store store, Identifiers identifiers, SimulatorClock clock, Faults faults) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.faults = faults;
  }

  /** Sends coming events to this endpoint, too. */
  public void add(Endpoint endpoint) {
    endpoints.add(endpoint);
  }

  /** The endpoints, in the order they were added. */
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  /** Puts deliveries of the event to every endpoint in line. */
  public void accept(JsonObject event) {
    event.addProperty("pending_webhooks", endpoints.size());
    String type = Json.string(event, "type");
    accept(
        Json.string(event, "id"),
        type,
        (endpoint, fault) ->
            fault.filter(f -> f.kind() == WebhookFault.Kind.OTHER_VERSION).isPresent()
                ? Json.write(inUnknownVersion(event))
                : Json.write(inVersion(event, endpoint)));
  }

  /** Puts deliveries of another gateway's event to every endpoint in line. */
  public void accept(String eventId, String type, String body) {
    accept(eventId, type, (endpoint, fault) -> body);
  }

  private interface Bodies {
    String of(Endpoint endpoint, Optional<WebhookFault> fault);
  }

  private void accept(String eventId, String type, Bodies bodies) {
    Optional<WebhookFault> fault =
        endpoints.isEmpty() ? Optional.empty() : faults.takeForEvent(type);
    for (Endpoint endpoint : endpoints) {
      enqueue(eventId, type, bodies.of(endpoint, fault), endpoint, fault);
    }
    if (fault.filter(f -> f.kind() == WebhookFault.Kind.REORDER).isPresent()
        && !faults.awaitsReorder()) {
      releaseHeld();
    }
    forgetOldest();
  }

  private void enqueue(
      String eventId, String type, String body, Endpoint endpoint, Optional<WebhookFault> fault) {
    int copies = fault.map(WebhookFault::timesSent).orElse(1);
    String burst =
        fault.filter(f -> f.kind() == WebhookFault.Kind.BURST).isPresent()
            ? identifiers.next("burst_", 12)
            : "";
    for (int i = 0; i < copies; i++) {
      Delivery delivery = new Delivery();
      delivery.id = identifiers.next("whd_1", 16);
      delivery.eventId = eventId;
      delivery.eventType = type;
      delivery.url = endpoint.url();
      delivery.secret = endpoint.secret();
      delivery.body = body;
      delivery.dueMillis = clock.millis();
      delivery.burst = burst;
      fault.ifPresent(f -> harm(delivery, f));
      store.data().deliveries.add(delivery);
    }
  }

  private static JsonObject inVersion(JsonObject event, Endpoint endpoint) {
    JsonObject copy = event.deepCopy();
    endpoint.apiVersion().ifPresent(version -> copy.addProperty("api_version", version));
    return copy;
  }

  private static void harm(Delivery delivery, WebhookFault fault) {
    switch (fault.kind()) {
      case DUPLICATE, BURST, OTHER_VERSION -> {
        // The number of deliveries, or their body, is all that differs.
      }
      case REORDER -> delivery.state = Delivery.State.HELD;
      case DELAY -> delivery.dueMillis += fault.delay().toMillis();
      case LOSE -> delivery.state = Delivery.State.LOST;
      case WRONG_SIGNATURE -> delivery.signing = Delivery.Signing.WRONG_SECRET;
      case OLD_SIGNATURE -> delivery.signing = Delivery.Signing.OLD;
    }
  }

  /** The event with an object of which only the identifier can still be recognized. */
  private static JsonObject inUnknownVersion(JsonObject event) {
    JsonObject whole = event.getAsJsonObject("data").getAsJsonObject("object");
    JsonObject reduced = new JsonObject();
    reduced.add("id", whole.get("id"));
    reduced.add("object", whole.get("object"));
    reduced.addProperty("state", "renamed");
    JsonObject total = new JsonObject();
    total.addProperty("value", "0");
    reduced.add("amount_total", total);
    JsonObject copy = event.deepCopy();
    copy.addProperty("api_version", UNKNOWN_VERSION);
    copy.getAsJsonObject("data").add("object", reduced);
    return copy;
  }

  /** Lets the deliveries held back for reordering go, newest first. */
  public void releaseHeld() {
    List<Delivery> held = new ArrayList<>();
    for (Delivery delivery : store.data().deliveries) {
      if (delivery.state == Delivery.State.HELD) {
        held.add(0, delivery);
      }
    }
    store.data().deliveries.removeAll(held);
    for (Delivery delivery : held) {
      delivery.state = Delivery.State.WAITING;
      delivery.dueMillis = clock.millis();
      store.data().deliveries.add(delivery);
    }
  }

  /**
   * Puts the delivery in line once more, rightly signed.
   *
   * @throws IllegalArgumentException if there is none with this identifier
   */
  public void resend(String deliveryId) {
    Delivery earlier =
        store.data().deliveries.stream()
            .filter(d -> d.id.equals(deliveryId))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No delivery " + deliveryId));
    Delivery again = earlier.copy();
    again.id = identifiers.next("whd_1", 16);
    again.tries.clear();
    again.burst = "";
    again.signing = Delivery.Signing.RIGHT;
    again.state = Delivery.State.WAITING;
    again.dueMillis = clock.millis();
    store.data().deliveries.add(again);
  }

  private void forgetOldest() {
    List<Delivery> all = store.data().deliveries;
    if (all.size() > MOST_KEPT) {
      all.subList(0, all.size() - MOST_KEPT).clear();
    }
  }
}
