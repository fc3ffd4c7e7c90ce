package org.paylink.background;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.paylink.account.AccountWatch;
import org.paylink.background.FailingWork.Work;
import org.paylink.host.Host;
import org.paylink.refund.NewReversals;
import org.paylink.refund.ReversalsDue;
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

  /** The lease of the node that sweeps. */
  public static final String LEASE_NAME = "sweeper";

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int BATCH = 50;
  private static final int MOST_WAITING = 10_000;

  private final Workers workers;
  private final BlockingQueue<Inbox.Key> hints = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile Thread thread;

  /** What a sweeper has done by others. */
  public record Workers(
      Host host,
      Leases leases,
      Nodes nodes,
      Inbox inbox,
      Poll poll,
      PostReceipts postReceipts,
      ReversalsDue reversalsDue,
      NewReversals newReversals,
      OutboxWorker outbox,
      ExpireLinks expireLinks,
      ApprovedOrders approvedOrders,
      Retention retention,
      AccountWatch accountWatch,
      FailingWork failingWork) {}

  /** Of these workers. */
  public Sweeper(Workers workers) {
    this.workers = workers;
  }

  /**
   * Works an event off soon. When it is forgotten (full queue, crash), the next sweep finds it in
   * the inbox.
   */
  public void soon(Inbox.Key event) {
    hints.offer(event);
  }

  /**
   * Does everything that is due, once. Nothing when a newer release has worked with the database.
   */
  public void sweep() {
    if (!mayWork()) {
      return;
    }
    FailingWork work = workers.failingWork();
    work.look();
    work.attempt(Work.EVENTS, () -> workers.inbox().processDue(BATCH));
    work.attempt(Work.REVERSALS, () -> workers.reversalsDue().workDue(BATCH));
    work.attempt(Work.NEW_REVERSALS, () -> workers.newReversals().lookDue());
    work.attempt(Work.POSTINGS, () -> workers.postReceipts().postDue(BATCH));
    work.attempt(Work.LINKS, () -> workers.expireLinks().expireDue(BATCH));
    work.attempt(Work.APPROVALS, () -> workers.approvedOrders().resolveDue());
    work.attempt(Work.OUTBOX, () -> workers.outbox().workDue(BATCH));
    work.attempt(Work.ATTEMPTS, () -> workers.poll().pollDue(BATCH));
    workers.retention().removeDue(work);
  }

  /**
   * One round of the thread: says that this node is alive, and sweeps when the lease is its own.
   */
  public void round() {
    safely("the node's name", () -> workers.nodes().beat());
    safely("lease", this::sweepIfOurs);
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
          safely("an event", () -> workers.inbox().process(hint));
        }
        if (System.nanoTime() - nextSweepNanos >= 0) {
          round();
          nextSweepNanos = System.nanoTime() + PAUSE.toNanos();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sweepIfOurs() {
    if (workers.leases().take(LEASE_NAME, LEASE)) {
      sweep();
      // Not part of a sweep: it looks after accounts, not after payments.
      workers.failingWork().attempt(Work.ACCOUNTS, () -> workers.accountWatch().checkOneDue());
    }
  }

  private boolean mayWork() {
    try {
      boolean may = workers.host().records().unit(SchemaVersion::claim);
      if (!may) {
        LOG.error(
            "a newer release of Paylink has worked with this database. Nothing is done in the"
                + " background here, so that nothing is damaged. Install that release on this node"
                + " as well; what waits is then done. This release knows version {}.",
            SchemaVersion.CURRENT);
      }
      return may;
    } catch (Exception e) {
      LOG.error("the database can't be asked for its version; it goes on at the next sweep", e);
      return false;
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
