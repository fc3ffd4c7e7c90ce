package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.Reversal.Dispute;
import org.paylink.gateway.Reversal.Dispute.State;
import org.paylink.gateway.Reversal.Movement;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Disputes on Stripe's wire. How far one is is said by its status alone, and what it moved by its
 * balance transactions alone; no event's name says either. Source:
 * https://docs.stripe.com/api/disputes/object
 */
final class StripeDisputes {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private StripeDisputes() {}

  /**
   * The dispute as the answer says it.
   *
   * @param currency of the charge, in upper case
   */
  static Dispute read(JsonObject dispute, String currency) throws MalformedException {
    List<Movement> movements = new ArrayList<>();
    for (JsonObject movement :
        WireJson.objects(dispute, "balance_transactions")
            .orElseThrow(() -> new MalformedException("a dispute without its movements"))) {
      movements.add(movement(movement, currency));
    }
    return new Dispute(
        id(dispute),
        state(WireJson.text(dispute, "status").orElse("")),
        money(dispute, "amount").filter(amount -> amount.currency().equals(currency)),
        WireJson.text(dispute, "reason")
            .map(code -> CODE.matcher(code).matches() ? code : "unknown"),
        WireJson.object(dispute, "evidence_details")
            .flatMap(details -> StripeSessions.instant(details, "due_by")),
        StripeSessions.instant(dispute, "created")
            .orElseThrow(() -> new MalformedException("a dispute of no readable time")),
        movements);
  }

  /**
   * How far it is. An inquiry that the bank dropped has ended as one that was won: nothing was
   * taken. Unknown words are OPEN. Source: https://docs.stripe.com/disputes/how-disputes-work
   */
  private static State state(String status) {
    return switch (status) {
      case "warning_needs_response", "warning_under_review" -> State.INQUIRY;
      case "won", "warning_closed" -> State.WON;
      case "lost" -> State.LOST;
      default -> State.OPEN;
    };
  }

  /** A movement; a fee that was given back is a negative one on the wire. */
  private static Movement movement(JsonObject movement, String currency) throws MalformedException {
    Optional<Money> fee = money(movement, "fee").filter(money -> !money.isZero());
    return new Movement(
        id(movement),
        money(movement, "amount").filter(amount -> amount.currency().equals(currency)),
        fee.filter(Money::isPositive),
        fee.filter(money -> !money.isPositive())
            .map(money -> Money.zero(money.currency()).minus(money)),
        StripeSessions.instant(movement, "created")
            .orElseThrow(() -> new MalformedException("a movement of no readable time")));
  }

  private static Optional<Money> money(JsonObject object, String name) {
    Optional<Long> amount = WireJson.whole(object, name);
    return WireJson.text(object, "currency")
        .map(code -> code.toUpperCase(Locale.ROOT))
        .flatMap(code -> amount.flatMap(value -> StripeCurrencies.toMoney(code, value)));
  }

  private static String id(JsonObject object) throws MalformedException {
    return WireJson.text(object, "id")
        .filter(StripeSessions::isId)
        .orElseThrow(() -> new MalformedException("a dispute or movement without a readable id"));
  }
}
