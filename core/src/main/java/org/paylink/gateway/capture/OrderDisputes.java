package org.paylink.gateway.capture;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.Reversal.Dispute;
import org.paylink.gateway.Reversal.Dispute.State;
import org.paylink.gateway.Reversal.Movement;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Disputes on the orders' wire. How far one is is said by its status and outcome alone, and what it
 * moved by its movements alone. Source of the model:
 * https://developer.paypal.com/docs/api/customer-disputes/v1/#disputes_get
 */
final class OrderDisputes {
  private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,100}");

  private OrderDisputes() {}

  /**
   * The dispute as the answer says it.
   *
   * @param currency of the capture
   */
  static Dispute read(JsonObject dispute, String currency) throws MalformedException {
    List<Movement> movements = new ArrayList<>();
    for (JsonObject movement :
        WireJson.objects(dispute, "money_movements")
            .orElseThrow(() -> new MalformedException("a dispute without its movements"))) {
      movements.add(movement(movement, currency));
    }
    return new Dispute(
        id(dispute, "dispute_id"),
        state(dispute),
        Orders.money(dispute, "dispute_amount").filter(money -> money.currency().equals(currency)),
        WireJson.text(dispute, "reason")
            .map(code -> CODE.matcher(code).matches() ? code : "unknown"),
        WireJson.moment(dispute, "seller_response_due_date"),
        WireJson.moment(dispute, "create_time")
            .orElseThrow(() -> new MalformedException("a dispute of no readable time")),
        movements);
  }

  /** How far it is; a resolved one of unknown outcome is OPEN, and a person has to look. */
  private static State state(JsonObject dispute) {
    if (WireJson.text(dispute, "status").equals(Optional.of("RESOLVED"))) {
      String outcome =
          WireJson.object(dispute, "dispute_outcome")
              .flatMap(o -> WireJson.text(o, "outcome_code"))
              .orElse("");
      return switch (outcome) {
        case "RESOLVED_SELLER_FAVOUR", "CANCELED_BY_BUYER" -> State.WON;
        case "RESOLVED_BUYER_FAVOUR" -> State.LOST;
        default -> State.OPEN;
      };
    }
    boolean asks =
        WireJson.text(dispute, "dispute_life_cycle_stage").equals(Optional.of("INQUIRY"));
    return asks ? State.INQUIRY : State.OPEN;
  }

  private static Movement movement(JsonObject movement, String currency) throws MalformedException {
    Optional<Money> amount =
        Orders.money(movement, "amount").filter(money -> money.currency().equals(currency));
    return new Movement(
        id(movement, "id"),
        switch (WireJson.text(movement, "type").orElse("")) {
          case "DEBIT" -> amount.map(money -> Money.zero(currency).minus(money));
          case "CREDIT" -> amount;
          default -> Optional.empty();
        },
        Orders.money(movement, "fee"),
        Orders.money(movement, "fee_returned"),
        WireJson.moment(movement, "initiated_time")
            .orElseThrow(() -> new MalformedException("a movement of no readable time")));
  }

  private static String id(JsonObject object, String name) throws MalformedException {
    return WireJson.text(object, name)
        .filter(Orders::isId)
        .orElseThrow(() -> new MalformedException("a dispute or movement without a readable id"));
  }
}
