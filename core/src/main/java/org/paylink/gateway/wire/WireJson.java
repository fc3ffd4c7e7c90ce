package org.paylink.gateway.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.money.Money;

/**
 * Reads JSON that someone else wrote: bounded in size and depth, without duplicate names, and
 * without ever computing with a number before its length is known. Fields that are missing or of
 * another shape are absent.
 */
public final class WireJson {
  /** Largest text read, in bytes; gateways' objects are a small fraction of it. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_DIGITS = 18;
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,3})?");

  /** Not a JSON object within the bounds. The message never quotes the text. */
  public static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  private WireJson() {}

  /**
   * The one object the bytes hold.
   *
   * @throws UnreadableException if they are not exactly one JSON object in UTF-8 within the bounds
   */
  public static JsonObject parse(byte[] utf8) throws UnreadableException {
    if (utf8.length > MAX_BYTES) {
      throw new UnreadableException("longer than " + MAX_BYTES + " bytes");
    }
    try (JsonReader reader = new JsonReader(new StringReader(decode(utf8)))) {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw new UnreadableException("not a JSON object");
      }
      JsonObject object = object(reader, 1);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new UnreadableException("text after the JSON object");
      }
      return object;
    } catch (UnreadableException known) {
      throw known;
    } catch (CharacterCodingException notUtf8) {
      throw new UnreadableException("not UTF-8");
    } catch (IOException | IllegalStateException | NumberFormatException quotingTheText) {
      throw new UnreadableException("not JSON");
    }
  }

  /** The object of that name. */
  public static Optional<JsonObject> object(JsonObject parent, String name) {
    return element(parent, name)
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject);
  }

  /** The objects that the array of that name holds; absent when it holds anything else. */
  public static Optional<List<JsonObject>> objects(JsonObject parent, String name) {
    List<JsonElement> all =
        element(parent, name)
            .filter(JsonElement::isJsonArray)
            .map(array -> array.getAsJsonArray().asList())
            .orElse(null);
    return all == null || !all.stream().allMatch(JsonElement::isJsonObject)
        ? Optional.empty()
        : Optional.of(all.stream().map(JsonElement::getAsJsonObject).toList());
  }

  /** The text of that name. */
  public static Optional<String> text(JsonObject parent, String name) {
    return primitive(parent, name).filter(JsonPrimitive::isString).map(JsonPrimitive::getAsString);
  }

  /** The truth value of that name. */
  public static Optional<Boolean> truth(JsonObject parent, String name) {
    return primitive(parent, name)
        .filter(JsonPrimitive::isBoolean)
        .map(JsonPrimitive::getAsBoolean);
  }

  /** The whole number of that name, of at most 18 digits; neither a fraction nor a text. */
  public static Optional<Long> whole(JsonObject parent, String name) {
    return primitive(parent, name)
        .filter(JsonPrimitive::isNumber)
        .map(JsonPrimitive::getAsString)
        .filter(digits -> digits.matches("-?[0-9]{1," + MAX_DIGITS + "}"))
        .map(Long::parseLong);
  }

  /** The moment of that name, as ISO 8601 writes it, in UTC. */
  public static Optional<Instant> moment(JsonObject parent, String name) {
    try {
      return text(parent, name).map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The amount that two texts say in major units, such as 50.85; absent unless said exactly. */
  public static Optional<Money> money(JsonObject parent, String currencyName, String amountName) {
    Optional<String> currency = text(parent, currencyName);
    Optional<String> amount =
        text(parent, amountName).filter(digits -> AMOUNT.matcher(digits).matches());
    if (currency.isEmpty() || amount.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Money.ofMajor(currency.get(), new BigDecimal(amount.get())));
    } catch (ArithmeticException | IllegalArgumentException notAnAmount) {
      return Optional.empty();
    }
  }

  private static Optional<JsonPrimitive> primitive(JsonObject parent, String name) {
    return element(parent, name)
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsJsonPrimitive);
  }

  private static Optional<JsonElement> element(JsonObject parent, String name) {
    return Optional.ofNullable(parent.get(name));
  }

  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static JsonElement value(JsonReader reader, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableException("nested deeper than " + MAX_DEPTH);
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, depth);
      case BEGIN_ARRAY -> array(reader, depth);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> throw new UnreadableException("not JSON");
    };
  }

  private static JsonPrimitive number(String text) throws UnreadableException {
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw new UnreadableException("a number of more than " + MAX_NUMBER_LENGTH + " characters");
    }
    return new JsonPrimitive(new BigDecimal(text));
  }

  private static JsonObject object(JsonReader reader, int depth) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new UnreadableException("a name twice in one object");
      }
      object.add(name, value(reader, depth + 1));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray array(JsonReader reader, int depth) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value(reader, depth + 1));
    }
    reader.endArray();
    return array;
  }
}
