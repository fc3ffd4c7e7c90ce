package org.paylink.simulator.account;

import java.util.Set;

/** The bank debit that stands for slow payment methods in each currency. */
public final class BankDebit {
  private static final Set<String> METHODS =
      Set.of("us_bank_account", "sepa_debit", "bacs_debit", "acss_debit", "au_becs_debit");

  private BankDebit() {}

  /**
   * The debit used in a currency. Currencies that have none at Stripe get the American one: the
   * simulator does not check methods against currencies.
   */
  public static String method(String currency) {
    return switch (currency) {
      case "eur" -> "sepa_debit";
      case "gbp" -> "bacs_debit";
      case "cad" -> "acss_debit";
      case "aud" -> "au_becs_debit";
      default -> "us_bank_account";
    };
  }

  /** Whether a payment method type is a bank debit. */
  public static boolean isDebit(String paymentMethodType) {
    return METHODS.contains(paymentMethodType);
  }
}
