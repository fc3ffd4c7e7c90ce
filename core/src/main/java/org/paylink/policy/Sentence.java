package org.paylink.policy;

import java.util.Map;

/**
 * One rule in words.
 *
 * @param labelKey the label that says it
 * @param facts what it names
 */
public record Sentence(String labelKey, Map<String, String> facts) {
  static Sentence of(String labelKey) {
    return new Sentence(labelKey, Map.of());
  }

  static Sentence of(String labelKey, String fact, String value) {
    return new Sentence(labelKey, Map.of(fact, value));
  }
}
