package org.paylink.simulator.webhook;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.Store;

/** Sends the deliveries that are due, and puts failed ones in line again, a bounded number. */
public final class Courier {
  private static final int MOST_ROUNDS = 1_000;

  private final Store store;
  private final SimulatorClock clock;
  private final List<Duration> retryDelays;
  private final Sender sender;

  /** Sends as Stripe does, with this timeout, and repeats after these waits. */
  public Courier(Store store, SimulatorClock clock, Duration timeout, List<Duration> retryDelays) {
    this(store, clock, timeout, retryDelays, Sender::stripe);
  }

  /** Sends with another gateway's headers. */
  public Courier(
      Store store,
      SimulatorClock clock,
      Duration timeout,
      List<Duration> retryDelays,
      Signer signer) {
    this.store = store;
    this.clock = clock;
    this.retryDelays = retryDelays;
    this.sender = new Sender(timeout, signer);
  }

  /**
   * Sends everything that is due now, including what becomes due meanwhile.
   *
   * @return how many requests were sent
   */
  public int deliverDue() {
    int sent = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Delivery> due = store.locked(this::takeDue);
      if (due.isEmpty()) {
        break;
      }
      sent += due.size();
      send(due);
    }
    return sent;
  }

  /** The next delivery, or all of its burst, marked as being sent. */
  private List<Delivery> takeDue() {
    List<Delivery> due =
        store.data().deliveries.stream()
            .filter(d -> d.state == Delivery.State.WAITING && d.dueMillis <= clock.millis())
            .sorted(Comparator.comparingLong(d -> d.dueMillis))
            .toList();
    if (due.isEmpty()) {
      return due;
    }
    String burst = due.get(0).burst;
    List<Delivery> taken =
        burst.isEmpty()
            ? due.subList(0, 1)
            : due.stream().filter(d -> d.burst.equals(burst)).toList();
    taken.forEach(d -> d.state = Delivery.State.SENDING);
    return taken;
  }

  private void send(List<Delivery> deliveries) {
    if (deliveries.size() == 1) {
      sendOne(deliveries.get(0));
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(deliveries.size());
    try {
      CountDownLatch start = new CountDownLatch(1);
      for (Delivery delivery : deliveries) {
        threads.execute(() -> sendAtOnce(delivery, start));
      }
      start.countDown();
    } finally {
      threads.shutdown();
      awaitEnd(threads);
    }
  }

  private void sendAtOnce(Delivery delivery, CountDownLatch start) {
    try {
      start.await();
      sendOne(delivery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void sendOne(Delivery delivery) {
    Delivery.Try outcome = sender.send(delivery, clock.instant());
    store.locked(() -> note(delivery, outcome));
  }

  private void note(Delivery delivery, Delivery.Try outcome) {
    delivery.tries.add(outcome);
    int failures = delivery.tries.size();
    if (outcome.status() / 100 == 2) {
      delivery.state = Delivery.State.DELIVERED;
    } else if (failures > retryDelays.size()) {
      delivery.state = Delivery.State.GIVEN_UP;
    } else {
      delivery.state = Delivery.State.WAITING;
      delivery.dueMillis = clock.millis() + retryDelays.get(failures - 1).toMillis();
    }
  }
}
