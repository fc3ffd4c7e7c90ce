package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.LinkStatus;
import org.paylink.link.PostingState;

/** Gateways that can't reach us, and banks that take days. */
class PollingAloneTest extends Scene {
  private Choices choices;

  @BeforeEach
  void nobodyNotifiesUs() {
    choices = new Choices(world);
    choices.setUpWithoutWebhooks();
  }

  private Issued begun(String account) {
    Issued link = choices.issue(world.invoice(TOTAL), account);
    assertThat(world.pressPay(link.url(), account).status()).isIn(200, 303);
    return link;
  }

  private void pay(Issued link, String account) {
    String session = choices.session(link);
    switch (account) {
      case Choices.FORM -> world.form.pay(session);
      case Choices.WALLET -> world.approval.approve(session);
      default -> world.simulator.pay(session);
    }
  }

  private void paySlowly(Issued link, String account) {
    String session = choices.session(link);
    switch (account) {
      case Choices.FORM -> world.form.payByBankTransfer(session);
      case Choices.WALLET -> world.approval.approveBankTransfer(session);
      default -> world.simulator.payByBankDebit(session);
    }
  }

  private void bankAnswers(Issued link, String account, boolean pays) {
    String session = choices.session(link);
    switch (account) {
      case Choices.FORM ->
          answer(() -> world.form.bankPays(session), () -> world.form.bankRefuses(session), pays);
      case Choices.WALLET ->
          answer(
              () -> world.approval.bankPays(session),
              () -> world.approval.bankRefuses(session),
              pays);
      default ->
          answer(
              () -> world.simulator.bankDebitSucceeds(session),
              () -> world.simulator.bankDebitFails(session),
              pays);
    }
  }

  private static void answer(Runnable paid, Runnable refused, boolean pays) {
    (pays ? paid : refused).run();
  }

  /** Background work every minute, for so long. */
  private void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute += 5) {
      world.clock.advance(Duration.ofMinutes(5));
      world.paylink.sweeper().sweep();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Choices.CARD, Choices.FORM, Choices.WALLET})
  void aPaymentIsFoundAndBookedWithoutAnyNotification(String account) {
    Issued link = begun(account);
    pay(link, account);

    pass(Duration.ofMinutes(10));

    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void aNotificationIsNotBelievedWithoutASecret() {
    Issued link = begun(Choices.FORM);
    world.form.pay(choices.session(link));

    int status =
        world
            .hook(
                world.form,
                Choices.FORM,
                world.form.deliveries().get(world.form.deliveries().size() - 1))
            .status();

    assertThat(status).isEqualTo(400);
    assertThat(choices.received(link).isZero()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {Choices.CARD, Choices.FORM, Choices.WALLET})
  void moneyThatTakesDaysIsPendingUntilItIsThere(String account) {
    Issued link = begun(account);
    paySlowly(link, account);

    pass(Duration.ofDays(2));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PENDING);
    assertThat(text(world.get(link.url()))).contains("Waiting for your bank");
    assertThat(choices.received(link).isZero()).isTrue();
    assertThat(open(link)).isEmpty();

    bankAnswers(link, account, true);
    pass(Duration.ofMinutes(15));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(text(world.get(link.url()))).contains("Paid. Thank you!");
  }

  @ParameterizedTest
  @ValueSource(strings = {Choices.CARD, Choices.FORM, Choices.WALLET})
  void moneyThatNeverComesIsToldAndCanBePaidAnew(String account) {
    Issued link = begun(account);
    paySlowly(link, account);
    pass(Duration.ofDays(1));

    bankAnswers(link, account, false);
    pass(Duration.ofMinutes(15));

    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.FAILED);
    assertThat(attemptStates(link)).containsExactly(AttemptState.FAILED);
    assertThat(text(world.get(link.url()))).contains("Not paid. Nothing was taken.", "Pay $50.85");
    assertThat(choices.received(link).isZero()).isTrue();
  }

  @Test
  void aBankLeftToItselfAnswersAfterThreeDays() {
    Issued link = begun(Choices.WALLET);
    world.approval.approveBankTransfer(choices.session(link));
    pass(Duration.ofHours(1));
    world.approval.checkout(choices.session(link)).bankAnswersMillis =
        world.clock.instant().plus(Duration.ofDays(3)).toEpochMilli();

    pass(Duration.ofDays(2));
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PENDING);
    pass(Duration.ofDays(1).plusMinutes(15));

    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void manyCheckoutsOfAGatewayThatIsAwayDoNotHoldUpThoseOfAnother() {
    for (int i = 0; i < 60; i++) {
      begun(Choices.WALLET);
    }
    world.clock.advance(Duration.ofSeconds(1));
    Issued paid = begun(Choices.FORM);
    world.form.pay(choices.session(paid));
    world.settings.accounts(choices.form(), choices.unreachable(choices.wallet()));
    world.clock.advance(Duration.ofMinutes(5));
    world.paylink.sweeper().sweep();
    world.paylink.sweeper().sweep();
    world.paylink.sweeper().sweep();

    assertThat(world.status(paid.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void aGatewayThatIsAwayWhileTheBankTakesItsTimeIsNoMatterForAPerson() {
    Issued link = begun(Choices.WALLET);
    world.approval.approveBankTransfer(choices.session(link));
    pass(Duration.ofHours(1));
    world.settings.accounts(choices.unreachable(choices.wallet()));

    pass(Duration.ofDays(3));

    assertThat(open(link)).isEmpty();
    choices.setUpWithoutWebhooks();
    world.approval.bankPays(choices.session(link));
    pass(Duration.ofHours(2));
    assertThat(choices.received(link)).isEqualTo(TOTAL);
  }
}
