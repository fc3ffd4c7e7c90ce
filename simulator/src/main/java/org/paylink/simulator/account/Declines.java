package org.paylink.simulator.account;

import java.util.Map;

/**
 * Reasons for which a payment is declined.
 *
 * @see <a href="https://docs.stripe.com/declines/codes">Decline codes</a>
 */
public final class Declines {
  /** The code of a payment whose authentication failed. */
  public static final String AUTHENTICATION_FAILED = "payment_intent_authentication_failure";

  private static final Map<String, String> MESSAGES =
      Map.of(
          "insufficient_funds",
          "Your card has insufficient funds.",
          "expired_card",
          "Your card has expired.",
          "incorrect_cvc",
          "Your card's security code is incorrect.",
          "processing_error",
          "An error occurred while processing your card. Try again.",
          AUTHENTICATION_FAILED,
          "We are unable to authenticate your payment method.",
          "debit_not_authorized",
          "The bank account does not allow this debit.");

  private Declines() {}

  /** What the payer is told. */
  public static String message(String declineCode) {
    return MESSAGES.getOrDefault(declineCode, "Your card was declined.");
  }

  /** Stripe's error code for a decline code: most are a plain {@code card_declined}. */
  public static String errorCode(String declineCode) {
    return switch (declineCode) {
      case "expired_card", "incorrect_cvc", "processing_error", AUTHENTICATION_FAILED ->
          declineCode;
      case "debit_not_authorized" -> "payment_intent_payment_attempt_failed";
      default -> "card_declined";
    };
  }
}
