package org.paylink.simulator.account;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON as Stripe writes it: nulls are said, and the text is indented. */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  private Json() {}

  /** Reads or writes plain classes and records. */
  public static Gson gson() {
    return GSON;
  }

  /** The text of a value. */
  public static String write(JsonElement value) {
    return GSON.toJson(value);
  }

  /** A fresh copy of an object's empty shape, such as {@code charge}, from the resources. */
  public static JsonObject shape(String object) {
    try (InputStream in = Json.class.getResourceAsStream(object + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("No shape for " + object);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a text, or null if it is absent. */
  public static void put(JsonObject target, String key, Optional<String> value) {
    if (value.isPresent()) {
      target.addProperty(key, value.get());
    } else {
      target.add(key, JsonNull.INSTANCE);
    }
  }

  /** The text under the key; empty if the key is absent or null. */
  public static Optional<String> text(JsonObject source, String key) {
    JsonElement value = source.get(key);
    return value == null || value.isJsonNull()
        ? Optional.empty()
        : Optional.of(value.getAsString());
  }

  /** The text under a key that is always set. */
  public static String string(JsonObject source, String key) {
    return text(source, key).orElseThrow(() -> new IllegalStateException(key + " is not set"));
  }

  /** Texts by key as an object, in the keys' order. */
  public static JsonObject object(Map<String, String> values) {
    JsonObject result = new JsonObject();
    new TreeMap<>(values).forEach(result::addProperty);
    return result;
  }

  /** An array of texts. */
  public static JsonArray array(Iterable<String> values) {
    JsonArray result = new JsonArray();
    values.forEach(result::add);
    return result;
  }
}
