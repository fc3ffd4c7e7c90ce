package org.paylink.simulator;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.paylink.simulator.account.Json;

/**
 * A Checkout Session as the gateway sees it at one moment.
 *
 * @param id its identifier (cs_test_…)
 * @param status open, complete or expired
 * @param paymentStatus paid or unpaid
 * @param url the payment page; empty once the session isn't open
 * @param amountTotal the amount in Stripe's minor units; empty if a fault removed it
 * @param currency the currency, in lower case
 * @param clientReferenceId the merchant's own identifier
 * @param metadata the merchant's notes
 * @param paymentIntentId the PaymentIntent; empty before the payer's first try
 * @param createdSecond when it was created, in seconds since 1970
 * @param expiresAtSecond when it ends, in seconds since 1970
 * @param json the whole object
 */
public record SimulatedSession(
    String id,
    String status,
    String paymentStatus,
    Optional<String> url,
    OptionalLong amountTotal,
    String currency,
    Optional<String> clientReferenceId,
    Map<String, String> metadata,
    Optional<String> paymentIntentId,
    long createdSecond,
    long expiresAtSecond,
    JsonObject json) {

  static SimulatedSession of(JsonObject session) {
    Map<String, String> metadata = new TreeMap<>();
    session
        .getAsJsonObject("metadata")
        .asMap()
        .forEach((key, value) -> metadata.put(key, value.getAsString()));
    return new SimulatedSession(
        Json.string(session, "id"),
        Json.string(session, "status"),
        Json.string(session, "payment_status"),
        Json.text(session, "url"),
        session.get("amount_total").isJsonNull()
            ? OptionalLong.empty()
            : OptionalLong.of(session.get("amount_total").getAsLong()),
        Json.string(session, "currency"),
        Json.text(session, "client_reference_id"),
        Map.copyOf(metadata),
        Json.text(session, "payment_intent"),
        session.get("created").getAsLong(),
        session.get("expires_at").getAsLong(),
        session.deepCopy());
  }
}
