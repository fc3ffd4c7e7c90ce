package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;

/** What a person may not confirm: nothing is changed then, and the field at fault is named. */
class ConfirmationRefusedTest extends Scene {
  @Test
  void eachPartThatCanNotBeIsRefusedAtItsField() {
    Issued link = world.issue(world.invoice(TOTAL));
    assertField(
        HandPayments.payment(link, "gold", "R", "20", Optional.empty()),
        Problem.HAND_METHOD_UNKNOWN,
        "method");
    assertField(
        HandPayments.payment(link, "cash", "  ", "20", Optional.empty()),
        Problem.HAND_REFERENCE_MISSING,
        "reference");
    assertField(
        HandPayments.payment(link, "cash", "x".repeat(61), "20", Optional.empty()),
        Problem.HAND_REFERENCE_TOO_LONG,
        "reference");
    assertField(
        HandPayments.payment(link, "cash", "R", "50.86", Optional.empty()),
        Problem.HAND_AMOUNT_OVER_OPEN,
        "amount");
    assertField(
        HandPayments.payment(link, "cash", "R", "1e3", Optional.empty()),
        Problem.AMOUNT_MALFORMED,
        "amount");
    assertField(
        HandPayments.payment(link, "cash", "R", "-5", Optional.empty()),
        Problem.AMOUNT_NOT_POSITIVE,
        "amount");
    String tomorrow =
        LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC).plusDays(1).toString();
    assertField(
        HandPayments.payment(link, "cash", "R", "20", Optional.of(tomorrow)),
        Problem.HAND_DATE_IN_FUTURE,
        "date");
    for (String date : List.of("yesterday", "31.03.2026", "2026-02-30", "0202-01-01")) {
      assertField(
          HandPayments.payment(link, "cash", "R", "20", Optional.of(date)),
          Problem.HAND_DATE_MALFORMED,
          "date");
    }
    assertThat(payments(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
  }

  @Test
  void whoMayNotConfirmConfirmsAndUndoesNothing() {
    Issued link = world.issue(world.invoice(TOTAL));
    Actor clerk = new Actor("clerk", permission -> permission != Permission.CONFIRM);
    assertRefused(
        () ->
            HandPayments.confirm(world, HandPayments.payment(link, Optional.empty(), false), clerk),
        Problem.PERMISSION_MISSING);
    Confirmed confirmed = confirm(link, Optional.empty());
    assertRefused(
        () -> world.paylink.undoConfirmation(confirmed.confirmationId(), "typo", clerk),
        Problem.PERMISSION_MISSING);
  }

  @Test
  void aCheckoutInProgressIsInTheWayUntilItIsClosed() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    assertField(
        HandPayments.payment(link, Optional.empty(), false),
        Problem.CHECKOUT_IN_PROGRESS,
        "closeCheckout");
    assertField(
        HandPayments.payment(link, Optional.of("99.00"), true),
        Problem.HAND_AMOUNT_OVER_OPEN,
        "amount");
    assertThat(status(session)).as("what is refused closes nothing").isEqualTo("open");
    confirm(HandPayments.payment(link, Optional.empty(), true));
    assertThat(status(session)).isEqualTo("expired");
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  private static String status(SimulatedSession session) {
    return world.simulator.sessions().stream()
        .filter(each -> each.id().equals(session.id()))
        .map(SimulatedSession::status)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCheckoutThatTurnsOutToBePaidIsSettledAndNothingIsConfirmed() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.simulator.pay(world.startCheckout(link).id());
    assertRefused(
        () -> confirm(HandPayments.payment(link, Optional.empty(), true)),
        Problem.LINK_ALREADY_CLOSED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void moneyOnItsWayIsInTheWayWhateverTheUserWants() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertField(
        HandPayments.payment(link, Optional.empty(), true),
        Problem.CHECKOUT_IN_PROGRESS,
        "closeCheckout");
  }

  @Test
  void aClosedLinkTakesNoConfirmation() {
    Issued cancelled = world.issue(world.invoice(TOTAL));
    world.paylink.cancel(cancelled.linkId(), Optional.empty(), World.SALES);
    assertRefused(() -> confirm(cancelled, Optional.empty()), Problem.LINK_ALREADY_CLOSED);
    Issued paid = world.issue(world.invoice(TOTAL));
    confirm(paid, Optional.empty());
    assertRefused(() -> confirm(paid, Optional.empty()), Problem.LINK_ALREADY_CLOSED);
  }

  private static Confirmed confirm(Issued link, Optional<String> amount) {
    return HandPayments.confirm(world, link, amount);
  }

  private static Confirmed confirm(HandPayment payment) {
    return HandPayments.confirm(world, payment, World.SALES);
  }

  private static void assertField(HandPayment payment, Problem problem, String field) {
    assertThatThrownBy(() -> confirm(payment))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.facts()).containsEntry("field", field);
            });
  }

  private static void assertRefused(ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PaylinkException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
