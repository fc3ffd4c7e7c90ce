package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.link.AttemptState;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Unit;
import org.paylink.simulator.account.HostedCheckout.State;

/**
 * Watches what a story's customer agreed to, where the taking is ours: it is taken only while its
 * link asks for it, given up only for a cause, and left to lapse by nobody.
 */
final class Agreements {
  /** A poll looks again after an hour at the latest. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(70);

  private final Story story;
  private int captured;
  private int givenUp;

  Agreements(Story story) {
    this.story = story;
  }

  /** One agreement before something happens. */
  private record Agreed(
      Till.Checkout checkout, Lifecycle link, Optional<AttemptState> attempt, boolean due) {}

  /** How many agreements were followed by a capture, or the try of one. */
  int captured() {
    return captured;
  }

  /** How many agreements we gave up. */
  int givenUp() {
    return givenUp;
  }

  /** Lets something happen, and looks what became of the agreements there were. */
  void watch(Runnable event) {
    List<Agreed> before = new ArrayList<>();
    story.customer.approved().forEach(checkout -> before.add(look(checkout)));
    event.run();
    before.forEach(this::judge);
  }

  /** All troubles are over: whoever agreed lately gets what they agreed to, or there is a cause. */
  void settleDown() {
    World world = story.world;
    story.customer.tills.forEach(till -> till.faults().clear());
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    story.switched = Optional.empty();
    Instant until = world.clock.instant().plus(LONGEST_WAIT);
    List<Till.Checkout> lately =
        story.customer.approved().stream().filter(c -> c.end().isAfter(until)).toList();
    for (int round = 0; round < 7; round++) {
      watch(() -> sweepAfter(Duration.ofMinutes(10)));
    }
    for (Till.Checkout checkout : lately) {
      assertThat(checkout.till().checkout(checkout.id()).state())
          .as("an approval is captured or given up")
          .isNotEqualTo(State.APPROVED);
    }
    for (int round = 0; round < 7; round++) {
      watch(() -> sweepAfter(Duration.ofHours(1)));
    }
  }

  private void sweepAfter(Duration pause) {
    story.pass(pause);
    story.world.paylink.sweeper().sweep();
  }

  private void judge(Agreed agreed) {
    Till.Checkout now = agreed.checkout().till().checkout(agreed.checkout().id());
    switch (now.state()) {
      case APPROVED -> {}
      case CLOSED -> hasACause(agreed);
      case OPEN, PENDING, PAID, FAILED -> {
        captured++;
        assertThat(agreed.link())
            .as("captured, so its link had not been closed: %s", now)
            .isIn(Lifecycle.OPEN, Lifecycle.EXPIRED);
        assertThat(agreed.attempt().filter(AttemptState::isLive))
            .as("captured, so it had not been given up: %s", now)
            .isPresent();
      }
    }
  }

  private void hasACause(Agreed agreed) {
    Till.Checkout checkout = agreed.checkout();
    boolean overByItself = !checkout.end().isAfter(story.world.clock.instant());
    boolean asked = story.switched.filter(checkout.linkId()::equals).isPresent();
    Agreed after = look(checkout);
    boolean closed = after.link() != Lifecycle.OPEN && after.link() != Lifecycle.EXPIRED;
    boolean due = agreed.due() && after.due();
    givenUp += overByItself ? 0 : 1;
    assertThat(overByItself || asked || closed || !due)
        .as("given up for a cause: %s, link %s", checkout, after.link())
        .isTrue();
  }

  private Agreed look(Till.Checkout checkout) {
    return story.world.records.unit(
        unit -> {
          PaymentLink link = Links.find(unit, checkout.linkId()).orElseThrow();
          Optional<PaymentAttempt> attempt =
              unit
                  .list(
                      Query.from(PaymentAttempt.ENTITY)
                          .equal("sessionId", checkout.id())
                          .equal("gatewayAccountId", checkout.till().account()))
                  .stream()
                  .map(PaymentAttempt::of)
                  .findFirst();
          return new Agreed(
              checkout,
              link.lifecycle(),
              attempt.map(PaymentAttempt::state),
              isDue(unit, link, checkout, attempt));
        });
  }

  /** Whether the document, or the link on account, still asks for as much. */
  private boolean isDue(
      Unit unit, PaymentLink link, Till.Checkout checkout, Optional<PaymentAttempt> own) {
    Optional<Document> document =
        story
            .world
            .ledger
            .document(unit, link.subject())
            .filter(found -> found.state() == Document.State.PAYABLE);
    if (document.isEmpty()) {
      return false;
    }
    Optional<Money> open = document.get().open();
    if (open.isEmpty()) {
      return !Links.facts(unit, link).received().isPositive();
    }
    String currency = checkout.asked().currency();
    Money claimed =
        Links.liveAttemptsOf(unit, link.subject()).stream()
            .filter(attempt -> attempt.state() == AttemptState.PENDING)
            .filter(attempt -> !attempt.id().equals(own.map(PaymentAttempt::id).orElse("")))
            .map(PaymentAttempt::amount)
            .reduce(checkout.asked(), Money::plus)
            .plus(Links.unposted(unit, link.subject(), currency));
    return claimed.compareTo(open.get()) <= 0;
  }
}
