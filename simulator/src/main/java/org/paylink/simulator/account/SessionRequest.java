package org.paylink.simulator.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A checked request for a Checkout Session.
 *
 * @param items what is paid for; not empty, all in the same currency
 * @param currency the currency, in lower case
 * @param successUrl where the payer is sent after paying; may hold {CHECKOUT_SESSION_ID}
 * @param cancelUrl where the payer is sent when leaving without paying
 * @param clientReferenceId the merchant's own identifier
 * @param customerEmail the payer's address
 * @param locale the language of the page
 * @param submitType what the button says
 * @param expiresAt when the session ends, in seconds since 1970
 * @param paymentMethodTypes the methods offered; empty lets the gateway choose
 * @param metadata the merchant's notes on the session
 * @param intentDescription the description of the payment
 * @param intentMetadata the merchant's notes on the payment
 * @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Create a session</a>
 */
public record SessionRequest(
    List<Item> items,
    String currency,
    String successUrl,
    Optional<String> cancelUrl,
    Optional<String> clientReferenceId,
    Optional<String> customerEmail,
    Optional<String> locale,
    Optional<String> submitType,
    OptionalLong expiresAt,
    List<String> paymentMethodTypes,
    Map<String, String> metadata,
    Optional<String> intentDescription,
    Map<String, String> intentMetadata) {

  /**
   * One line of what is paid for.
   *
   * @param name the product's name
   * @param description the product's description
   * @param unitAmount the price of one, in Stripe's minor units
   * @param quantity how many
   */
  public record Item(String name, Optional<String> description, long unitAmount, long quantity) {

    /** The line's amount, in Stripe's minor units. */
    public long total() {
      return Math.multiplyExact(unitAmount, quantity);
    }
  }

  /** The amount of all lines, in Stripe's minor units. */
  public long total() {
    return items.stream().mapToLong(Item::total).reduce(0, Math::addExact);
  }
}
