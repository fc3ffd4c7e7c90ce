package org.paylink.simulator.account;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.fault.PaymentFault;

/**
 * What payers do at an open session. Called under the store's lock.
 *
 * @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">How intents live</a>
 */
public final class Payments {
  private final Store store;
  private final Sessions sessions;
  private final Events events;
  private final Charges charges;
  private final Faults faults;

  /** Payments at these sessions, some of which suffer the faults. */
  public Payments(
      Store store,
      Identifiers identifiers,
      SimulatorClock clock,
      Sessions sessions,
      Events events,
      Faults faults) {
    this.store = store;
    this.sessions = sessions;
    this.events = events;
    this.charges = new Charges(store, identifiers, clock);
    this.faults = faults;
  }

  /**
   * Pays by card.
   *
   * @throws Refusal if the session isn't open
   */
  public JsonObject payByCard(String sessionId) {
    return payByCard(sessionId, false);
  }

  private JsonObject payByCard(String sessionId, boolean authenticated) {
    JsonObject session = sessions.requireOpen(sessionId);
    JsonObject intent = intent(session);
    Optional<PaymentFault> fault = faults.takeForPayment();
    fault.ifPresent(f -> distort(f, session, intent));
    JsonObject charge = charges.newCharge(intent, "card", authenticated);
    complete(session);
    settle(session, intent, charge, fault);
    events.record("checkout.session.completed", session);
    return session;
  }

  /**
   * Begins a payment by card that needs authentication.
   *
   * @throws Refusal if the session isn't open
   */
  public JsonObject beginAuthentication(String sessionId) {
    JsonObject session = sessions.requireOpen(sessionId);
    JsonObject intent = intent(session);
    intent.addProperty("status", "requires_action");
    JsonObject action = new JsonObject();
    action.addProperty("type", "use_stripe_sdk");
    action.add("use_stripe_sdk", new JsonObject());
    intent.add("next_action", action);
    events.record("payment_intent.requires_action", intent);
    return session;
  }

