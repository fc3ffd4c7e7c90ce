package org.paylink.simulator.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Form-encoded parameters, each under its path such as {@code line_items[0][price_data][currency]}.
 * Broken encodings, malformed paths and repeated parameters are refused rather than guessed at.
 */
public final class Form {
  private static final Pattern PATH = Pattern.compile("[a-z0-9_]+(\\[[^\\[\\]]+])*");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final int MOST_PARAMETERS = 2_000;

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /** Parses a query or a body. Elements of {@code name[]} get their index by position. */
  public static Form parse(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw ApiError.invalid(null, null, "Invalid form encoding: a parameter has no name");
      }
      String path = indexed(decode(pair.substring(0, equals)), values);
      if (!PATH.matcher(path).matches()) {
        throw unknown(List.of(path));
      }
      if (values.put(path, decode(pair.substring(equals + 1))) != null) {
        throw ApiError.invalid(null, path, "The parameter was given more than once: " + path);
      }
      if (values.size() > MOST_PARAMETERS) {
        throw ApiError.invalid(null, null, "Too many parameters");
      }
    }
    return new Form(values);
  }

  private static String indexed(String path, Map<String, String> earlier) {
    if (!path.endsWith("[]")) {
      return path;
    }
    String name = path.substring(0, path.length() - 2);
    int index = 0;
    while (earlier.containsKey(name + "[" + index + "]")) {
      index++;
    }
    return name + "[" + index + "]";
  }

  private static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        bytes.write(hex(raw, i + 1) * 16 + hex(raw, i + 2));
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw ApiError.invalid(null, null, "Invalid UTF-8 in the request");
    }
  }

  private static int hex(byte[] raw, int at) {
    int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
    if (digit < 0) {
      throw ApiError.invalid(null, null, "Invalid percent-encoding in the request");
    }
    return digit;
  }

  private static ApiError unknown(List<String> paths) {
    String noun = paths.size() == 1 ? "parameter" : "parameters";
    return ApiError.invalid(
        "parameter_unknown",
        paths.get(0),
        "Received unknown " + noun + ": " + String.join(", ", paths));
  }

  /**
   * Refuses parameters that match none of the patterns, in which {@code [#]} is any index and
   * {@code [*]} any key.
   */
  public void allowOnly(List<String> patterns) {
    List<Pattern> known =
        patterns.stream()
            .map(p -> p.replace("[#]", "\u0001").replace("[*]", "\u0002"))
            .map(Pattern::quote)
            .map(p -> p.replace("\u0001", "\\E\\[\\d{1,4}\\]\\Q"))
            .map(p -> p.replace("\u0002", "\\E\\[[^\\[\\]]+\\]\\Q"))
            .map(Pattern::compile)
            .toList();
    List<String> unknown = new ArrayList<>();
    for (String path : values.keySet()) {
      if (known.stream().noneMatch(p -> p.matcher(path).matches())) {
        unknown.add(path);
      }
    }
    if (!unknown.isEmpty()) {
      throw unknown(unknown);
    }
  }

  /** The value; absent if not given or given empty, which at Stripe unsets a parameter. */
  public Optional<String> text(String path) {
    return Optional.ofNullable(values.get(path)).filter(v -> !v.isEmpty());
  }

  /** The value of a required parameter. */
  public String required(String path) {
    return text(path).orElseThrow(() -> ApiError.missing(path));
  }

  /** A text of at most so many characters. */
  public Optional<String> text(String path, int atMost) {
    Optional<String> value = text(path);
    if (value.filter(v -> v.length() > atMost).isPresent()) {
      String message = "Invalid string: must be at most " + atMost + " characters";
      throw ApiError.invalid("parameter_invalid_string", path, message);
    }
    return value;
  }

  /** One of a closed list of texts. */
  public Optional<String> oneOf(String path, List<String> allowed) {
    Optional<String> value = text(path);
    if (value.filter(v -> !allowed.contains(v)).isPresent()) {
      String message = "Invalid %s: must be one of %s".formatted(path, String.join(", ", allowed));
      throw ApiError.invalid(null, path, message);
    }
    return value;
  }

  /** An integer within bounds, both included. Fractions and exponents are refused. */
  public OptionalLong integer(String path, long atLeast, long atMost) {
    Optional<String> value = text(path);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    String text = value.get();
    if (!INTEGER.matcher(text).matches()) {
      throw ApiError.invalid("parameter_invalid_integer", path, "Invalid integer: " + text);
    }
    long number = Long.parseLong(text);
    if (number < atLeast) {
      String message = "This value must be greater than or equal to " + atLeast + ".";
      throw ApiError.invalid("parameter_invalid_integer", path, message);
    }
    if (number > atMost) {
      String message = "This value must be less than or equal to " + atMost + ".";
      throw ApiError.invalid("parameter_invalid_integer", path, message);
    }
    return OptionalLong.of(number);
  }

  /** How many elements an array has; its indexes must run from 0 without a gap. */
  public int length(String array) {
    Pattern element = Pattern.compile(Pattern.quote(array) + "\\[(\\d{1,4})\\].*");
    TreeSet<Integer> indexes = new TreeSet<>();
    for (String path : values.keySet()) {
      Matcher matcher = element.matcher(path);
      if (matcher.matches()) {
        indexes.add(Integer.valueOf(matcher.group(1)));
      }
    }
    if (!indexes.isEmpty() && indexes.last() != indexes.size() - 1) {
      throw ApiError.invalid("parameter_invalid_array", array, "Invalid array");
    }
    return indexes.size();
  }

  /** The elements of an array of texts. */
  public List<String> texts(String array) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < length(array); i++) {
      result.add(required(array + "[" + i + "]"));
    }
    return result;
  }

  /** The values of a map by key, such as metadata. */
  public Map<String, String> map(String name) {
    Map<String, String> result = new TreeMap<>();
    String prefix = name + "[";
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String path = entry.getKey();
      if (path.startsWith(prefix) && path.indexOf(']', prefix.length()) == path.length() - 1) {
        result.put(path.substring(prefix.length(), path.length() - 1), entry.getValue());
      }
    }
    return result;
  }

  /** All parameters by path, in the order given. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }
}
