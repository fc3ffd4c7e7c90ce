package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.Closing;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebResponse;

/** Each kind of closed link says what it is and what to do, and starts nothing however asked. */
class ClosedLinkAnswersTest extends RefusalScene {
  @Test
  void aCancelledLink() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.paylink.cancel(link.linkId(), Optional.of("a secret reason"), World.SALES);
    assertThat(closed(link, 410))
        .contains(
            "This payment link was cancelled",
            "Ask them if you think this is a mistake.",
            "Nothing was taken")
        .doesNotContain("a secret reason");
  }

  @Test
  void anExpiredLinkBeforeAndAfterItIsSwept() {
    Issued link = issue(Wish.of(world.order(TOTAL)).validityDays("1"));
    world.clock.advance(Duration.ofDays(1));
    assertThat(words(world.get(link.url()))).contains("This payment link has expired");
    assertThat(lifecycle(link)).as("looking changes nothing").isEqualTo(Lifecycle.OPEN);
    WebResponse pressed = world.pressPay(link.url());
    assertThat(pressed.status()).isEqualTo(410);
    world.paylink.sweeper().sweep();
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.EXPIRED);
    assertThat(closed(link, 410))
        .contains("Ask Your Company Name Inc for a new one", "Nothing was taken");
  }

  @Test
  void aReplacedLinkLeadsToTheNewOne() {
    Subject order = world.order(TOTAL);
    Issued link = issue(Wish.of(order));
    Issued successor = issue(Wish.of(order).replacing());
    assertThat(closed(link, 410)).contains("no longer in use", "Nothing was taken");
    assertThat(text(world.get(link.url()))).contains(successor.url());
    assertThat(world.pressPay(successor.url()).status()).isEqualTo(303);
  }

  @Test
  void aLinkOfAWithdrawnDocument() {
    Subject order = world.order(TOTAL);
    Issued link = issue(Wish.of(order));
    world.records.run(unit -> world.books.cancel(unit, order));
    assertThat(words(world.get(link.url()))).contains("Nothing is left to pay");
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.SUPERSEDED);
    assertThat(closed(link, 410)).contains("You don't have to do anything.");
  }

  @Test
  void aPaidLinkThanksAndTakesNoSecondPayment() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(closed(link, 200))
        .contains("Paid. Thank you!", "There is nothing more for you to do.")
        .doesNotContain("Nothing was taken");
  }

  @Test
  void aDeactivatedLink() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.records.run(
        unit ->
            Closing.close(
                unit,
                Links.find(unit, link.linkId()).orElseThrow(),
                Closing.Reason.of(Lifecycle.DEACTIVATED, "admin"),
                world.clock.instant(),
                () -> world.host.identifiers().next("PaymentLinkOutbox")));
    assertThat(closed(link, 410)).contains("can no longer be used to pay", "Nothing was taken");
  }

  @Test
  void aClosedLinkIsNotCancelledAgainInAnotherWay() {
    Issued link = issue(Wish.of(world.order(TOTAL)).validityDays("1"));
    world.clock.advance(Duration.ofDays(1));
    world.paylink.sweeper().sweep();
    assertThat(
            refused(
                Problem.LINK_ALREADY_CLOSED,
                () -> world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES)))
        .contains("was closed before, so nothing was changed.", "Make a new link");
  }

  @Test
  void whatIsNoLinkIsNotFoundAndSaysWhatToDo() {
    for (String token :
        List.of("A".repeat(32), "x", "", "a/b", "%00", "..%2f..", "A".repeat(100_000), "<b>")) {
      for (String method : List.of("GET", "POST")) {
        WebResponse answer =
            world.request(method, "http://host/pay/" + token, new byte[0], Map.of());
        assertThat(answer.status()).as(method + " " + token).isEqualTo(404);
        assertThat(words(answer)).contains("ask the sender to send it again");
        assertThat(text(answer)).doesNotContain("<b>", "AAAAA");
      }
    }
  }

  /** What GET says; POST says the same, and neither makes an attempt or a session. */
  private String closed(Issued link, int status) {
    Map<String, List<String>> before = Tables.of(world);
    int requests = world.simulator.requests().size();
    WebResponse shown = world.get(link.url());
    WebResponse pressed = world.pressPay(link.url());
    assertThat(List.of(shown.status(), pressed.status())).containsOnly(status);
    assertThat(words(pressed)).isEqualTo(words(shown));
    assertThat(text(shown)).as("no button").doesNotContain("<form");
    assertThat(Tables.of(world)).isEqualTo(before);
    assertThat(world.simulator.requests()).as("calls to the gateway").hasSize(requests);
    return words(shown);
  }
}
