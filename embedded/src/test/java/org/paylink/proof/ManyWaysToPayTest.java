package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.site.WebResponse;

/** A link that can be paid at several gateways, one at a time. */
class ManyWaysToPayTest extends Scene {
  private Choices choices;

  @BeforeEach
  void offerAll() {
    choices = new Choices(world);
    choices.setUp();
  }

  @AfterEach
  void clearFaults() {
    world.form.faults().clear();
    world.approval.faults().clear();
  }

  private Issued link() {
    return choices.issue(world.order(TOTAL), Choices.CARD, Choices.FORM, Choices.WALLET);
  }

  private static Document page(WebResponse response) {
    return Jsoup.parse(text(response));
  }

  @Test
  void eachWayIsAButtonWithItsNameAndTheAmount() {
    Issued link = link();

    assertThat(page(world.get(link.url())).select("form button").eachText())
        .containsExactly(
            "Pay $50.85 by card", "Pay $50.85 by bank transfer", "Pay $50.85 by wallet");
  }

  @Test
  void aLinkOffersTheFirstAccountUnlessMoreAreAskedFor() {
    Issued link = world.issue(world.order(TOTAL));

    assertThat(page(world.get(link.url())).select("form button").eachText())
        .containsExactly("Pay $50.85");
    assertThat(world.pressPay(link.url(), Choices.FORM).status()).isEqualTo(503);
  }

  @Test
  void pressingPayElsewhereClosesTheFirstCheckoutBeforeTheOtherStarts() {
    Issued link = link();
    world.pressPay(link.url(), Choices.CARD);
    String card = choices.session(link);

    assertThat(world.pressPay(link.url(), Choices.WALLET).status()).isEqualTo(303);
    String wallet = choices.session(link);
    assertThat(world.simulator.session(card).orElseThrow().status()).isEqualTo("expired");
    assertThat(world.pressPay(link.url(), Choices.FORM).status()).isEqualTo(200);
    assertThat(world.approval.checkout(wallet).state).isEqualTo(State.CLOSED);
    assertThat(attemptStates(link))
        .containsExactlyInAnyOrder(
            AttemptState.EXPIRED, AttemptState.EXPIRED, AttemptState.PAYABLE);
  }

  @Test
  void whatWasAgreedToElsewhereIsGivenUpWhenAnotherWayIsChosen() {
    Issued link = link();
    world.pressPay(link.url(), Choices.WALLET);
    String wallet = choices.session(link);
    world.approval.approve(wallet);

    assertThat(world.pressPay(link.url(), Choices.CARD).status()).isEqualTo(303);

    assertThat(world.approval.checkout(wallet).state).isEqualTo(State.CLOSED);
    world.simulator.pay(choices.session(link));
    world.settleDown();
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(world.approval.checkout(wallet).takings).isEmpty();
  }

  @Test
  void aPaymentMadeAtTheFirstIsFoundInsteadOfStartingASecond() {
    Issued link = link();
    world.pressPay(link.url(), Choices.FORM);
    world.form.pay(choices.session(link));

    WebResponse answer = world.pressPay(link.url(), Choices.CARD);

    assertThat(text(answer)).contains("Paid. Thank you!");
    assertThat(attemptStates(link)).containsExactly(AttemptState.PAID);
    assertThat(choices.received(link)).isEqualTo(TOTAL);
  }

  @Test
  void moneyUnderWayAtTheFirstStartsNothingAtTheSecond() {
    Issued link = link();
    world.pressPay(link.url(), Choices.FORM);
    world.form.payByBankTransfer(choices.session(link));

    assertThat(text(world.pressPay(link.url(), Choices.CARD))).contains("Waiting for your bank");
    assertThat(attemptStates(link)).containsExactly(AttemptState.PENDING);
  }

