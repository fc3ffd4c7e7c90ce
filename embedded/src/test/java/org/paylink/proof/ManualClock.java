package org.paylink.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told to. */
public final class ManualClock implements InstantSource {
  private Instant now;

  /** Starts at a moment, to the millisecond. */
  public ManualClock(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves it on. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
