package org.paylink.host;

import java.util.Base64;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paylink.gateway.Secret;

/**
 * Token keys read from text: one {@code version:base64} a line (or separated by commas), the
 * highest version is current.
 */
final class ParsedTokenKeys implements TokenKeys {
  private static final int LEAST_BYTES = 32;

  private final TreeMap<Long, byte[]> keys = new TreeMap<>();

  static TokenKeys parse(Secret lines) {
    ParsedTokenKeys parsed = new ParsedTokenKeys();
    lines
        .reveal()
        .lines()
        .flatMap(line -> java.util.stream.Stream.of(line.split(",", -1)))
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(parsed::add);
    return parsed;
  }

  @Override
  public Optional<Long> currentVersion() {
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.lastKey());
  }

  @Override
  public Optional<byte[]> key(long version) {
    return Optional.ofNullable(keys.get(version)).map(byte[]::clone);
  }

  @Override
  public SortedSet<Long> versions() {
    return new TreeSet<>(keys.keySet());
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    try {
      byte[] key = Base64.getDecoder().decode(line.substring(colon + 1));
      if (colon < 1 || key.length < LEAST_BYTES) {
        throw new IllegalArgumentException("short");
      }
      keys.put(Long.parseLong(line.substring(0, colon)), key);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // The line itself is a secret, so neither it nor the decoder's message is repeated.
      throw new IllegalArgumentException(
          "a token key must be written as version:base64 with at least " + LEAST_BYTES + " bytes");
    }
  }
}
