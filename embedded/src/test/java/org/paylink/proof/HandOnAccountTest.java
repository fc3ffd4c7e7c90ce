package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.Undone;
import org.paylink.issuing.Issued;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** What is paid on account in cash is the customer's credit as well, and may be taken back. */
class HandOnAccountTest extends RefusalScene {
  @AfterEach
  void clearFaults() {
    world.approval.faults().clear();
  }

  @Test
  void whatIsConfirmedOnAccountIsTheCustomersCredit() {
    Issued link = issue(Wish.onAccount(world.customer(), "10"));
    confirm(link);
    assertThat(open(link)).as("nothing waits for a person").isEmpty();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
    assertThat(applied(link)).isEqualTo(Money.zero("USD"));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  @Test
  void anUndoneConfirmationOpensItsLinkThoughTheCustomerHasALaterOne() {
    Subject customer = world.customer();
    Issued first = issue(Wish.onAccount(customer, "10"));
    world.clock.advance(Duration.ofMinutes(1));
    issue(Wish.onAccount(customer, "20"));
    assertThat(undo(confirm(first)).stays()).isEmpty();
    assertThat(lifecycle(first)).isEqualTo(Lifecycle.OPEN);
  }

  @Test
  void whatTheCustomerAgreesToAfterAConfirmationWasUndoneIsTaken() {
    Choices choices = new Choices(world);
    choices.setUp();
    Issued link = issue(Wish.onAccount(world.customer(), "10").account(Choices.WALLET));
    undo(confirm(link));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
    String session = choices.session(link);
    world.approval.approve(session);
    world.get(world.approval.checkout(session).returnUrl);
    assertThat(world.approval.checkout(session).takings).hasSize(1);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  private static Confirmed confirm(Issued link) {
    return HandPayments.confirm(world, link, Optional.empty());
  }

  private static Undone undo(Confirmed confirmed) {
    return world.paylink.undoConfirmation(confirmed.confirmationId(), "typo", World.SALES);
  }
}
