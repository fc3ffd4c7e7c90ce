package org.paylink.simulator.account;

import com.google.gson.JsonObject;
import java.util.function.Consumer;
import org.paylink.simulator.SimulatorClock;

/** Records what happened as events, and hands each to the webhooks. */
public final class Events {
  private static final int MOST_KEPT = 50_000;

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final String apiVersion;
  private final Consumer<JsonObject> listener;

  /** Events of the account's API version; each is passed on under the store's lock. */
  public Events(
      Store store,
      Identifiers identifiers,
      SimulatorClock clock,
      String apiVersion,
      Consumer<JsonObject> listener) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.apiVersion = apiVersion;
    this.listener = listener;
  }

  /** Records that something happened to an object, with the object as it is now. */
  public void record(String type, JsonObject object) {
    JsonObject event = Json.shape("event");
    String id = identifiers.next("evt_1", 23);
    event.addProperty("id", id);
    event.addProperty("type", type);
    event.addProperty("created", clock.epochSecond());
    event.addProperty("api_version", apiVersion);
    event.getAsJsonObject("data").add("object", object.deepCopy());
    var events = store.data().events;
    events.put(id, event);
    if (events.size() > MOST_KEPT) {
      events.remove(events.keySet().iterator().next());
    }
    listener.accept(event);
  }
}
