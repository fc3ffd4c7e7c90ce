package org.paylink.simulator.account;

import java.util.ArrayList;
import java.util.List;

/**
 * One checkout of a simulator other than Stripe's. Kept in the state's file; guarded by the state's
 * lock. Money is counted in minor units by ISO 4217.
 */
public final class HostedCheckout {
  /** How far it is. */
  public enum State {
    /** The payer may act. */
    OPEN,
    /** The payer agreed, and nothing was taken yet. */
    APPROVED,
    /** The payer finished; the bank has not paid yet. */
    PENDING,
    /** The money was taken. */
    PAID,
    /** The bank refused. */
    FAILED,
    /** Its time is over, or it was closed. */
    CLOSED
  }

  /** Its identifier. */
  public String id = "";

  /** What the browser shows to get to the payment page, where the gateway works with one. */
  public String token = "";

  /** The merchant's own identifiers: of the attempt, and of what it is part of. */
  public String reference = "";

  /** What the merchant counts it to. */
  public String group = "";

  /** What is paid for. */
  public String description = "";

  /** The amount asked. */
  public long amount;

  /** The currency asked, in upper case. */
  public String currency = "";

  /** Where the payer is sent after finishing. */
  public String returnUrl = "";

  /** Where the payer is sent when leaving. */
  public String cancelUrl = "";

  /** When it was made, in milliseconds since 1970. */
  public long createdMillis;

  /** When it ends, in milliseconds since 1970. */
  public long expiresMillis;

  /** How far it is. */
  public State state = State.OPEN;

  /** Why the last try was declined; empty if it was not. */
  public String decline = "";

  /** How the payer agreed: an empty text takes the money at once. */
  public String agreed = "";

  /** The key under which the money was captured; empty before, or when there was none. */
  public String captureKey = "";

  /** The movement of money; empty before there was one. */
  public String transactionId = "";

  /** When the money was taken, or ordered from the bank, in milliseconds since 1970. */
  public long takenMillis;

  /** What was taken. */
  public long takenAmount;

  /** In which currency, in upper case. */
  public String takenCurrency = "";

  /** Whether answers say how much. */
  public boolean takenSaid = true;

  /**
   * When the bank answers by itself, in milliseconds since 1970; 0 when a person or a test does.
   */
  public long bankAnswersMillis;

  /** Whether the bank's own answer is that it pays. */
  public boolean bankPays = true;

  /** How often money was really taken; more than once would be a defect of the simulator's. */
  public List<String> takings = new ArrayList<>();
}
