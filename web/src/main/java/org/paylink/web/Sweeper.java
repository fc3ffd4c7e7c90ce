package org.paylink.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pass of background work again and again on a thread of its own, until it is stopped. */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Runnable pass;
  private final Duration pause;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "paylink-sweeper");

  /**
   * Not started yet.
   *
   * @param pause between the end of a pass and the start of the next, and before the first
   */
  Sweeper(Runnable pass, Duration pause) {
    this.pass = pass;
    this.pause = pause;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Stops after the pass that is going on. The thread is never interrupted: an interrupt inside
   * Derby's file access shuts the whole database down.
   *
   * @return whether it has ended within that time
   */
  boolean stop(Duration patience) {
    stop.countDown();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void loop() {
    try {
      while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    try {
      pass.run();
    } catch (RuntimeException | LinkageError e) {
      // One failing pass must not end the background work of the node.
      LOG.error("A pass of background work failed: {}", e.getMessage(), e);
    }
  }
}
