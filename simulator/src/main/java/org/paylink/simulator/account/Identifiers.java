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

  /** Neighbouring numbers get distant ones, or the generator's sequences would overlap. */
  private static long scatter(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  /** The next identifier: the prefix and so many letters and digits. */
  public String next(String prefix, int length) {
    long number = counters.merge(prefix, 1L, Long::sum);
    SplittableRandom random =
        new SplittableRandom(scatter(scatter(seed + prefix.hashCode()) + number));
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