  /**
   * The payer passes or fails the authentication that was begun.
   *
   * @throws Refusal if the session isn't open or no authentication was begun
   */
  public JsonObject finishAuthentication(String sessionId, boolean passed) {
    JsonObject session = sessions.requireOpen(sessionId);
    JsonObject intent = intent(session);
    if (!Json.string(intent, "status").equals("requires_action")) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "No authentication was begun");
    }
    if (passed) {
      return payByCard(sessionId, true);
    }
    failIntent(intent, Declines.AUTHENTICATION_FAILED, null);
    return session;
  }

  /**
   * Tries to pay by a card that is declined; the session stays open.
   *
   * @throws Refusal if the session isn't open
   */
  public JsonObject decline(String sessionId, String declineCode) {
    JsonObject session = sessions.requireOpen(sessionId);
    JsonObject intent = intent(session);
    JsonObject charge = charges.newCharge(intent, "card", false);
    charges.fail(charge, declineCode);
    events.record("charge.failed", charge);
    failIntent(intent, declineCode, Json.string(charge, "id"));
    return session;
  }

  /**
   * Orders a bank debit: the session is complete, but unpaid until the bank has answered.
   *
   * @throws Refusal if the session isn't open
   */
  public JsonObject payByBankDebit(String sessionId) {
    JsonObject session = sessions.requireOpen(sessionId);
    JsonObject intent = intent(session);
    String method = BankDebit.method(Json.string(session, "currency"));
    JsonObject charge = charges.newCharge(intent, method, false);
    intent.addProperty("status", "processing");
    intent.add("payment_method", charge.get("payment_method"));
    complete(session);
    events.record("charge.pending", charge);
    events.record("payment_intent.processing", intent);
    events.record("checkout.session.completed", session);
    return session;
  }

  /**
   * The bank pays or refuses a debit that was ordered.
   *
   * @throws Refusal if there is no such session or no debit is under way
   */
  public JsonObject finishBankDebit(String sessionId, boolean paid) {
    JsonObject session =
        sessions
            .find(sessionId)
            .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No session " + sessionId));
    JsonObject intent =
        Json.text(session, "payment_intent")
            .map(store.data().paymentIntents::get)
            .filter(i -> Json.string(i, "status").equals("processing"))
            .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_UNDER_WAY, "No debit under way"));
    JsonObject charge = store.data().charges.get(Json.string(intent, "latest_charge"));
    if (paid) {
      Optional<PaymentFault> fault = faults.takeForPayment();
      fault.ifPresent(f -> distort(f, session, intent));
      charge.add("amount", intent.get("amount"));
      charge.add("currency", intent.get("currency"));
      settle(session, intent, charge, fault);
      events.record("checkout.session.async_payment_succeeded", session);
    } else {
      charges.fail(charge, "debit_not_authorized");
      events.record("charge.failed", charge);
      failIntent(intent, "debit_not_authorized", Json.string(charge, "id"));
      events.record("checkout.session.async_payment_failed", session);
    }
    return session;
  }

  /** Whether a bank debit of the session is under way. */
  public boolean isProcessing(String sessionId) {
    return sessions
        .find(sessionId)
        .flatMap(session -> Json.text(session, "payment_intent"))
        .map(store.data().paymentIntents::get)
        .filter(intent -> Json.string(intent, "status").equals("processing"))
        .isPresent();
  }

  private JsonObject intent(JsonObject session) {
    return Json.text(session, "payment_intent")
        .map(store.data().paymentIntents::get)
        .orElseGet(
            () -> {
              JsonObject fresh = charges.newIntent(session);
              events.record("payment_intent.created", fresh);
              return fresh;
            });
  }

  private static void complete(JsonObject session) {
    session.addProperty("status", "complete");
    session.add("url", JsonNull.INSTANCE);
    if (session.get("customer_details").isJsonNull()) {
      Sessions.addCustomer(session, "payer@example.com");
    }
  }

  private void settle(
      JsonObject session, JsonObject intent, JsonObject charge, Optional<PaymentFault> fault) {
    charges.succeed(charge);
    keepTruth(charge);
    intent.addProperty("status", "succeeded");
    intent.add("amount_received", intent.get("amount"));
    intent.add("payment_method", charge.get("payment_method"));
    intent.add("last_payment_error", JsonNull.INSTANCE);
    intent.add("next_action", JsonNull.INSTANCE);
    session.addProperty("payment_status", "paid");
    fault
        .filter(f -> f.kind() == PaymentFault.Kind.ABSENT_AMOUNT)
        .ifPresent(f -> removeAmounts(session, intent, charge));
    events.record("charge.succeeded", charge);
    events.record("payment_intent.succeeded", intent);
  }

  private void keepTruth(JsonObject charge) {
    store
        .data()
        .taken
        .put(
            Json.string(charge, "id"),
            new Store.Taken(Json.string(charge, "currency"), charge.get("amount").getAsLong()));
  }

  private static void distort(PaymentFault fault, JsonObject session, JsonObject intent) {
    switch (fault.kind()) {
      case OTHER_AMOUNT -> {
        session.addProperty("amount_total", fault.amount());
        intent.addProperty("amount", fault.amount());
      }
      case OTHER_CURRENCY -> {
        session.addProperty("currency", fault.currency());
        intent.addProperty("currency", fault.currency());
      }
      case ABSENT_AMOUNT -> {
        // The amounts are removed once the charge has been made with them.
      }
    }
  }

  private static void removeAmounts(JsonObject session, JsonObject intent, JsonObject charge) {
    session.add("amount_total", JsonNull.INSTANCE);
    intent.add("amount", JsonNull.INSTANCE);
    intent.add("amount_received", JsonNull.INSTANCE);
    charge.add("amount", JsonNull.INSTANCE);
    charge.add("amount_captured", JsonNull.INSTANCE);
  }

  private void failIntent(JsonObject intent, String declineCode, String chargeId) {
    intent.addProperty("status", "requires_payment_method");
    intent.add("payment_method", JsonNull.INSTANCE);
    intent.add("next_action", JsonNull.INSTANCE);
    intent.add("last_payment_error", Charges.paymentError(declineCode, chargeId));
    events.record("payment_intent.payment_failed", intent);
  }
}
