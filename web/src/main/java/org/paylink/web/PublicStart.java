package org.paylink.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the public side, starts its background work, and keeps it. After a failure it waits a
 * little before it tries again, so that a broken script isn't compiled for every request.
 */
final class PublicStart {
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(PublicStart.class);

  private final Supplier<PublicSide> maker;
  private final LongSupplier millis;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private PublicSide side;
  private RuntimeException failure;
  private long failedAtMillis;

  /**
   * Nothing happens yet.
   *
   * @param maker makes the public side
   * @param millis a clock that only goes forward
   */
  PublicStart(Supplier<PublicSide> maker, LongSupplier millis) {
    this.maker = maker;
    this.millis = millis;
  }

  /** Tries on a thread of its own until it succeeds, so that background work needs no visitor. */
  void inBackground() {
    Thread thread = new Thread(this::untilStarted, "paylink-start");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The public side, with its background work started.
   *
   * @throws RuntimeException why it can't be started, logged when it was found
   */
  synchronized PublicSide get() {
    if (side != null) {
      return side;
    }
    if (stopped.getCount() == 0) {
      throw new IllegalStateException("the webapp has been stopped");
    }
    if (failure != null && millis.getAsLong() - failedAtMillis < PAUSE_AFTER_FAILURE.toMillis()) {
      throw failure;
    }
    try {
      PublicSide made = maker.get();
      made.start();
      side = made;
      LOG.info("The public pages and the background work of Paylink have started");
      return side;
    } catch (RuntimeException e) {
      LOG.error("The public pages of Paylink can't start: {}", e.getMessage(), e);
      failure = e;
      failedAtMillis = millis.getAsLong();
      throw e;
    }
  }

  /** Stops the background work; nothing can be started again. */
  synchronized void stop() {
    stopped.countDown();
    if (side != null) {
      side.stop();
    }
  }

  private void untilStarted() {
    boolean started = false;
    try {
      while (!started && stopped.getCount() > 0) {
        started = tried();
        if (!started) {
          stopped.await(PAUSE_AFTER_FAILURE.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tried() {
    try {
      get();
      return true;
    } catch (RuntimeException e) {
      // Logged where it was found.
      return false;
    }
  }
}
