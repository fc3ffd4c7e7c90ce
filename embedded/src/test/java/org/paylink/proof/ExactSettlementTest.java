package org.paylink.proof;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.paylink.money.Money;

/**
 * Whatever happens, in whatever order: once nothing is pending, everybody's books agree to the
 * cent.
 */
class ExactSettlementTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static World world;

  @BeforeContainer
  static void begin() {
    world = World.onDerby("exact-settlement", 42);
  }

  @AfterContainer
  static void end() {
    world.close();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void gatewayReceiptsPostingsAndLedgerAgreeWhateverHappens(
      @ForAll("stories") List<Story.Event> events, @ForAll long seed, @ForAll boolean order) {
    Story story = new Story(world, order ? world.order(TOTAL) : world.invoice(TOTAL), TOTAL, seed);
    Books books = new Books(story);
    story.happens(Story.Event.ISSUE);
    for (Story.Event event : events) {
      story.happens(event);
      books.neverMoreThanIsOpen();
    }
    world.settleDown();
    books.agree();
  }

  @Provide
  Arbitrary<List<Story.Event>> stories() {
    // Paying is what stories are about, so it happens more often than the rest.
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of(Story.Event.PRESS_PAY, Story.Event.PAY)),
            net.jqwik.api.Tuple.of(4, Arbitraries.of(Story.Event.class)))
        .list()
        .ofMinSize(4)
        .ofMaxSize(24);
  }
}
