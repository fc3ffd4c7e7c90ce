package org.paylink.simulator.wire;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Store;

/**
 * Refunds and disputes on the API. Called under the lock.
 *
 * @see <a href="https://docs.stripe.com/api/refunds">Refunds</a>
 * @see <a href="https://docs.stripe.com/api/disputes">Disputes</a>
 */
final class ReversalResources {
  private static final List<String> KNOWN =
      List.of("payment_intent", "amount", "reason", "metadata[*]", "expand[#]");
  private static final List<String> NOT_SIMULATED =
      List.of(
          "charge",
          "currency",
          "customer",
          "instructions_email",
          "origin",
          "refund_application_fee",
          "reverse_transfer");
  private static final List<String> REASONS =
      List.of("duplicate", "fraudulent", "requested_by_customer");

  private final Store store;
  private final Refunds refunds;

  ReversalResources(Store store, Refunds refunds) {
    this.store = store;
    this.refunds = refunds;
  }

  JsonObject refund(Form form) {
    for (String name : NOT_SIMULATED) {
      if (form.text(name).isPresent()) {
        String message = "Stripe knows this parameter, but the simulator does not: " + name;
        throw ApiError.invalid("simulator_unsupported", name, message);
      }
    }
    form.allowOnly(KNOWN);
    String intent = form.required("payment_intent");
    if (!store.data().paymentIntents.containsKey(intent)) {
      throw ApiError.noSuch("payment_intent", "payment_intent", intent);
    }
    try {
      return expand(
          refunds.create(
              intent,
              form.integer("amount", 1, Currencies.LARGEST_AMOUNT),
              form.oneOf("reason", REASONS),
              Metadata.read(form, "metadata")),
          form);
    } catch (Refusal refusal) {
      throw ApiError.conflictingState(code(refusal.reason()), refusal.getMessage());
    }
  }

  private static String code(Refusal.Reason reason) {
    return switch (reason) {
      case ALREADY_REFUNDED -> "charge_already_refunded";
      case DISPUTED -> "charge_disputed";
      case UNKNOWN, COMPLETE, EXPIRED, NOT_UNDER_WAY, TOO_MUCH -> null;
    };
  }

  JsonObject refund(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    return expand(
        Optional.ofNullable(store.data().refunds.get(id))
            .orElseThrow(() -> ApiError.noSuch("refund", "id", id)),
        form);
  }

  JsonObject dispute(String id, Form form) {
    form.allowOnly(List.of("expand[#]"));
    return expand(
        Optional.ofNullable(store.data().disputes.get(id))
            .orElseThrow(() -> ApiError.noSuch("dispute", "id", id)),
        form);
  }

  JsonObject refunds(Form form) {
    return page("/v1/refunds", form, store.data().refunds.values());
  }

  JsonObject disputes(Form form) {
    return page("/v1/disputes", form, store.data().disputes.values());
  }

  private JsonObject page(String url, Form form, Collection<JsonObject> oldestFirst) {
    List<String> known = new ArrayList<>(Listing.COMMON);
    known.addAll(List.of("payment_intent", "charge"));
    form.allowOnly(known);
    Optional<String> intent = form.text("payment_intent");
    Optional<String> charge = form.text("charge");
    return expand(
        Listing.page(
            url,
            form,
            oldestFirst,
            object -> is(object, "payment_intent", intent) && is(object, "charge", charge)),
        form);
  }

  private static boolean is(JsonObject object, String key, Optional<String> wanted) {
    return wanted.isEmpty() || Json.text(object, key).equals(wanted);
  }

  private JsonObject expand(JsonObject object, Form form) {
    return new Expansion(store.data()).expand(object, form.texts("expand"));
  }
}
