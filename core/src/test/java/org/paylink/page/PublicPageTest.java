package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paylink.money.Money;
import org.paylink.page.PublicView.Notice;
import org.paylink.page.PublicView.Paid;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

class PublicPageTest {
  private static final Labels LABELS = Labels.load();
  private static final Pages PAGES = new FreemarkerPages(LABELS);

  private static Document page(PublicView view) {
    return Jsoup.parse(PAGES.publicPage(view));
  }

  private static String label(String key) {
    return LABELS.text(key, Locale.US, Map.of("payee", "Demo Company, Inc."));
  }

  @ParameterizedTest
  @EnumSource
  void eachStateHasItsHeadingAndText(State state) {
    PublicView view = PublicSamples.of(state);
    Document page = page(view);
    boolean newer = view.successorUrl().isPresent();
    assertThat(page.select("h1").eachText())
        .containsExactly(label("PaylinkPage_" + state + "_title"));
    assertThat(page.select("main").text())
        .contains(label("PaylinkPage_" + state + (newer ? "_newer" : "_text")));
  }

  @ParameterizedTest
  @EnumSource
  void nothingWasTakenIsSaidExactlyWhereItIsTrue(State state) {
    Set<State> saying =
        EnumSet.of(State.GATEWAY_DOWN, State.EXPIRED, State.CANCELLED, State.SUPERSEDED);
    // These were turned away before anything was done.
    saying.addAll(
        EnumSet.of(State.TOO_MANY_TRIES, State.INSECURE, State.NOT_ALLOWED, State.TOO_LARGE));
    assertThat(page(PublicSamples.of(state)).text().contains("Nothing was taken"))
        .isEqualTo(saying.contains(state));
  }

  @Test
  void aClosedLinkThatReceivedMoneyDoesNotSayThatNothingWasTaken() {
    PublicView plain = PublicSamples.of(State.CANCELLED);
    Paid part = new Paid(Money.ofMajor("USD", "20.00"), Instant.EPOCH, "pi_1", Optional.empty());
    PublicView partlyPaid =
        new PublicView(
            plain.state(),
            plain.offer(),
            plain.payOptions(),
            plain.notice(),
            Optional.of(part),
            false,
            plain.successorUrl(),
            plain.reference(),
            plain.refreshAfter(),
            plain.retryUrl(),
            plain.locale(),
            plain.zone());
    assertThat(page(partlyPaid).text()).doesNotContain("Nothing was taken").contains("$20.00");
  }

  @Test
  void aDeclineSaysWhyInTheCustomersWordsAndThatNothingWasTaken() {
    Element alert = page(PublicSamples.declined("insufficient_funds")).selectFirst("[role=alert]");
    assertThat(alert.text())
        .contains("Nothing was taken.", label("PaylinkDecline_insufficient_funds"));
    assertThat(page(PublicSamples.declined("never_seen")).selectFirst("[role=alert]").text())
        .contains("Nothing was taken.", label("PaylinkDecline_default"));
  }

