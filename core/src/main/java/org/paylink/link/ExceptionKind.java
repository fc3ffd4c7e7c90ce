package org.paylink.link;

import java.util.Arrays;
import java.util.Optional;

/**
 * Facts about money that need a person. The label {@code PaylinkException_<kind>} says what
 * happened.
 */
public enum ExceptionKind {
  /** The gateway took another amount than the attempt asked. Booked as the payer's credit. */
  AMOUNT_DIFFERS,
  /** The gateway took another currency than the attempt asked. Recorded, not posted. */
  CURRENCY_DIFFERS,
  /** The gateway says paid, but not how much. Not recorded as a receipt. */
  AMOUNT_ABSENT,
  /** A closed link was paid all the same. Booked, and applied as far as the document is open. */
  CLOSED_LINK_PAID,
  /** More was received than was open. The rest is the payer's credit. */
  OVERPAID,
  /** The host's ledger does not take the money. Tried again until it does. */
  POSTING_FAILED,
  /** Something went back at the gateway and can't be booked by itself. */
  REVERSED_AT_GATEWAY,
  /**
   * Somebody paid money back at the gateway. Booked; a person decides whether a credit note is due.
   */
  REFUNDED_AT_GATEWAY,
  /** A refund did not reach the customer. The money is back, and booked. */
  REFUND_FAILED,
  /** The customer's bank asks money back; somebody has to answer at the gateway in time. */
  DISPUTE_OPENED,
  /** Money at the gateway that no link knows. */
  UNKNOWN_PAYMENT,
  /** A session could not be closed at the gateway; it may still be paid. */
  SESSION_NOT_CLOSED,
  /** So many attempts failed that the policy wants a person to look. No money is involved. */
  TOO_MANY_ATTEMPTS,
  /** An order was paid that is over the limit for being approved by itself. The money is booked. */
  ORDER_NOT_APPROVED;

  /** Whether its detail is in the words of the host's ledger, which may name anybody. */
  public boolean quotesHost() {
    return this == POSTING_FAILED;
  }

  /** The kind of this name, if there is one. */
  public static Optional<ExceptionKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * Whether the link it is about waits for a person because of it, and takes no further checkout.
   */
  public boolean holdsLink() {
    return switch (this) {
      case ORDER_NOT_APPROVED, REFUNDED_AT_GATEWAY, REFUND_FAILED, DISPUTE_OPENED -> false;
      default -> true;
    };
  }
}
