package org.paylink.simulator.fault;

import java.time.Duration;

/**
 * What goes wrong with one API call.
 *
 * @param kind what goes wrong
 * @param duration how long it takes, in real time, for the kinds that wait; for {@link
 *     Kind#RATE_LIMITED} what {@code Retry-After} says
 */
public record ApiFault(Kind kind, Duration duration) {
  /** What can go wrong with an API call. */
  public enum Kind {
    /** Answers 429 with {@code Retry-After}; nothing is done and nothing is stored. */
    RATE_LIMITED,
    /** Answers 500 before any work; the answer is stored under the idempotency key. */
    SERVER_ERROR,
    /** Does the work, then closes the connection without a word. */
    LOSE_ANSWER,
    /** Does the work, then breaks off in the middle of the answer's body. */
    CUT_ANSWER,
    /** Does the work, then stays silent and closes the connection in the end. */
    HANG_AFTER_WORK,
    /** Does nothing, stays silent and closes the connection in the end. */
    HANG_BEFORE_WORK,
    /** Waits while the idempotency key is in use, then does the work and answers. */
    SLOW
  }

  /** Whether the call ends before any work is begun. */
  public boolean endsBeforeWork() {
    return kind == Kind.RATE_LIMITED || kind == Kind.HANG_BEFORE_WORK;
  }
}
