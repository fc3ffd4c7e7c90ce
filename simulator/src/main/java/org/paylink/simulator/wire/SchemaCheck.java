package org.paylink.simulator.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks form parameters against the part of JSON Schema that Stripe's form schemas use: type,
 * properties, required, additionalProperties, items, enum, maxLength and anyOf. A property that is
 * not named is refused unless the schema describes additional ones, on every level.
 */
final class SchemaCheck {
  private SchemaCheck() {}

  static void check(
      String path, FormTree value, JsonObject schema, Set<String> exempt, List<String> problems) {
    if (schema.has("anyOf")) {
      anyOf(path, value, schema.getAsJsonArray("anyOf"), problems);
      return;
    }
    String type = schema.has("type") ? schema.get("type").getAsString() : "string";
    switch (type) {
      case "object" -> object(path, value, schema, exempt, problems);
      case "array" -> array(path, value, schema, problems);
      default -> text(path, value, schema, type, problems);
    }
  }

  private static void anyOf(
      String path, FormTree value, JsonArray alternatives, List<String> problems) {
    List<String> first = null;
    for (JsonElement alternative : alternatives) {
      List<String> found = new ArrayList<>();
      check(path, value, alternative.getAsJsonObject(), Set.of(), found);
      if (found.isEmpty()) {
        return;
      }
      first = first == null ? found : first;
    }
    problems.addAll(first == null ? List.of() : first);
  }

  private static void object(
      String path, FormTree value, JsonObject schema, Set<String> exempt, List<String> problems) {
    if (value.text().isPresent()) {
      problems.add(path + " must be an object, not a text");
      return;
    }
    JsonObject properties =
        schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
    JsonElement additional = schema.get("additionalProperties");
    for (Map.Entry<String, FormTree> child : value.children().entrySet()) {
      String key = child.getKey();
      String at = path.isEmpty() ? key : path + "[" + key + "]";
      if (properties.has(key)) {
        check(at, child.getValue(), properties.getAsJsonObject(key), Set.of(), problems);
      } else if (additional != null && additional.isJsonObject()) {
        check(at, child.getValue(), additional.getAsJsonObject(), Set.of(), problems);
      } else if (!exempt.contains(key)) {
        problems.add(at + " is not a known parameter");
      }
    }
    if (schema.has("required")) {
      for (JsonElement key : schema.getAsJsonArray("required")) {
        if (!value.children().containsKey(key.getAsString())) {
          problems.add(path + " lacks the required " + key.getAsString());
        }
      }
    }
  }

  private static void array(String path, FormTree value, JsonObject schema, List<String> problems) {
    if (value.text().isPresent()) {
      problems.add(path + " must be an array, not a text");
      return;
    }
    int expected = 0;
    for (Map.Entry<String, FormTree> element : value.children().entrySet()) {
      String at = path + "[" + element.getKey() + "]";
      if (!element.getKey().equals(Integer.toString(expected))) {
        problems.add(at + " should be element " + expected);
      }
      check(at, element.getValue(), schema.getAsJsonObject("items"), Set.of(), problems);
      expected++;
    }
  }

  private static void text(
      String path, FormTree value, JsonObject schema, String type, List<String> problems) {
    if (value.text().isEmpty()) {
      problems.add(path + " must be a single value");
      return;
    }
    String text = value.text().get();
    boolean fits =
        switch (type) {
          case "integer" -> text.matches("-?\\d{1,18}");
          case "number" -> text.matches("-?\\d+(\\.\\d+)?");
          case "boolean" -> text.equals("true") || text.equals("false");
          default -> true;
        };
    if (!fits) {
      problems.add(path + " is not of type " + type + ": " + text);
    }
    if (schema.has("maxLength") && text.length() > schema.get("maxLength").getAsInt()) {
      problems.add(path + " is longer than " + schema.get("maxLength"));
    }
    if (schema.has("enum") && !isAmong(text, schema.getAsJsonArray("enum"))) {
      problems.add(path + " is none of " + schema.get("enum"));
    }
  }

  private static boolean isAmong(String text, JsonArray values) {
    for (JsonElement value : values) {
      if (value.getAsString().equals(text)) {
        return true;
      }
    }
    return false;
  }
}
