package org.paylink.simulator.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Store;

/**
 * Puts whole objects where identifiers stand.
 *
 * @see <a href="https://docs.stripe.com/api/expanding_objects">Expanding objects</a>
 */
final class Expansion {
  private final Store.Data data;

  Expansion(Store.Data data) {
    this.data = data;
  }

  /** A copy of the object with the paths expanded, such as payment_intent.latest_charge. */
  JsonObject expand(JsonObject object, List<String> paths) {
    JsonObject copy = object.deepCopy();
    for (String path : paths) {
      follow(copy, path, path);
    }
    return copy;
  }

  private void follow(JsonObject object, String rest, String whole) {
    int dot = rest.indexOf('.');
    String key = dot < 0 ? rest : rest.substring(0, dot);
    if (key.equals("data") && object.has("data")) {
      object
          .getAsJsonArray("data")
          .forEach(element -> follow(element.getAsJsonObject(), rest.substring(dot + 1), whole));
      return;
    }
    if (key.equals("line_items") && isSession(object)) {
      object.add("line_items", lineItems(data, Json.string(object, "id")));
      return;
    }
    JsonElement value = object.get(key);
    Map<String, JsonObject> objects = objects(key);
    if (objects == null || value == null) {
      throw ApiError.invalid(null, "expand", "This property cannot be expanded (" + whole + ").");
    }
    if (value.isJsonPrimitive()) {
      value = objects.get(value.getAsString()).deepCopy();
      object.add(key, value);
    }
    if (dot >= 0 && value.isJsonObject()) {
      follow(value.getAsJsonObject(), rest.substring(dot + 1), whole);
    }
  }

  private static boolean isSession(JsonObject object) {
    return Json.text(object, "object").filter("checkout.session"::equals).isPresent();
  }

  private Map<String, JsonObject> objects(String key) {
    return switch (key) {
      case "payment_intent" -> data.paymentIntents;
      case "latest_charge", "charge" -> data.charges;
      case "balance_transaction", "failure_balance_transaction" -> data.balanceTransactions;
      default -> null;
    };
  }

  /** The list of a session's line items. */
  static JsonObject lineItems(Store.Data data, String sessionId) {
    JsonObject list = new JsonObject();
    list.addProperty("object", "list");
    list.add("data", data.lineItems.get(sessionId).deepCopy());
    list.addProperty("has_more", false);
    list.addProperty("url", "/v1/checkout/sessions/" + sessionId + "/line_items");
    return list;
  }
}
