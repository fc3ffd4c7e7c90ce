package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.AmountPolicy;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.Subject;
import org.paylink.policy.PolicyField;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;

/** What an admin has set holds for every link. */
class PolicyRulesTest extends RefusalScene {
  private static final Actor ADMIN = new Actor("admin", permission -> true);
  private static final Actor COLLEAGUE =
      new Actor("colleague", permission -> permission != Permission.CONFIRM);

  @Test
  void aLinkMayNotBeValidForLongerOrShorterThanThePolicySays() {
    world.settings.policy(PolicyField.MINIMUM_DAYS, "3");
    world.settings.policy(PolicyField.MAXIMUM_DAYS, "20");
    Subject order = world.order(TOTAL);
    assertThat(refusedIssue(Problem.VALIDITY_TOO_LONG, Wish.of(order).validityDays("21")))
        .contains("20 days at most, not 21");
    refusedIssue(Problem.VALIDITY_TOO_SHORT, Wish.of(order).validityDays("2"));
    refusedIssue(Problem.VALIDITY_ENDLESS, Wish.of(order).validityDays("0"));
    issue(Wish.of(order).validityDays("20"));
  }

  @Test
  void aLinkKeepsTheAmountRuleItWasMadeWith() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.paylink.storePolicy(
        Map.of(PolicyField.AMOUNT_POLICY, "CLOSE", PolicyField.DEFAULT_DAYS, "3"), ADMIN);
    Issued later = issue(Wish.of(world.order(TOTAL)));
    assertThat(found(link).amountPolicy()).isEqualTo(AmountPolicy.LOWER);
    assertThat(found(later).amountPolicy()).isEqualTo(AmountPolicy.CLOSE);
    assertThat(found(link).expiresAt()).contains(found(link).createdAt().plus(Duration.ofDays(14)));
    assertThat(found(later).expiresAt())
        .contains(found(later).createdAt().plus(Duration.ofDays(3)));
  }

  @Test
  void onlyItsCreatorOrWhoConfirmsPaymentsClosesALinkWhereThePolicySaysSo() {
    world.settings.policy(PolicyField.CANCELLER, "CREATOR");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    assertThat(
            refused(
                Problem.CANCEL_NOT_YOURS,
                () -> world.paylink.cancel(link.linkId(), Optional.empty(), COLLEAGUE)))
        .contains("(sales)", "Nothing was changed");
    Subject subject = found(link).subject();
    refused(
        Problem.CANCEL_NOT_YOURS,
        () -> world.paylink.issue(Wish.of(subject).replacing().request(), COLLEAGUE));
    world.paylink.cancel(link.linkId(), Optional.empty(), ADMIN);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.CANCELLED);
  }

  @Test
  void aLinkIsNotClosedWhileItsPaymentIsOnItsWayWhereThePolicySaysSo() {
    world.settings.policy(PolicyField.CANCEL_TIME, "NOT_WHILE_PAYING");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    refused(
        Problem.CANCEL_WHILE_PAYING,
        () -> world.paylink.cancel(link.linkId(), Optional.empty(), ADMIN));
    world.simulator.bankDebitFails(session.id());
    notifyOf(session);
    world.paylink.cancel(link.linkId(), Optional.empty(), ADMIN);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.CANCELLED);
  }

  @Test
  void afterSoManyFailedTriesAPersonHasToLookBeforeThereIsAnother() {
    world.settings.policy(PolicyField.ATTEMPT_LIMIT, "2");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    failOnce(link);
    failOnce(link);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(409);
    assertThat(open(link)).containsExactly(ExceptionKind.TOO_MANY_ATTEMPTS);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.MANUAL_REVIEW);
    assertThat(words(world.get(link.url())))
        .contains("can't be paid for the moment", "Several tries")
        .doesNotContain("Pay $50.85");
    resolve(link);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
  }

  @Test
  void moneyThatCameAnotherWayEndsTheReviewOfFailedTries() {
    world.settings.policy(PolicyField.ATTEMPT_LIMIT, "1");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    failOnce(link);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(409);
    HandPayments.confirm(world, link, Optional.empty());
    assertThat(open(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
  }

  @Test
  void aCheckoutThatIsOpenIsNotAFailedTry() {
    world.settings.policy(PolicyField.ATTEMPT_LIMIT, "1");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    assertThat(world.startCheckout(link).id()).isEqualTo(session.id());
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void aPolicyThatNamesSomeoneWhoCannotDoTheTasksIsRefused() {
    for (Map.Entry<String, Problem> one :
        Map.of(
                "nobody-here", Problem.POLICY_TASK_PERSON_UNKNOWN,
                "sales", Problem.POLICY_TASK_PERSON_NOT_ALLOWED,
                "Elsewhere=accountant", Problem.POLICY_TASK_ORGANIZATION_UNKNOWN)
            .entrySet()) {
      refused(
          one.getValue(),
          () -> world.paylink.storePolicy(Map.of(PolicyField.TASK_PEOPLE, one.getKey()), ADMIN));
      assertThat(world.settings.policy().taskPeople().everyone()).isEmpty();
    }
  }

  @Test
  void onlyAnAdminChangesThePolicy() {
    Actor accountant = new Actor("accountant", permission -> permission != Permission.ADMIN);
    refused(
        Problem.PERMISSION_MISSING,
        () -> world.paylink.storePolicy(Map.of(PolicyField.ATTEMPT_LIMIT, "3"), accountant));
  }

  @Test
  void cancellingALinkThatIsPaidInTheSameMomentSaysSo() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.paylink.cancel(link.linkId(), Optional.empty(), ADMIN);
    var notice = world.paylink.panels().cancelled(link.linkId()).orElseThrow();
    assertThat(notice.warning()).isTrue();
    assertThat(notice.labelKey()).contains("PaylinkNotice_cancelledButPaid");
    assertThat(notice.facts()).containsEntry("amount", "50.85 USD");
    assertThat(open(link)).containsExactly(ExceptionKind.CLOSED_LINK_PAID);
  }

  @Test
  void cancellingALinkThatNobodyPaidIsGoodNews() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.startCheckout(link);
    assertThat(world.paylink.panels().cancelled(link.linkId())).as("not yet").isEmpty();
    world.paylink.cancel(link.linkId(), Optional.empty(), ADMIN);
    var notice = world.paylink.panels().cancelled(link.linkId()).orElseThrow();
    assertThat(notice.warning()).isFalse();
    assertThat(notice.labelKey()).contains("PaylinkNotice_cancelled");
  }

  private void failOnce(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    world.simulator.bankDebitFails(session.id());
    notifyOf(session);
    world.clock.advance(Duration.ofMinutes(1));
  }

  private static void resolve(Issued link) {
    List<PaymentExceptions.PaymentException> waiting =
        world.records.unit(unit -> PaymentExceptions.openOf(unit, link.linkId()));
    world.paylink.resolveException(waiting.get(0).id(), "Talked to the customer", ADMIN);
    world.clock.advance(Duration.ofMinutes(1));
  }

  private static org.paylink.link.PaymentLink found(Issued link) {
    return world.records.unit(unit -> Links.find(unit, link.linkId()).orElseThrow());
  }
}