  @ParameterizedTest
  @EnumSource
  void aCustomerNeverReadsASentenceMeantForSomeoneElse(Problem problem) {
    String text = page(PublicSamples.refused(State.PAYABLE, problem)).text();
    assertThat(text.contains(LABELS.text(problem.labelKey(), Locale.US)))
        .isEqualTo(problem.kind() == Problem.Kind.BUYER);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"OUTCOME_UNKNOWN", "GATEWAY_FAILED", "LEDGER_REFUSED", "INTERNAL", "LINK_PAID"})
  void aProblemThatLeavesThePaymentOpenDoesNotSayThatNothingWasTaken(Problem problem) {
    assertThat(page(PublicSamples.refused(State.PAYABLE, problem)).text())
        .doesNotContain("Nothing was taken");
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECKING", "WAITING_FOR_BANK", "PAID", "REVIEW", "IN_PROGRESS"})
  void onceACheckoutHasBegunNoNoticeSaysThatNothingWasTaken(State state) {
    for (Problem problem : Problem.values()) {
      assertThat(page(PublicSamples.refused(state, problem)).text())
          .doesNotContain("Nothing was taken");
    }
  }

  @Test
  void goingOnAtTheGatewayIsOneFormWithOneButtonAndEveryFieldItNeeds() {
    Document page = page(PublicSamples.all().get("handover"));
    assertThat(page.select("form")).hasSize(1);
    assertThat(page.select("form").attr("action")).isEqualTo("https://gateway.example/hosted");
    assertThat(page.select("form input[name=token]").val()).isEqualTo("tok_\"><1");
    assertThat(page.select("form button").eachText()).containsExactly("Go on and pay $50.85");
    assertThat(page.select("script")).isEmpty();
  }

  @Test
  void theGatewaysAddressStaysAsItIsWhateverLanguageTheReaderChose() {
    PublicView handover = PublicSamples.all().get("handover");
    assertThat(handover.withAddresses(address -> address + "?lang=de").payOptions())
        .isEqualTo(handover.payOptions());
    PublicView payable = PublicSamples.of(State.PAYABLE);
    assertThat(payable.withAddresses(address -> address + "?lang=de").payOptions())
        .isNotEqualTo(payable.payOptions());
  }

  @Test
  void payingIsOneFormPerMethodWithTheAmountOnItsButton() {
    Document page = page(PublicSamples.all().get("payable_two_ways"));
    assertThat(page.select("form[method=post] button").eachText())
        .containsExactly("Pay $50.85 by Stripe", "Pay $50.85 by PayPal");
    assertThat(page.select("form input[name=gatewayAccountId]").eachAttr("value"))
        .containsExactly("STRIPE_US", "PAYPAL_US");
    assertThat(page(PublicSamples.of(State.PAYABLE)).select("form button").eachText())
        .containsExactly("Pay $50.85");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAYABLE")
  void nothingCanBePaidInAnyOtherState(State state) {
    assertThat(page(PublicSamples.of(state)).select("form, input, button")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING_DUE", "EXPIRED", "CANCELLED", "SUPERSEDED"})
  void whatIsOverDoesNotLookLikeADemand(State state) {
    assertThat(page(PublicSamples.of(state)).select(".amount")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NOT_FOUND",
        "TOO_MANY_TRIES",
        "UNAVAILABLE",
        "INSECURE",
        "NOT_ALLOWED",
        "TOO_LARGE"
      })
  void aPageWithoutAnOfferSaysNothingOfWhatExists(State state) {
    assertThat(page(PublicSamples.of(state)).text()).doesNotContain("Demo Company", "WS10003", "$");
  }

  @Test
  void aWaitingPageCanBeLookedAtAgainByHandAsWell() {
    Document page = page(PublicSamples.of(State.CHECKING));
    assertThat(page.select("[role=status]")).hasSize(1);
    assertThat(page.select("a.button").attr("href")).isEqualTo("/pay/tok");
    assertThat(page.select("meta[http-equiv]")).isEmpty();
  }

  @Test
  void testMoneyIsMarked() {
    assertThat(page(PublicSamples.all().get("payable_test")).text())
        .contains(label("PaylinkPage_TestMoney"));
    assertThat(page(PublicSamples.of(State.PAYABLE)).text())
        .doesNotContain(label("PaylinkPage_TestMoney"));
  }

  @Test
  void theAmountIsWrittenForTheReadersLanguage() {
    PublicView german =
        PublicSamples.forReader(Locale.GERMANY, Money.ofMajor("USD", "50.85"), "Firma", "Ware");
    assertThat(page(german).select("form button").text()).isEqualTo("50,85 $ bezahlen");
  }

  @Test
  void comingBackUnpaidSaysSo() {
    Notice back = PublicSamples.BACK_UNPAID;
    PublicView view =
        PublicSamples.payable(back, false, PublicSamples.of(State.PAYABLE).payOptions());
    assertThat(page(view).select("[role=alert]").text())
        .contains("Nothing was taken.", label("PaylinkPage_NotFinished"));
  }
}
