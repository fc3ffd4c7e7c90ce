package org.paylink.simulator.account;

import com.google.gson.JsonObject;
import java.util.Map;
import org.paylink.simulator.SimulatorClock;

/**
 * What moves on the account's balance. Called under the store's lock.
 *
 * @see <a href="https://docs.stripe.com/api/balance_transactions/object">Balance transactions</a>
 */
final class Balance {
  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;

  Balance(Store store, Identifiers identifiers, SimulatorClock clock) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Records a movement.
   *
   * @param type such as {@code refund} or {@code adjustment}
   * @param category how reports count it, such as {@code dispute}
   * @param source the object that caused it
   * @param amount in Stripe's minor units; negative takes from the account
   * @param fee in the same units; negative gives one back
   */
  JsonObject move(
      String type, String category, String source, String currency, long amount, long fee) {
    JsonObject movement = Json.shape("balance_transaction");
    String id = identifiers.next("txn_1", 23);
    movement.addProperty("id", id);
    movement.addProperty("created", clock.epochSecond());
    movement.addProperty("available_on", clock.epochSecond());
    movement.addProperty("type", type);
    movement.addProperty("reporting_category", category);
    movement.addProperty("source", source);
    movement.addProperty("currency", currency);
    movement.addProperty("amount", amount);
    movement.addProperty("fee", fee);
    movement.addProperty("net", amount - fee);
    Map<String, JsonObject> all = store.data().balanceTransactions;
    all.put(id, movement);
    return movement;
  }
}
