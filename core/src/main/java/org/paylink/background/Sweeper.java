package org.paylink.background;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.paylink.settlement.Inbox;
import org.paylink.settlement.Poll;
import org.paylink.settlement.PostReceipts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work of one node: expiry, events and postings left over, side effects, polling.
 * Started by the public webapp as one daemon thread; tests call {@link #sweep()} instead.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int BATCH = 50;
  private static final int MOST_WAITING = 10_000;

  private final Leases leases;
  private final Inbox inbox;
  private final Poll poll;
  private final PostReceipts postReceipts;
  private final OutboxWorker outbox;
  private final ExpireLinks expireLinks;
  private final ApprovedOrders approvedOrders;
  private final BlockingQueue<Inbox.Key> hints = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile Thread thread;

  /** Of these workers. */
  public Sweeper(
      Leases leases,
      Inbox inbox,
      Poll poll,
      PostReceipts postReceipts,
      OutboxWorker outbox,
      ExpireLinks expireLinks,
      ApprovedOrders approvedOrders) {
    this.leases = leases;
    this.inbox = inbox;
    this.poll = poll;
    this.postReceipts = postReceipts;
    this.outbox = outbox;
    this.expireLinks = expireLinks;
    this.approvedOrders = approvedOrders;
  }

  /**
   * Works an event off soon. When it is forgotten (full queue, crash), the next sweep finds it in
   * the inbox.
   */
  public void soon(Inbox.Key event) {
    hints.offer(event);
  }

  /** Does everything that is due, once. */
  public void sweep() {
    safely("events", () -> inbox.processDue(BATCH));
    safely("postings", () -> postReceipts.postDue(BATCH));
    safely("links", () -> expireLinks.expireDue(BATCH));
    safely("approvals", approvedOrders::resolveDue);
    safely("outbox", () -> outbox.workDue(BATCH));
    safely("attempts", () -> poll.pollDue(BATCH));
  }

  /** Starts the thread; starting twice is harmless. */
  public synchronized void start() {
    if (thread == null || !thread.isAlive()) {
      thread = new Thread(this::run, "paylink-sweeper");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Stops the thread and waits for it, 20 seconds at most. */
  @Override
  public synchronized void close() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      // Never interrupted: some databases close when a thread is interrupted within them.
      try {
        running.join(Duration.ofSeconds(20).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    long nextSweepNanos = System.nanoTime();
    while (thread == Thread.currentThread()) {
      try {
        Inbox.Key hint = hints.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        if (hint != null) {
          safely("an event", () -> inbox.process(hint));
        }
        if (System.nanoTime() - nextSweepNanos >= 0) {
          safely("lease", this::sweepIfOurs);
          nextSweepNanos = System.nanoTime() + PAUSE.toNanos();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sweepIfOurs() {
    if (leases.take("sweeper", LEASE)) {
      sweep();
    }
  }

  private static void safely(String what, Runnable work) {
    try {
      work.run();
    } catch (Exception | LinkageError | AssertionError e) {
      // A host's scripts throw checked exceptions without declaring them, and reloading can unlink
      // classes.
      LOG.error("background work on {} failed; it goes on at the next sweep", what, e);
    }
  }
}
