package org.paylink.proof;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The shapes that a gateway's events may have one day, other than today's. */
final class EventShapes {
  private EventShapes() {}

  /** Changes to a genuine event, by what they are. */
  static Map<String, UnaryOperator<JsonObject>> all() {
    Map<String, UnaryOperator<JsonObject>> shapes = new LinkedHashMap<>();
    shapes.put("unknown fields", event -> with(event, "brand_new", new JsonArray()));
    shapes.put("another version", event -> with(event, "api_version", text("2099-01-01.next")));
    shapes.put("a version that is no text", event -> with(event, "api_version", new JsonArray()));
    shapes.put("no version", event -> with(event, "api_version", JsonNull.INSTANCE));
    shapes.put("data is null", event -> with(event, "data", JsonNull.INSTANCE));
    shapes.put("data is a list", event -> with(event, "data", new JsonArray()));
    shapes.put("data is renamed", event -> with(event, "payload", event.remove("data")));
    shapes.put("the object is a list", event -> inData(event, new JsonArray()));
    shapes.put("the object is its id", event -> inData(event, text("cs_test_1")));
    shapes.put("the object is empty", event -> inData(event, new JsonObject()));
    shapes.put("all in the object is null", event -> inData(event, nulls(object(event))));
    shapes.put("another kind of object", event -> inObject(event, "object", text("basket")));
    shapes.put("an id of another form", event -> inObject(event, "id", text("§ \u0000 <b>")));
    shapes.put("an id that is a number", event -> inObject(event, "id", new JsonPrimitive(7)));
    shapes.put("notes that are a list", event -> inObject(event, "metadata", new JsonArray()));
    shapes.put("no mode", event -> with(event, "livemode", JsonNull.INSTANCE));
    shapes.put("a type of another form", event -> with(event, "type", new JsonObject()));
    return shapes;
  }

  private static JsonObject with(JsonObject object, String name, JsonElement value) {
    object.add(name, value);
    return object;
  }

  private static JsonObject inData(JsonObject event, JsonElement object) {
    event.getAsJsonObject("data").add("object", object);
    return event;
  }

  private static JsonObject inObject(JsonObject event, String name, JsonElement value) {
    object(event).add(name, value);
    return event;
  }

  private static JsonObject object(JsonObject event) {
    return event.getAsJsonObject("data").getAsJsonObject("object");
  }

  private static JsonObject nulls(JsonObject object) {
    JsonObject nulls = new JsonObject();
    object.keySet().forEach(name -> nulls.add(name, JsonNull.INSTANCE));
    return nulls;
  }

  private static JsonPrimitive text(String value) {
    return new JsonPrimitive(value);
  }
}
