package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Ledger;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PostingState;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;

/**
 * A customer pays a sum on account: nothing is owed, and what comes in is the customer's credit.
 */
class OnAccountTest extends RefusalScene {
  @Test
  void whatACustomerPaysOnAccountIsItsCreditInTheBooks() {
    Subject customer = world.customer();
    Issued link = issue(Wish.onAccount(customer, "120.50"));
    assertThat(text(world.get(link.url())))
        .contains("$120.50", "Deposit for the summer", "Your Company Name Inc")
        .doesNotContain(customer.id());
    pay(link);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(open(link)).as("nothing waits for a person").isEmpty();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    Row payment = payment(link);
    assertThat(payment.text("partyIdFrom")).isEqualTo(customer.id());
    assertThat(payment.text("partyIdTo")).isEqualTo(World.COMPANY);
    Ledger.Posted posted =
        world.records.unit(u -> world.ledger.posted(u, payment.text("paymentId"))).orElseThrow();
    assertThat(posted.amount()).isEqualTo(Money.ofMajor("USD", "120.50"));
    assertThat(posted.applied()).isEqualTo(Money.zero("USD"));
    assertThat(posted.appliedTo()).isEmpty();
    assertThat(entries(payment)).containsExactly("D 111700 120.50", "C 213200 120.50");
  }

  @Test
  void severalLinksOfACustomerLiveSideBySideWithoutAsking() {
    Subject customer = world.customer();
    Issued first = issue(Wish.onAccount(customer, "10"));
    Issued second = issue(Wish.onAccount(customer, "20"));
    // A checkout of one does not block the other, whatever the two come to.
    world.startCheckout(first);
    pay(second);
    pay(first);
    assertThat(payments(first)).hasSize(1);
    assertThat(payments(second)).hasSize(1);
    assertThat(lifecycle(first)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(lifecycle(second)).isEqualTo(Lifecycle.FULFILLED);
  }

  @Test
  void aLinkOnAccountAsksForItsAmountOnce() {
    Issued link = issue(Wish.onAccount(world.customer(), "10"));
    SimulatedSession session = world.startCheckout(link);
    assertThat(world.startCheckout(link).id()).as("the same press again").isEqualTo(session.id());
    pay(link);
    assertThat(text(world.pressPay(link.url()))).contains("Paid. Thank you!");
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void afterAnotherAmountWasTakenALinkOnAccountAsksForNothingMore() {
    Issued link = issue(Wish.onAccount(world.customer(), "10"));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(7_00);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_DIFFERS);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    String exception =
        world.records.unit(u -> PaymentExceptions.openOf(u, link.linkId())).get(0).id();
    world.paylink.resolveException(exception, "kept as credit", World.SALES);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void moneyThatSlipsThroughACancelledLinkIsCreditAndRaised() {
    Issued link = issue(Wish.onAccount(world.customer(), "10"));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(open(link)).containsExactly(ExceptionKind.CLOSED_LINK_PAID);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(Money.zero("USD"));
  }

  @Test
  void amountAndPurposeHaveToBeSaid() {
    Subject customer = world.customer();
    assertThat(refused(Problem.AMOUNT_MISSING, () -> issue(Wish.of(customer).purpose("Deposit"))))
        .contains("Nothing was changed");
    assertThat(refused(Problem.PURPOSE_MISSING, () -> issue(Wish.of(customer).amount("10"))))
        .contains("No link was made");
    assertThat(refused(Problem.AMOUNT_NOT_POSITIVE, () -> issue(Wish.onAccount(customer, "0"))))
        .contains("Nothing was changed");
  }

  @Test
  void aCurrencyTheBooksCannotHoldIsRefused() {
    Subject customer = world.customer();
    for (String currency : List.of("EUR", "KWD")) {
      refused(
          Problem.CURRENCY_NOT_STORABLE,
          () -> issue(Wish.onAccount(customer, "10").currency(currency)));
    }
    refused(Problem.CURRENCY_UNKNOWN, () -> issue(Wish.onAccount(customer, "10").currency("XXX")));
    assertThat(row(issue(Wish.onAccount(customer, "10").currency("USD"))))
        .containsEntry("currencyUomId", "USD");
  }

  @Test
  void whoIsNoCustomerCannotPayOnAccount() {
    Subject nobody = new Subject(World.COMPANY, SubjectType.PARTY, "NOBODY");
    assertThat(refused(Problem.PARTY_UNKNOWN, () -> issue(Wish.onAccount(nobody, "10"))))
        .contains("NOBODY", "No link was made");
    Subject itself = new Subject(World.COMPANY, SubjectType.PARTY, World.COMPANY);
    refused(Problem.PARTY_UNKNOWN, () -> issue(Wish.onAccount(itself, "10")));
  }

  @Test
  void theOrganizationIsTheNamedOneElseTheOnlyOneThatCanBePaidElseTheHostsOwn() {
    Subject customer = world.customer();
    assertThat(row(issue(Wish.onAccount(customer, "10"))))
        .containsEntry("organizationPartyId", World.COMPANY);
    makeSecondOrganization();
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("SECOND", "Second"));
    assertThat(refused(Problem.ORGANIZATION_UNCLEAR, () -> issue(Wish.onAccount(customer, "10"))))
        .contains("organizationPartyId", "No link was made");
    assertThat(row(issue(Wish.onAccount(customer, "10").organization("Second"))))
        .containsEntry("organizationPartyId", "Second");
    world.settings.organization(Optional.of(World.COMPANY));
    assertThat(row(issue(Wish.onAccount(customer, "10"))))
        .containsEntry("organizationPartyId", World.COMPANY);
    world.settings.accounts();
    refused(Problem.ACCOUNT_MISSING, () -> issue(Wish.onAccount(customer, "10")));
  }

  @Test
  void noLinkOnAccountReplacesAnother() {
    Subject customer = world.customer();
    Issued first = issue(Wish.onAccount(customer, "10"));
    refused(Problem.NOTHING_TO_REPLACE, () -> issue(Wish.onAccount(customer, "10").replacing()));
    assertThat(lifecycle(first)).isEqualTo(Lifecycle.OPEN);
  }

  @Test
  void aLedgerThatRefusesLeavesTheMoneyKnownAndCreditsItLater() {
    Issued link = issue(Wish.onAccount(world.customer(), "10"));
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    pay(link);
    assertThat(text(world.get(link.url()))).contains("Paid. Thank you!");
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    world.settleDown();
    assertThat(open(link)).isEmpty();
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
  }

  private void pay(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
  }

  private static void makeSecondOrganization() {
    world.records.run(
        unit -> {
          if (unit.find("SampleParty", Map.of("partyId", "Second")).isEmpty()) {
            world.books.addOrganization(unit, "Second", "Second Company", "USD");
          }
        });
  }

  private Row payment(Issued link) {
    String paymentId = payments(link).get(0);
    return world.records.unit(
        unit -> unit.find("BookPayment", Map.of("paymentId", paymentId)).orElseThrow());
  }

  private static List<String> entries(Row payment) {
    return world.records.unit(unit -> world.books.entries(unit, payment.text("paymentId"))).stream()
        .map(
            entry ->
                entry.text("debitCreditFlag")
                    + " "
                    + entry.text("glAccountId")
                    + " "
                    + entry.money("amount", "currencyUomId").major().toPlainString())
        .toList();
  }
}
