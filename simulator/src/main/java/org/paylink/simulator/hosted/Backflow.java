package org.paylink.simulator.hosted;

import java.util.Locale;
import java.util.OptionalLong;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.HostedReversal.State;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Store;

/** Money that goes back at a gateway: what is kept of it, and whom it is told. Under the lock. */
final class Backflow {
  /** Who is told what happens. */
  interface Events {
    /** Something happened to a refund or a dispute. */
    void record(What what, HostedReversal reversal);
  }

  /** What can happen. */
  enum What {
    REFUND_MADE,
    REFUND_DONE,
    REFUND_FAILED,
    DISPUTE_OPENED,
    DISPUTE_CHANGED,
    DISPUTE_ENDED
  }

  private final Store store;
  private final Identifiers identifiers;
  private final SimulatorClock clock;
  private final Events events;

  Backflow(Store store, Identifiers identifiers, SimulatorClock clock, Events events) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
    this.events = events;
  }

  Store store() {
    return store;
  }

  long now() {
    return clock.millis();
  }

  /** Keeps a new refund or dispute of a checkout that took money. */
  HostedReversal add(String checkoutId, String prefix, OptionalLong amount, State state) {
    HostedCheckout checkout = paid(checkoutId);
    HostedReversal reversal = new HostedReversal();
    reversal.id = newId(prefix);
    reversal.checkoutId = checkout.id;
    reversal.transactionId = checkout.transactionId;
    reversal.createdMillis = clock.millis();
    reversal.amount = amount.orElse(checkout.takenAmount);
    reversal.currency = checkout.takenCurrency;
    reversal.state = state;
    store.data().reversals.put(reversal.id, reversal);
    return reversal;
  }

  String newId(String prefix) {
    return identifiers.next(prefix, 15).toUpperCase(Locale.ROOT);
  }

  void tell(What what, HostedReversal reversal) {
    events.record(what, reversal);
  }

  /** The checkout, which must have taken money. */
  HostedCheckout paid(String checkoutId) {
    HostedCheckout checkout = store.data().checkouts.get(checkoutId);
    if (checkout == null) {
      throw new Refusal(Refusal.Reason.UNKNOWN, "No checkout " + checkoutId);
    }
    if (checkout.state != HostedCheckout.State.PAID) {
      throw new Refusal(Refusal.Reason.NOT_UNDER_WAY, "It has taken no money: " + checkoutId);
    }
    return checkout;
  }

  /** The refund or dispute with this identifier. */
  HostedReversal require(String id) {
    HostedReversal reversal = store.data().reversals.get(id);
    if (reversal == null) {
      throw new Refusal(Refusal.Reason.UNKNOWN, "No refund or dispute " + id);
    }
    return reversal;
  }
}
