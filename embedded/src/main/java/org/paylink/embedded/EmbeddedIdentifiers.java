package org.paylink.embedded;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.paylink.host.Identifiers;

/**
 * Ids of twenty characters that hold 100 random bits: unique over restarts and over any number of
 * processes on one database, without asking it. From a seed they are always the same, in the order
 * they are asked for. Safe for concurrent use.
 */
public final class EmbeddedIdentifiers implements Identifiers {
  /**
   * Crockford's, which leaves out letters that are read wrong
   * (https://www.crockford.com/base32.html).
   */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 20;

  private final RandomGenerator random;

  private EmbeddedIdentifiers(RandomGenerator random) {
    this.random = random;
  }

  /** Ids nobody can foresee. */
  public static EmbeddedIdentifiers random() {
    return new EmbeddedIdentifiers(new SecureRandom());
  }

  /** The same ids for the same seed; for tests. */
  public static EmbeddedIdentifiers seeded(long seed) {
    return new EmbeddedIdentifiers(new Random(seed));
  }

  @Override
  public synchronized String next(String entity) {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
