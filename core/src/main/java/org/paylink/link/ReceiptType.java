package org.paylink.link;

/** A movement of money. */
public enum ReceiptType {
  /** The gateway took it. */
  CHARGE(1),
  /** A person says that it came another way. */
  MANUAL(1),
  /** A person takes such a statement back. */
  MANUAL_UNDONE(-1);

  private final int sign;

  ReceiptType(int sign) {
    this.sign = sign;
  }

  /** 1 when it adds to what was received, -1 when it takes from it. */
  public int sign() {
    return sign;
  }

  /** Whether a person stated it, and no gateway did. */
  public boolean isByHand() {
    return this == MANUAL || this == MANUAL_UNDONE;
  }
}
