package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.embedded.books.Words;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.money.Money;
import org.paylink.problem.Problem;

/**
 * An amount or currency that can't be asked for is refused with a sentence, and nothing is made.
 */
class BadAmountTest extends RefusalScene {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003"})
  void anEmptyAmountIsNotTheOpenBalance(String amount) {
    assertThat(refusedIssue(Problem.AMOUNT_MISSING, usd().amount(amount)))
        .isEqualTo(
            "No amount is given. Nothing was changed. Enter the amount the customer is to pay.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1e5",
        "10.005",
        "1,000.00",
        "10,50",
        "٥٠",
        "１０",
        "1 0",
        "10.",
        ".5",
        "+5",
        "0x10",
        "NaN",
        "$5",
        "5 dollars",
        "-abc",
        "999999999999999999999999999999",
        "1; DROP TABLE PAYMENT_LINK",
        "<script>alert(1)</script>"
      })
  void whatIsNoAmountIsShownAsTypedAndHowToWriteItIsSaid(String amount) {
    assertThat(refusedIssue(Problem.AMOUNT_MALFORMED, usd().amount(amount)))
        .isEqualTo(
            "The amount “"
                + amount
                + "” can't be read as an amount of USD. Nothing was changed. Write digits with a point"
                + " before the decimals, such as 50.85, and no more decimals than the currency"
                + " has.");
  }

  @Test
  void anEndlessAmountIsNotRepeatedInFull() {
    assertThat(refusedIssue(Problem.AMOUNT_MALFORMED, usd().amount("x".repeat(100_000))))
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource({"-5, -$5.00", "-0.01, -$0.01", "0, $0.00", "0.00, $0.00", "-0, $0.00"})
  void anAmountMustBeMoreThanNothing(String amount, String shown) {
    assertThat(refusedIssue(Problem.AMOUNT_NOT_POSITIVE, usd().amount(amount)))
        .isEqualTo(
            "The amount "
                + shown
                + " is not more than zero. Nothing was changed. Enter what the customer is to pay.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000.5", "1000.00", "0.5"})
  void yenHaveNoDecimals(String amount) {
    world.settings.accounts(world.settings.account("STRIPE_JP", "Tokyo"));
    Wish wish = Wish.of(orderOf("Tokyo", Money.ofMinor("JPY", 5_000))).amount(amount);
    if (amount.equals("1000.00")) {
      Issued link = issue(wish);
      assertThat(asked(link)).as("nothing but zeros is no fraction").isEqualTo(yen(1_000));
      return;
    }
    assertThat(refusedIssue(Problem.AMOUNT_MALFORMED, wish))
        .contains("can't be read as an amount of JPY", "Nothing was changed");
  }

  @Test
  void moreThanTheOpenBalanceIsRefusedWithBothAmounts() {
    assertThat(refusedIssue(Problem.AMOUNT_OVER_OPEN_BALANCE, usd().amount("50.86")))
        .isEqualTo(
            "The amount $50.86 is more than what is still open ($50.85). No link was made. Enter at"
                + " most the open balance.");
  }

  @Test
  void spacesAroundAnAmountAreNoMistake() {
    assertThat(asked(issue(usd().amount(" 10.50 ")))).isEqualTo(Money.ofMajor("USD", "10.50"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "usd", "US", "$", "", "DROP", "\u0000", "ＵＳＤ", "BTC"})
  void anUnknownCurrencyIsRefused(String currency) {
    assertThat(refusedIssue(Problem.CURRENCY_UNKNOWN, usd().currency(currency)))
        .contains("is not one that Paylink can count in. No link was made.");
  }

  @Test
  void anotherCurrencyThanTheDocumentsIsRefused() {
    assertThat(refusedIssue(Problem.CURRENCY_DIFFERS, usd().currency("EUR")))
        .isEqualTo(
            "The currency EUR is not the currency of the document. No link was made. Ask for the"
                + " amount in the document's own currency.");
  }

  @ParameterizedTest
  @CsvSource({"KWD, KWD", "EUR, USD", "JPY, USD"})
  void aCurrencyThatTheBooksCannotHoldIsRefusedForTheTrueReason(String currency, String booksIn) {
    String organization = "Books" + currency;
    world.settings.accounts(world.settings.account("STRIPE_X", organization));
    Money total = Money.ofMajor(currency, "10");
    Wish wish =
        Wish.of(orderOf(organization, total, booksIn, Words.SALES_ORDER, Words.ORDER_APPROVED));
    assertThat(refusedIssue(Problem.CURRENCY_NOT_STORABLE, wish))
        .contains("(" + currency + ")", "No link was made")
        .as("only some currencies have too many decimals; others have no books")
        .contains("no books in it, or fewer decimals");
  }

  @ParameterizedTest
  @CsvSource({"-1, VALIDITY_TOO_SHORT", "ten, VALIDITY_MALFORMED", "99999, VALIDITY_MALFORMED"})
  void aValidityThatIsNoneIsShownAsTyped(String days, Problem problem) {
    assertThat(refusedIssue(problem, usd().validityDays(days))).contains(days, "No link was made.");
  }

  private static Wish usd() {
    return Wish.of(world.order(TOTAL));
  }

  private static Money yen(long minor) {
    return Money.ofMinor("JPY", minor);
  }

  private static Money asked(Issued link) {
    return world.records.unit(unit -> Links.find(unit, link.linkId()).orElseThrow().amount());
  }
}
