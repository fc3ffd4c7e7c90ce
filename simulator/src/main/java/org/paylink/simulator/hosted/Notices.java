package org.paylink.simulator.hosted;

import java.time.Instant;
import java.util.Locale;
import java.util.function.BiFunction;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.webhook.Outbox;

/** Tells the merchant what happens, in the gateway's words. Called under the store's lock. */
final class Notices implements Checkouts.Events, Backflow.Events {
  private final Wire wire;
  private final Outbox outbox;
  private final Identifiers identifiers;
  private final SimulatorClock clock;

  Notices(Wire wire, Outbox outbox, Identifiers identifiers, SimulatorClock clock) {
    this.wire = wire;
    this.outbox = outbox;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public void record(Checkouts.What what, HostedCheckout checkout) {
    send((id, now) -> wire.event(id, what, checkout, now));
  }

  @Override
  public void record(Backflow.What what, HostedReversal reversal) {
    send((id, now) -> wire.event(id, what, reversal, now));
  }

  private void send(BiFunction<String, Instant, Wire.Event> notice) {
    String id = identifiers.next("EV", 20).toUpperCase(Locale.ROOT);
    Wire.Event event = notice.apply(id, clock.instant());
    outbox.accept(id, event.type(), event.body());
  }
}
