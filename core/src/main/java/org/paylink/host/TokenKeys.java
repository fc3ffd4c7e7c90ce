package org.paylink.host;

import java.util.Optional;
import java.util.SortedSet;
import org.paylink.gateway.Secret;

/**
 * The keys tokens are derived from. They come from a file or the environment, never from the
 * database.
 */
public interface TokenKeys {
  /** The version new links are made with; absent when no key is set up. */
  Optional<Long> currentVersion();

  /** The key of a version, at least 32 bytes. */
  Optional<byte[]> key(long version);

  /** The versions there are keys of, in ascending order. */
  SortedSet<Long> versions();

  /** Parses {@code version:base64} lines; see the README. */
  static TokenKeys parse(Secret lines) {
    return ParsedTokenKeys.parse(lines);
  }
}
