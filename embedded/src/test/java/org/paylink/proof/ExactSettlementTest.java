package org.paylink.proof;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.account.HostedCheckout.State;

/**
 * Whatever happens, in whatever order, at gateways of all three kinds that the customer goes to and
 * fro between: once nothing is pending, everybody's books agree to the cent, and what the customer
 * agreed to is taken while it is due and never else.
 */
class ExactSettlementTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static World world;

  @BeforeContainer
  static void begin() {
    world = World.onDerby("exact-settlement", 42);
    world.approval.takeAgainUnderOtherKeys();
    new Choices(world).setUp();
  }

  @AfterContainer
  static void end() {
    world.close();
  }

  /** What the story is about. */
  enum About {
    ORDER,
    INVOICE,
    ON_ACCOUNT
  }

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void gatewaysReceiptsPostingsAndLedgerAgreeWhateverHappens(
      @ForAll("stories") List<Story.Event> events, @ForAll long seed, @ForAll About about) {
    Story story = new Story(world, subject(about), TOTAL, seed);
    Books books = new Books(story);
    Agreements agreements = new Agreements(story);
    story.happens(Story.Event.ISSUE);
    for (Story.Event event : events) {
      agreements.watch(() -> story.happens(event));
      books.neverMoreThanIsOpen();
    }
    agreements.settleDown();
    books.agree();
    count(story, agreements);
  }

  private static Subject subject(About about) {
    return switch (about) {
      case ORDER -> world.order(TOTAL);
      case INVOICE -> world.invoice(TOTAL);
      case ON_ACCOUNT -> world.customer();
    };
  }

  /** A proof that never came to what it is about would prove nothing. */
  private static void count(Story story, Agreements agreements) {
    List<Till.Checkout> checkouts = story.customer.checkouts();
    for (Till till : story.customer.tills) {
      List<State> states =
          checkouts.stream().filter(c -> c.till().equals(till)).map(Till.Checkout::state).toList();
      covers("paid at " + till.account(), states.contains(State.PAID));
    }
    long accounts = checkouts.stream().map(Till.Checkout::till).distinct().count();
    covers("at several gateways", accounts > 1);
    covers("captured", agreements.captured() > 0);
    covers("given up", agreements.givenUp() > 0);
  }

  private static void covers(String what, boolean happened) {
    Statistics.label(what)
        .collect(happened)
        .coverage(coverage -> coverage.check(true).count(times -> times > 0));
  }

  @Provide
  Arbitrary<List<Story.Event>> stories() {
    // Paying is what stories are about, so it happens more often than the rest.
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(Story.Event.PRESS_PAY, Story.Event.PAY)),
            Tuple.of(
                2,
                Arbitraries.of(
                    Story.Event.COME_BACK,
                    Story.Event.ONE_HOOK,
                    Story.Event.A_MINUTE_PASSES,
                    Story.Event.CAPTURE_LOSES_ITS_ANSWER,
                    Story.Event.CANCEL_WHAT_WAS_AGREED_TO,
                    Story.Event.SWEEP)),
            Tuple.of(4, Arbitraries.of(Story.Event.class)))
        .list()
        .ofMinSize(8)
        .ofMaxSize(30);
  }
}
