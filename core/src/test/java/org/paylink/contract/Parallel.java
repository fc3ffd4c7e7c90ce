package org.paylink.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs work on several threads at once, within a bounded time. */
final class Parallel {
  /** More than the slowest host's deadlock detection takes (Derby's default is 20 s). */
  private static final long PATIENCE_SECONDS = 120;

  private Parallel() {}

  /** Does the work on another thread and waits for its end. */
  static void elsewhere(ContractCase.Body body) {
    try {
      together(
          1,
          number ->
              () -> {
                body.execute();
                return null;
              });
    } catch (Exception e) {
      throw new AssertionError("the other thread failed: " + e, e);
    }
  }

  /** Starts so many pieces of work at one moment; their answers in order. */
  static <T> List<T> together(int count, IntFunction<Callable<T>> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      CyclicBarrier start = new CyclicBarrier(count);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Callable<T> work = works.apply(i);
        futures.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(answer(future));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits until the other side counted down. */
  static void await(CountDownLatch latch) {
    try {
      Check.holds("the other thread came in time", latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static <T> T answer(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
    }
  }
}
