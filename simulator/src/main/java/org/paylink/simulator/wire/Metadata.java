package org.paylink.simulator.wire;

import java.util.Map;

/**
 * The merchant's notes on an object.
 *
 * @see <a href="https://docs.stripe.com/api/metadata">Metadata</a>
 */
final class Metadata {
  private static final int MOST_KEYS = 50;

  private Metadata() {}

  /** The notes under this name. */
  static Map<String, String> read(Form form, String name) {
    Map<String, String> metadata = form.map(name);
    if (metadata.size() > MOST_KEYS) {
      throw ApiError.invalid(null, name, "Metadata can have at most 50 keys");
    }
    metadata.forEach(
        (key, value) -> {
          if (key.length() > 40 || value.length() > 500) {
            String path = name + "[" + key + "]";
            String message = "Metadata keys have at most 40 characters, values at most 500";
            throw ApiError.invalid(null, path, message);
          }
        });
    return metadata;
  }
}
