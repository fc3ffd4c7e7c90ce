package org.paylink.host;

import java.util.Optional;
import org.paylink.money.Money;

/**
 * What the host's books say is to be paid of a document. A party owes nothing by itself: what it
 * pays on account becomes its credit, and no sum is open that it could settle or exceed.
 */
public sealed interface Balance {
  /** The currency that is paid in unless the caller names another. */
  String currency();

  /** What is still to be paid; absent on account, which is neither nothing nor without end. */
  default Optional<Money> due() {
    return this instanceof Owed owed ? Optional.of(owed.open()) : Optional.empty();
  }

  /**
   * A sum that is owed.
   *
   * @param total what the document amounts to
   * @param open what of it is still to be paid; never negative, zero when settled
   */
  record Owed(Money total, Money open) implements Balance {
    @Override
    public String currency() {
      return open.currency();
    }
  }

  /**
   * Nothing is owed; what comes in is credit.
   *
   * @param currency the organization's own
   */
  record OnAccount(String currency) implements Balance {}
}
