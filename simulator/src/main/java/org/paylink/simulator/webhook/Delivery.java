package org.paylink.simulator.webhook;

import java.util.ArrayList;
import java.util.List;

/** One event on its way to one endpoint. Kept in the state's file; guarded by the state's lock. */
public final class Delivery {
  /** Where a delivery stands. */
  public enum State {
    /** It is sent when it is due. */
    WAITING,
    /** It waits for others to be sent before it. */
    HELD,
    /** It is being sent. */
    SENDING,
    /** The endpoint answered 2xx. */
    DELIVERED,
    /** A fault lost it: it is never sent. */
    LOST,
    /** Every try failed. */
    GIVEN_UP
  }

  /** How a delivery is signed. */
  public enum Signing {
    /** As it should be. */
    RIGHT,
    /** With another secret. */
    WRONG_SECRET,
    /** With a time one hour ago. */
    OLD
  }

  /**
   * One try.
   *
   * @param atMillis when, by the simulator's clock, in milliseconds since 1970
   * @param status the HTTP status answered; 0 if no answer came
   * @param problem why no answer came; empty if one came
   */
  public record Try(long atMillis, int status, String problem) {}

  /** The identifier of the delivery. */
  public String id = "";

  /** The event's identifier. */
  public String eventId = "";

  /** The event's type. */
  public String eventType = "";

  /** Where it is sent. */
  public String url = "";

  /** The secret it is signed with. */
  public String secret = "";

  /** The exact text sent. */
  public String body = "";

  /** When it is to be sent, in milliseconds since 1970. */
  public long dueMillis;

  /** Deliveries with the same group that are due are sent at once; empty for none. */
  public String burst = "";

  /** Where it stands. */
  public State state = State.WAITING;

  /** How it is signed. */
  public Signing signing = Signing.RIGHT;

  /** The tries so far, oldest first. */
  public List<Try> tries = new ArrayList<>();

  /** A copy to read outside the lock. */
  public Delivery copy() {
    Delivery copy = new Delivery();
    copy.id = id;
    copy.eventId = eventId;
    copy.eventType = eventType;
    copy.url = url;
    copy.secret = secret;
    copy.body = body;
    copy.dueMillis = dueMillis;
    copy.burst = burst;
    copy.state = state;
    copy.signing = signing;
    copy.tries = new ArrayList<>(tries);
    return copy;
  }

  /** The status of the last try; 0 if there was none or no answer came. */
  public int lastStatus() {
    return tries.isEmpty() ? 0 : tries.get(tries.size() - 1).status();
  }
}
