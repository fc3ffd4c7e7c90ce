package org.paylink.settlement;

import java.time.Duration;

/** How long to wait before a gateway is asked again about money that goes back. */
final class Patience {
  private static final Duration LONGEST = Duration.ofHours(6);

  private Patience() {}

  /**
   * Waits longer the more often there was no news: 1, 2, 4 … minutes, six hours at most.
   *
   * @param looks how often there was none
   */
  static Duration untilNextLook(long looks) {
    Duration wait = Duration.ofMinutes(1L << Math.min(looks, 9));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
