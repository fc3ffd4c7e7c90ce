package org.paylink.simulator.account;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes identifiers like Stripe's. The nth identifier of a kind depends only on the seed, the kind
 * and n, so that concurrent calls and restarts change nothing about it.
 */
public final class Identifiers {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final Map<String, Long> counters;

  /**
   * Continues the counters of an earlier run.
   *
   * @param counters how many identifiers of each kind were made; changed by this object
   */
  public Identifiers(long seed, Map<String, Long> counters) {
    this.seed = seed;
    this.counters = counters;
  }

  /** The next identifier: the prefix and so many letters and digits. */
  public String next(String prefix, int length) {
    long number = counters.merge(prefix, 1L, Long::sum);
    long mixed = seed * 31 + prefix.hashCode() + number * GOLDEN_GAMMA;
    SplittableRandom random = new SplittableRandom(mixed);
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
