package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.paylink.site.PublicSite;

class PublicStartTest {
  private final AtomicLong now = new AtomicLong(1_000);
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean broken = true;
  private final PublicStart start = new PublicStart(this::make, now::get);

  @Test
  void aFailureIsRememberedForAWhileAndThenTriedAgain() {
    assertThatThrownBy(start::get).hasMessage("broken");
    assertThatThrownBy(start::get).hasMessage("broken");
    assertThat(tries).hasValue(1);
    broken = false;
    now.addAndGet(PublicStart.PAUSE_AFTER_FAILURE.toMillis());
    assertThat(start.get()).isSameAs(start.get());
    assertThat(tries).hasValue(2);
    assertThat(running).hasValue(1);
  }

  @Test
  void nothingStartsAfterTheStop() {
    start.stop();
    broken = false;
    assertThatThrownBy(start::get).isInstanceOf(IllegalStateException.class);
    assertThat(tries).hasValue(0);
  }

  @Test
  void whatWasStartedIsStopped() {
    broken = false;
    start.get();
    start.stop();
    assertThat(running).hasValue(0);
  }

  private PublicSide make() {
    tries.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return new PublicSide() {
      @Override
      public PublicSite site() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void start() {
        running.incrementAndGet();
      }

      @Override
      public void stop() {
        running.decrementAndGet();
      }
    };
  }
}
