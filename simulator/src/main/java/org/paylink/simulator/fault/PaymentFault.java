package org.paylink.simulator.fault;

/**
 * What is wrong with the money of the next payment.
 *
 * @param kind what is wrong
 * @param amount the amount really taken, in Stripe's minor units, for {@link Kind#OTHER_AMOUNT}
 * @param currency the currency really taken, in lower case, for {@link Kind#OTHER_CURRENCY}
 */
public record PaymentFault(Kind kind, long amount, String currency) {
  /** What can be wrong with the money of a payment. */
  public enum Kind {
    /** Another amount is taken than was asked. */
    OTHER_AMOUNT,
    /** Another currency is taken than was asked. */
    OTHER_CURRENCY,
    /** The right money is taken, but the answers do not say how much. */
    ABSENT_AMOUNT
  }
}