  @Test
  void aFirstCheckoutThatCannotBeClosedIsNamedAndCanBeGoneOnWith() {
    Issued link = link();
    world.pressPay(link.url(), Choices.FORM);
    world.settings.accounts(choices.card(), choices.unreachable(choices.form()), choices.wallet());

    WebResponse answer = world.pressPay(link.url(), Choices.CARD);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(page(answer).text())
        .contains("You began to pay by bank transfer", "No second payment was started");
    assertThat(page(answer).select("form button").eachText())
        .containsExactly("Pay $50.85 by bank transfer");
    assertThat(attemptStates(link)).containsExactly(AttemptState.PAYABLE);
  }

  @Test
  void whenOneIsDownTheOthersAreOffered() {
    Issued link = link();
    world.settings.accounts(choices.card(), choices.form(), choices.unreachable(choices.wallet()));

    WebResponse answer = world.pressPay(link.url(), Choices.WALLET);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(page(answer).text()).contains("Nothing was taken");
    assertThat(page(answer).select("form button").eachText())
        .containsExactly("Pay $50.85 by card", "Pay $50.85 by bank transfer");
    assertThat(world.pressPay(link.url(), Choices.CARD).status()).isEqualTo(303);
  }

  @Test
  void whenOneRefusesOurKeyTheOthersAreOffered() {
    Issued link = link();
    world.settings.accounts(
        choices.card(), choices.form(), choices.withKey(choices.wallet(), "revoked"));

    WebResponse answer = world.pressPay(link.url(), Choices.WALLET);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(page(answer).text()).contains("Nothing was taken").doesNotContain("revoked");
    assertThat(page(answer).select("form button").eachText())
        .containsExactly("Pay $50.85 by card", "Pay $50.85 by bank transfer");
  }

  @Test
  void aCheckoutWhoseStartNobodyAnsweredDoesNotKeepTheCustomerFromAnotherWay() {
    Issued link = link();
    world.approval.faults().loseAnswer(ApiOperation.CREATE, 2);
    assertThat(world.pressPay(link.url(), Choices.WALLET).status()).isEqualTo(503);
    assertThat(attemptStates(link)).containsExactly(AttemptState.STARTING);

    assertThat(world.pressPay(link.url(), Choices.CARD).status()).isEqualTo(303);

    assertThat(attemptStates(link))
        .containsExactlyInAnyOrder(AttemptState.FAILED, AttemptState.PAYABLE);
    world.settleDown();
    assertThat(choices.received(link).isZero()).isTrue();
  }

  @Test
  void anAccountOfAStoreServesThatStoreAlone() {
    world.settings.accounts(choices.ofStore(choices.wallet(), "STORE_A"), choices.form());
    Subject ours = world.order(TOTAL);
    world.records.run(unit -> world.books.countTo(unit, ours.id(), "STORE_A"));
    Subject other = world.order(TOTAL);

    assertThat(world.paylink.issue(Wish.of(ours).request(), World.SALES).created()).isTrue();
    assertThatThrownBy(() -> choices.issue(other, Choices.WALLET))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ACCOUNT_FOREIGN));
    assertThat(choices.issue(other, Choices.FORM).created()).isTrue();
    assertThat(other.type()).isEqualTo(SubjectType.ORDER);
  }

  @Test
  void testAndLiveAccountsAreNotMixedInOneLink() {
    GatewayAccount card = choices.card();
    GatewayAccount live =
        new GatewayAccount(
            "LIVE",
            card.provider(),
            card.name(),
            Mode.LIVE,
            card.organizationPartyId(),
            card.apiBase(),
            card.apiKey(),
            card.webhookSecrets(),
            card.paymentMethodId(),
            card.customerName(),
            card.productStoreId(),
            true);
    world.settings.accounts(card, live);

    assertThatThrownBy(() -> choices.issue(world.order(TOTAL), Choices.CARD, "LIVE"))
        .isInstanceOfSatisfying(
            PaylinkException.class,
            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ACCOUNT_MODES_MIXED));
  }
}
