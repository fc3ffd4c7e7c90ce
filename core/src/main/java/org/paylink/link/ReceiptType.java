package org.paylink.link;

/** A movement of money. */
public enum ReceiptType {
  /** The gateway took it. */
  CHARGE(1),
  /** It was paid back to the customer. */
  REFUND(-1),
  /** A refund did not reach the customer; the money is back. */
  REFUND_FAILED(1),
  /** The customer's bank took it back. */
  DISPUTE(-1),
  /** The bank gave it back again. */
  DISPUTE_REVERSED(1),
  /** What the gateway wants for a dispute; no money of the customer's. */
  DISPUTE_FEE(0),
  /** A dispute's fee that was given back. */
  DISPUTE_FEE_RETURNED(0),
  /** A person says that it came another way. */
  MANUAL(1),
  /** A person takes such a statement back. */
  MANUAL_UNDONE(-1);

  private final int sign;

  ReceiptType(int sign) {
    this.sign = sign;
  }

  /** 1 when it adds to what was received, -1 when it takes from it, 0 when it does neither. */
  public int sign() {
    return sign;
  }

  /** Whether a charge's money goes back by it, or comes again, or is charged for that. */
  public boolean isOfReversal() {
    return switch (this) {
      case REFUND, REFUND_FAILED, DISPUTE, DISPUTE_REVERSED, DISPUTE_FEE, DISPUTE_FEE_RETURNED ->
          true;
      case CHARGE, MANUAL, MANUAL_UNDONE -> false;
    };
  }

  /** Whether a person stated it, and no gateway did. */
  public boolean isByHand() {
    return this == MANUAL || this == MANUAL_UNDONE;
  }
}
