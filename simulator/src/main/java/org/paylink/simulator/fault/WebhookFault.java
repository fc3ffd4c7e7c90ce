package org.paylink.simulator.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong with the delivery of one event.
 *
 * @param kind what goes wrong
 * @param copies how many times the event is sent, for the kinds that repeat
 * @param delay how long it is held back by the simulator's clock, for {@link Kind#DELAY}
 * @param eventType the only type of event it applies to; empty for every type
 */
public record WebhookFault(Kind kind, int copies, Duration delay, Optional<String> eventType) {
  /** The most copies of an event that can be asked for. */
  public static final int MOST_COPIES = 200;

  /** What can go wrong with a webhook. */
  public enum Kind {
    /** The event is sent several times, one after the other. */
    DUPLICATE,
    /** The event is sent several times at once. */
    BURST,
    /** The event is held until the group is complete, then the group is sent newest first. */
    REORDER,
    /** The event is sent later. */
    DELAY,
    /** The event is never sent. */
    LOSE,
    /** The event has the shape of an API version that the receiver does not know. */
    OTHER_VERSION,
    /** The signature was made with another secret. */
    WRONG_SIGNATURE,
    /** The signature is right, but was made an hour ago. */
    OLD_SIGNATURE
  }

  /** Checks the number of copies. */
  public WebhookFault {
    if (copies < 1 || copies > MOST_COPIES) {
      throw new IllegalArgumentException("From 1 to " + MOST_COPIES + " copies, not " + copies);
    }
  }

  /** How many deliveries of the event there are: one, but for the kinds that repeat. */
  public int timesSent() {
    return kind == Kind.DUPLICATE || kind == Kind.BURST ? copies : 1;
  }

  /** Whether it applies to events of this type. */
  public boolean appliesTo(String type) {
    return eventType.isEmpty() || eventType.get().equals(type);
  }
}
