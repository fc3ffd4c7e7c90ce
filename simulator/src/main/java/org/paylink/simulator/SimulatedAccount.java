package org.paylink.simulator;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.paylink.simulator.account.Disputes;
import org.paylink.simulator.account.Events;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Payments;
import org.paylink.simulator.account.Refunds;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Sessions;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.webhook.Outbox;

/** The gateway's side of one account: its sessions, what payers do, and what was really taken. */
abstract class SimulatedAccount {
  final SimulatorClock clock;
  final Store store;
  final Faults faults = new Faults();
  final Identifiers identifiers;
  final Outbox outbox;
  final Sessions sessions;
  final Refunds refunds;
  private final Payments payments;
  private final StripeReversals reversals;

  SimulatedAccount(SimulatorOptions options) {
    clock = new SimulatorClock(options.clock());
    store = new Store(options.dataFile(), options.seed());
    identifiers = store.restore(clock);
    outbox = new Outbox(store, identifiers, clock, faults);
    Events events = new Events(store, identifiers, clock, options.apiVersion(), outbox::accept);
    sessions = new Sessions(store, identifiers, clock, events, this::baseUrl);
    payments = new Payments(store, identifiers, clock, sessions, events, faults);
    refunds = new Refunds(store, identifiers, clock, events);
    reversals =
        new StripeReversals(store, refunds, new Disputes(store, identifiers, clock, events));
  }

  /** The base of the API and of the pages, such as {@code http://127.0.0.1:12111}. */
  public abstract String baseUrl();

  /** Refunds and disputes, as the dashboard and banks make them. */
  public StripeReversals reversals() {
    return reversals;
  }

  /** Expires the sessions whose time is over. */
  public void tick() {
    store.locked(sessions::expireDue);
  }

  /** All sessions, oldest first. */
  public List<SimulatedSession> sessions() {
    tick();
    return store.locked(
        () -> store.data().sessions.values().stream().map(SimulatedSession::of).toList());
  }

  /** The session with this identifier. */
  public Optional<SimulatedSession> session(String id) {
    return store.locked(() -> sessions.find(id).map(SimulatedSession::of));
  }

  /** Whether the session's payment waits for the bank's answer. */
  public boolean isProcessing(String sessionId) {
    return store.locked(() -> payments.isProcessing(sessionId));
  }

  /**
   * The payer pays by card.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession pay(String sessionId) {
    return change(() -> payments.payByCard(sessionId));
  }

  /**
   * The payer pays by card and passes the authentication.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession payWith3ds(String sessionId) {
    return change(
        () -> {
          payments.beginAuthentication(sessionId);
          return payments.finishAuthentication(sessionId, true);
        });
  }

  /**
   * The payer begins a payment by card that needs authentication.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession begin3ds(String sessionId) {
    return change(() -> payments.beginAuthentication(sessionId));
  }

  /**
   * The payer passes or fails the authentication that was begun.
   *
   * @throws Refusal if the session isn't open or nothing was begun
   */
  public SimulatedSession finish3ds(String sessionId, boolean passed) {
    return change(() -> payments.finishAuthentication(sessionId, passed));
  }

  /**
   * The payer's card is declined, with a code such as {@code insufficient_funds}.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession decline(String sessionId, String code) {
    return change(() -> payments.decline(sessionId, code));
  }

  /**
   * The payer orders a bank debit, which succeeds or fails later.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession payByBankDebit(String sessionId) {
    return change(() -> payments.payByBankDebit(sessionId));
  }

  /**
   * The bank pays the debit.
   *
   * @throws Refusal if no debit is under way
   */
  public SimulatedSession bankDebitSucceeds(String sessionId) {
    return change(() -> payments.finishBankDebit(sessionId, true));
  }

  /**
   * The bank refuses the debit.
   *
   * @throws Refusal if no debit is under way
   */
  public SimulatedSession bankDebitFails(String sessionId) {
    return change(() -> payments.finishBankDebit(sessionId, false));
  }

  /**
   * Expires the session before its time, as the gateway's own doing.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession expireNow(String sessionId) {
    return change(() -> sessions.expire(sessionId));
  }

  private SimulatedSession change(Supplier<JsonObject> action) {
    SimulatedSession after = store.locked(() -> SimulatedSession.of(action.get()));
    store.save();
    return after;
  }

  /** The events recorded, oldest first, as JSON. */
  public List<JsonObject> events() {
    return store.locked(
        () -> store.data().events.values().stream().map(JsonObject::deepCopy).toList());
  }

  /** How many sessions were ever created. */
  public int sessionsCreated() {
    return store.locked(() -> store.data().sessions.size());
  }

  /** How many charges really took money. */
  public int chargesMade() {
    return store.locked(() -> store.data().taken.size());
  }

  /** What was really taken, whatever the answers say: minor units by currency in lower case. */
  public Map<String, Long> totalCharged() {
    return store.locked(
        () -> {
          Map<String, Long> sums = new TreeMap<>();
          for (Store.Taken taken : store.data().taken.values()) {
            sums.merge(taken.currency(), taken.amount(), Long::sum);
          }
          return sums;
        });
  }
}
