package org.paylink.link;

/**
 * How far a checkout got. Facts about an attempt may arrive in any order; the state is the highest
 * rank any of them showed, so the order never matters and a payment is never undone by a late
 * expiry.
 */
public enum AttemptState {
  /** Stored here, the gateway not yet (or not certainly) asked. */
  STARTING(0),
  /** The gateway has a session that can be paid. */
  PAYABLE(1),
  /** The customer finished; the money is on its way (slow methods). */
  PENDING(2),
  /** The session ended unpaid. */
  EXPIRED(3),
  /** The gateway refused to start, or the slow payment failed. */
  FAILED(4),
  /** The gateway says the money was taken. Final. */
  PAID(5);

  private final int rank;

  AttemptState(int rank) {
    this.rank = rank;
  }

  /**
   * The state after another fact: the one of higher rank. Commutative, associative and idempotent.
   */
  public AttemptState merge(AttemptState fact) {
    return fact.rank > rank ? fact : this;
  }

  /** Whether money may still come of it: it counts against the open balance. */
  public boolean isLive() {
    return switch (this) {
      case STARTING, PAYABLE, PENDING -> true;
      case EXPIRED, FAILED, PAID -> false;
    };
  }
}
