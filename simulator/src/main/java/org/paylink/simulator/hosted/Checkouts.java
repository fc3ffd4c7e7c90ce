package org.paylink.simulator.hosted;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.fault.PaymentFault;

/**
 * What becomes of checkouts at a gateway: payers act, banks answer, time passes. Called under the
 * store's lock.
 */
final class Checkouts {
  /** How a payer agrees to a payment that the bank makes later. */
  static final String SLOWLY = "slowly";

  /** How a payer agrees to a payment that is refused when it is taken. */
  static final String DECLINED = "declined:";

  /** How long a bank takes that is left to itself. */
  static final Duration BANK_ANSWERS_AFTER = Duration.ofDays(3);

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Faults faults;
  private final Events events;
  private volatile boolean takesAgain;

  /** Who is told what happens. */
  interface Events {
    /** Something happened to a checkout. */
    void record(What what, HostedCheckout checkout);
  }

  /** What can happen. */
  enum What {
    APPROVED,
    PAID,
    PENDING,
    DECLINED,
    FAILED,
    CLOSED
  }

  Checkouts(
      Store store, Identifiers identifiers, SimulatorClock clock, Faults faults, Events events) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.faults = faults;
    this.events = events;
  }

  /** Keeps a new checkout, filled in but for its identifiers and times. */
  HostedCheckout create(HostedCheckout checkout) {
    checkout.id = identifiers.next("HC", 17).toUpperCase(Locale.ROOT);
    checkout.token = identifiers.next("tok_", 60);
    checkout.createdMillis = clock.millis();
    store.data().checkouts.put(checkout.id, checkout);
    return checkout;
  }

  /** The checkout as it is now. */
  Optional<HostedCheckout> find(String id) {
    tick();
    return Optional.ofNullable(store.data().checkouts.get(id));
  }

  /** The checkout its browser's token leads to. */
  Optional<HostedCheckout> byToken(String token) {
    tick();
    return store.data().checkouts.values().stream().filter(c -> c.token.equals(token)).findFirst();
  }

  /** The checkout that made this movement of money. */
  Optional<HostedCheckout> byTransaction(String id) {
    tick();
    return store.data().checkouts.values().stream()
        .filter(c -> !id.isEmpty() && c.transactionId.equals(id))
        .findFirst();
  }

  /** What was really taken: minor units by currency in upper case. */
  Map<String, Long> totalCharged() {
    Map<String, Long> sums = new TreeMap<>();
    store
        .data()
        .checkouts
        .values()
        .forEach(
            c -> c.takings.forEach(t -> sums.merge(c.takenCurrency, c.takenAmount, Long::sum)));
    return sums;
  }

  /** Ends what is over, and lets banks answer. */
  void tick() {
    for (HostedCheckout checkout : List.copyOf(store.data().checkouts.values())) {
      boolean waits = checkout.state == State.OPEN || checkout.state == State.APPROVED;
      if (waits && checkout.expiresMillis <= clock.millis()) {
        end(checkout);
      }
      boolean answered =
          checkout.bankAnswersMillis != 0 && checkout.bankAnswersMillis <= clock.millis();
      if (checkout.state == State.PENDING && answered) {
        bankAnswers(checkout, checkout.bankPays);
      }
    }
  }

  /** The payer agrees; money is taken later, in the way said. */
  HostedCheckout approve(String id, String how) {
    HostedCheckout checkout = require(id, State.OPEN);
    checkout.state = State.APPROVED;
    checkout.agreed = how;
    checkout.decline = "";
    events.record(What.APPROVED, checkout);
    return checkout;
  }

  void takeAgainUnderOtherKeys() {
    takesAgain = true;
  }

  /** Takes what the payer agreed to, under a key that may be empty. */
  HostedCheckout capture(String id, String key) {
    if (takesAgain && takenUnderAnother(id, key)) {
      return take(require(id, State.PAID), false);
    }
    HostedCheckout checkout = require(id, State.APPROVED);
    checkout.captureKey = key;
    String how = checkout.agreed;
    if (how.startsWith(DECLINED)) {
      return refuse(checkout, how.substring(DECLINED.length()));
    }
    return take(checkout, how.equals(SLOWLY));
  }

  private boolean takenUnderAnother(String id, String key) {
    return find(id)
        .filter(checkout -> checkout.state == State.PAID)
        .filter(checkout -> key.isEmpty() || !key.equals(checkout.captureKey))
        .isPresent();
  }

  /** The payer pays, and the money is taken at once or by the bank later. */
  HostedCheckout pay(String id, boolean slowly) {
    return take(require(id, State.OPEN), slowly);
  }

  /** The payer's try is declined; another may follow. */
  HostedCheckout decline(String id, String code) {
    return refuse(require(id, State.OPEN), code);
  }

  /** The bank pays what it was asked for, or refuses. */
  HostedCheckout bankAnswers(String id, boolean pays) {
    HostedCheckout checkout = require(id, State.PENDING);
    bankAnswers(checkout, pays);
    return checkout;
  }

  /** Ends a checkout that nobody finished. */
  HostedCheckout close(String id) {
    HostedCheckout checkout =
        find(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No checkout " + id));
    if (checkout.state != State.OPEN && checkout.state != State.APPROVED) {
      throw refusal(checkout);
    }
    end(checkout);
    return checkout;
  }

  private HostedCheckout take(HostedCheckout checkout, boolean slowly) {
    checkout.decline = "";
    checkout.transactionId = identifiers.next("TX", 15).toUpperCase(Locale.ROOT);
    checkout.takenMillis = clock.millis();
    if (slowly) {
      checkout.state = State.PENDING;
      events.record(What.PENDING, checkout);
      return checkout;
    }
    moneyComes(checkout);
    return checkout;
  }

  private void bankAnswers(HostedCheckout checkout, boolean pays) {
    if (pays) {
      moneyComes(checkout);
      return;
    }
    checkout.state = State.FAILED;
    checkout.decline = "insufficient_funds";
    events.record(What.FAILED, checkout);
  }

  private void moneyComes(HostedCheckout checkout) {
    Optional<PaymentFault> fault = faults.takeForPayment();
    checkout.state = State.PAID;
    checkout.takenAmount = amount(checkout, fault);
    checkout.takenCurrency = currency(checkout, fault);
    checkout.takenSaid = fault.filter(f -> f.kind() == PaymentFault.Kind.ABSENT_AMOUNT).isEmpty();
    checkout.takenMillis = clock.millis();
    checkout.takings.add(checkout.transactionId);
    events.record(What.PAID, checkout);
  }

  private static long amount(HostedCheckout checkout, Optional<PaymentFault> fault) {
    return fault
        .filter(f -> f.kind() == PaymentFault.Kind.OTHER_AMOUNT)
        .map(PaymentFault::amount)
        .orElse(checkout.amount);
  }

  private static String currency(HostedCheckout checkout, Optional<PaymentFault> fault) {
    return fault
        .filter(f -> f.kind() == PaymentFault.Kind.OTHER_CURRENCY)
        .map(f -> f.currency().toUpperCase(Locale.ROOT))
        .orElse(checkout.currency);
  }

  private HostedCheckout refuse(HostedCheckout checkout, String code) {
    checkout.state = State.OPEN;
    checkout.agreed = "";
    checkout.decline = code;
    events.record(What.DECLINED, checkout);
    return checkout;
  }

  private void end(HostedCheckout checkout) {
    checkout.state = State.CLOSED;
    events.record(What.CLOSED, checkout);
  }

  private HostedCheckout require(String id, State state) {
    HostedCheckout checkout =
        find(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN, "No checkout " + id));
    if (checkout.state != state) {
      throw refusal(checkout);
    }
    return checkout;
  }

  private static Refusal refusal(HostedCheckout checkout) {
    Refusal.Reason reason =
        switch (checkout.state) {
          case PENDING, PAID, FAILED -> Refusal.Reason.COMPLETE;
          case CLOSED -> Refusal.Reason.EXPIRED;
          case OPEN, APPROVED -> Refusal.Reason.NOT_UNDER_WAY;
        };
    return new Refusal(reason, "The checkout is " + checkout.state + ": " + checkout.id);
  }
}
