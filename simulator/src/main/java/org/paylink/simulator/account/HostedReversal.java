package org.paylink.simulator.account;

import java.util.ArrayList;
import java.util.List;

/**
 * A refund or a dispute at a simulator other than Stripe's. Kept in the state's file; guarded by
 * the state's lock. Money is counted in minor units by ISO 4217, times in milliseconds since 1970.
 */
public final class HostedReversal {
  /** How far it is: the first three are a refund's, the others a dispute's. */
  public enum State {
    /** The money has left and has not arrived. */
    PENDING,
    /** The payer has the money. */
    DONE,
    /** The money came back. */
    FAILED,
    /** The bank asks, and takes no money. */
    INQUIRY,
    /** The bank has taken the money or will. */
    OPEN,
    /** Decided for the merchant, or dropped. */
    WON,
    /** Decided for the payer. */
    LOST;

    /** Whether it is a refund's. */
    public boolean isRefund() {
      return this == PENDING || this == DONE || this == FAILED;
    }
  }

  /** What a dispute moved on the account. */
  public static final class Movement {
    /** Its identifier. */
    public String id = "";

    /** Negative when it was taken from the account. */
    public long amount;

    /** In which currency, in upper case. */
    public String currency = "";

    /** What was taken for it besides; negative when it was given back. */
    public long fee;

    /** When. */
    public long atMillis;
  }

  /** Its identifier. */
  public String id = "";

  /** The checkout whose money it is. */
  public String checkoutId = "";

  /** The movement of money that goes back. */
  public String transactionId = "";

  /** How far it is. */
  public State state = State.PENDING;

  /** How much. */
  public long amount;

  /** In which currency, in upper case. */
  public String currency = "";

  /** The merchant's own identifier of a refund; empty for one made at the dashboard. */
  public String reference = "";

  /** Why. */
  public String reason = "";

  /** Why it failed; empty if it did not. */
  public String failure = "";

  /** When it was made. */
  public long createdMillis;

  /** When it failed; 0 if it did not. */
  public long failedMillis;

  /** Until when evidence to a dispute may be handed in. */
  public long respondByMillis;

  /** Whether it was handed in. */
  public boolean responded;

  /** What a dispute moved. */
  public List<Movement> movements = new ArrayList<>();
}
