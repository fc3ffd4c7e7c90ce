package org.paylink.simulator.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.paylink.simulator.account.Json;

/**
 * Lists, newest first, page by page.
 *
 * @see <a href="https://docs.stripe.com/api/pagination">Pagination</a>
 */
final class Listing {
  /** The parameters that every list understands. */
  static final List<String> COMMON =
      List.of(
          "limit",
          "starting_after",
          "ending_before",
          "expand[#]",
          "created",
          "created[gt]",
          "created[gte]",
          "created[lt]",
          "created[lte]");

  private Listing() {}

  /** The page that the parameters ask for, of objects given oldest first. */
  static JsonObject page(
      String url, Form form, Collection<JsonObject> oldestFirst, Predicate<JsonObject> filter) {
    List<JsonObject> all = new ArrayList<>();
    oldestFirst.stream().filter(filter).filter(o -> isCreatedWithin(form, o)).forEach(all::add);
    Collections.reverse(all);
    int limit = (int) form.integer("limit", 1, 100).orElse(10);
    Optional<String> after = form.text("starting_after");
    Optional<String> before = form.text("ending_before");
    if (after.isPresent() && before.isPresent()) {
      throw ApiError.invalid(
          null, "ending_before", "Received both starting_after and ending_before");
    }
    int from = after.map(id -> position(all, id, "starting_after") + 1).orElse(0);
    int to = before.map(id -> position(all, id, "ending_before")).orElse(all.size());
    boolean more = to - from > limit;
    if (before.isPresent()) {
      from = Math.max(from, to - limit);
    } else {
      to = Math.min(to, from + limit);
    }
    JsonArray data = new JsonArray();
    all.subList(from, to).forEach(o -> data.add(o.deepCopy()));
    JsonObject list = new JsonObject();
    list.addProperty("object", "list");
    list.add("data", data);
    list.addProperty("has_more", more);
    list.addProperty("url", url);
    return list;
  }

  private static int position(List<JsonObject> all, String id, String param) {
    for (int i = 0; i < all.size(); i++) {
      if (Json.string(all.get(i), "id").equals(id)) {
        return i;
      }
    }
    throw ApiError.noSuch("object", param, id);
  }

  private static boolean isCreatedWithin(Form form, JsonObject object) {
    long created = object.get("created").getAsLong();
    return bound(form, "created").stream().allMatch(v -> created == v)
        && bound(form, "created[gt]").stream().allMatch(v -> created > v)
        && bound(form, "created[gte]").stream().allMatch(v -> created >= v)
        && bound(form, "created[lt]").stream().allMatch(v -> created < v)
        && bound(form, "created[lte]").stream().allMatch(v -> created <= v);
  }

  private static OptionalLong bound(Form form, String path) {
    return form.integer(path, 0, Long.MAX_VALUE);
  }
}
