package org.paylink.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The simulator's time: a given source plus what a person or a test has advanced it by. Time never
 * goes back by {@link #advance}.
 */
public final class SimulatorClock implements InstantSource {
  private final InstantSource source;
  private final AtomicLong offsetMillis = new AtomicLong();

  /** Starts at the source's own time. */
  public SimulatorClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    return source.instant().plusMillis(offsetMillis.get());
  }

  /** The present moment in whole seconds since 1970, the unit of every time in Stripe's API. */
  public long epochSecond() {
    return instant().getEpochSecond();
  }

  /**
   * Moves the time ahead.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("The clock only moves ahead, not by " + by);
    }
    offsetMillis.addAndGet(by.toMillis());
  }

  /** How far the time is ahead of its source, in milliseconds. */
  public long offsetMillis() {
    return offsetMillis.get();
  }

  /** Sets the distance from the source, in milliseconds, as kept from an earlier run. */
  public void restoreOffsetMillis(long millis) {
    offsetMillis.set(millis);
  }
}
