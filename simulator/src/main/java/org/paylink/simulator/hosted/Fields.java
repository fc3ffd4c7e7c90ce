package org.paylink.simulator.hosted;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.paylink.simulator.wire.Currencies;

/** Reads the JSON of calls strictly: what is missing or malformed is refused, never guessed. */
final class Fields {
  private final JsonObject object;

  private Fields(JsonObject object) {
    this.object = object;
  }

  static Fields of(String body) {
    try {
      JsonElement parsed = JsonParser.parseString(body);
      if (parsed.isJsonObject()) {
        return new Fields(parsed.getAsJsonObject());
      }
    } catch (JsonParseException malformed) {
      throw refused("the body is not JSON");
    }
    throw refused("the body is not a JSON object");
  }

  Fields in(String name) {
    return find(name).orElseThrow(() -> refused(name + " is missing"));
  }

  Optional<Fields> find(String name) {
    JsonElement element = object.get(name);
    if (element != null && element.isJsonArray() && element.getAsJsonArray().size() == 1) {
      element = element.getAsJsonArray().get(0);
    }
    return element != null && element.isJsonObject()
        ? Optional.of(new Fields(element.getAsJsonObject()))
        : Optional.empty();
  }

  /** The one name there is. */
  String onlyName() {
    if (object.size() != 1) {
      throw refused("exactly one request is expected");
    }
    return object.keySet().iterator().next();
  }

  String text(String name) {
    JsonElement element = object.get(name);
    if (element == null
        || !element.isJsonPrimitive()
        || !element.getAsJsonPrimitive().isString()
        || element.getAsString().isBlank()) {
      throw refused(name + " is missing");
    }
    return element.getAsString();
  }

  long moment(String name) {
    try {
      return Instant.parse(text(name)).toEpochMilli();
    } catch (DateTimeException malformed) {
      throw refused(name + " is not a moment");
    }
  }

  /** An amount in major units, exact, in minor units. */
  static long minor(String major, String currency) {
    String code = currency.toLowerCase(Locale.ROOT);
    if (!currency.matches("[A-Z]{3}") || !Currencies.isKnown(code)) {
      throw new Wire.CallRefused(400, "CURRENCY_NOT_SUPPORTED", "no such currency");
    }
    try {
      BigDecimal amount = new BigDecimal(major);
      if (amount.scale() != Currencies.decimals(code) || amount.signum() <= 0) {
        throw new Wire.CallRefused(400, "AMOUNT_MALFORMED", "wrong decimals or not positive");
      }
      return amount.movePointRight(amount.scale()).longValueExact();
    } catch (ArithmeticException | NumberFormatException malformed) {
      throw new Wire.CallRefused(400, "AMOUNT_MALFORMED", "not an amount");
    }
  }

  /** An amount in major units, with exactly its currency's decimals. */
  static String major(long minor, String currency) {
    return BigDecimal.valueOf(minor, Currencies.decimals(currency.toLowerCase(Locale.ROOT)))
        .toPlainString();
  }

  private static Wire.CallRefused refused(String message) {
    return new Wire.CallRefused(400, "INVALID_REQUEST", message);
  }
}
