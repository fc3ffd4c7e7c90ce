package org.paylink.simulator.account;

/** A payer's or a test's wish that the session's state does not allow. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it was refused. */
  public enum Reason {
    /** No session has this identifier. */
    UNKNOWN,
    /** The session was paid or is being paid already. */
    COMPLETE,
    /** The session has expired. */
    EXPIRED,
    /** No payment of the needed kind is under way. */
    NOT_UNDER_WAY,
    /** More than is left was to go back. */
    TOO_MUCH,
    /** Everything went back already. */
    ALREADY_REFUNDED,
    /** The payer's bank has taken the money back or may do so. */
    DISPUTED
  }

  private final Reason reason;

  /** Refuses for this reason. */
  public Refusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why it was refused. */
  public Reason reason() {
    return reason;
  }
}
