package org.paylink.link;

/** How far a refund that was asked for here got. */
public enum RefundState {
  /**
   * Stored here, the gateway not yet (or not certainly) asked. It counts as if it were paid back.
   */
  REQUESTED,
  /** The gateway has it; the customer hasn't got the money yet. */
  PENDING,
  /** The gateway says that the customer has the money. */
  DONE,
  /** The gateway could not bring the money to the customer; it is back on the account. */
  FAILED,
  /** The gateway refused it. Nothing happened. */
  REFUSED;

  /** Whether the gateway is to be asked what became of it. */
  public boolean isUndecided() {
    return this == REQUESTED || this == PENDING;
  }

  /** The label that holds the state's word. */
  public String labelKey() {
    return "PaylinkRefund_" + name();
  }
}
