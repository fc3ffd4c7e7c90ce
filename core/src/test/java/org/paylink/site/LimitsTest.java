package org.paylink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.paylink.site.Limits.Kind;

class LimitsTest {
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final Limits limits = new Limits(() -> now);

  @Test
  void soManyTriesAreFreeAndTheNextHasToWait() {
    use(Kind.UNKNOWN_PAGE, "203.0.113.9", Kind.UNKNOWN_PAGE.most());
    assertThat(limits.take(Kind.UNKNOWN_PAGE, "203.0.113.9")).contains(Duration.ofSeconds(1));
  }

  @Test
  void waitingGivesTheNextTryAndNoMore() {
    use(Kind.START_OF_LINK, "link", Kind.START_OF_LINK.most());
    now = now.plusSeconds(9);
    assertThat(limits.take(Kind.START_OF_LINK, "link")).contains(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(limits.take(Kind.START_OF_LINK, "link")).isEmpty();
    assertThat(limits.take(Kind.START_OF_LINK, "link")).contains(Duration.ofSeconds(10));
  }

  @Test
  void waitingLongNeverGivesMoreThanThereWasAtFirst() {
    use(Kind.START_OF_LINK, "link", 1);
    now = now.plus(Duration.ofDays(365));
    use(Kind.START_OF_LINK, "link", Kind.START_OF_LINK.most());
    assertThat(limits.take(Kind.START_OF_LINK, "link")).isPresent();
  }

  @Test
  void othersAreNotHeldUp() {
    use(Kind.UNKNOWN_PAGE, "203.0.113.9", Kind.UNKNOWN_PAGE.most());
    assertThat(limits.wait(Kind.UNKNOWN_PAGE, "203.0.113.10")).isEmpty();
    assertThat(limits.wait(Kind.START_FROM_ADDRESS, "203.0.113.9")).isEmpty();
  }

  @Test
  void askingHowLongUsesNothingUp() {
    use(Kind.UNKNOWN_PAGE, "a", Kind.UNKNOWN_PAGE.most() - 1);
    for (int i = 0; i < 10; i++) {
      assertThat(limits.wait(Kind.UNKNOWN_PAGE, "a")).isEmpty();
    }
    assertThat(limits.take(Kind.UNKNOWN_PAGE, "a")).isEmpty();
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndLocksNobodyOut() {
    use(Kind.UNKNOWN_PAGE, "a", Kind.UNKNOWN_PAGE.most());
    now = now.minus(Duration.ofDays(1));
    assertThat(limits.take(Kind.UNKNOWN_PAGE, "a")).isPresent();
    now = now.plusSeconds(1);
    assertThat(limits.take(Kind.UNKNOWN_PAGE, "a")).isEmpty();
  }

  @Test
  void whoeverComesFromManyAddressesDoesNotFillTheMemory() {
    for (int i = 0; i < 50_000; i++) {
      limits.take(Kind.UNKNOWN_PAGE, "2001:db8::" + i);
    }
    assertThat(limits.size()).isEqualTo(20_000);
  }

  private void use(Kind kind, String key, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(limits.take(kind, key)).isEmpty();
    }
  }
}
