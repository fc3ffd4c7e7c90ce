package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** An accountant confirms payments by hand, takes that back, and settles what needs a person. */
@Timeout(180)
class AccountantWalkTest {
  private static final By STATUS = By.cssSelector(".paylink-desk .paylink-status");

  @TempDir static Path folder;
  private static Walk walk;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
    walk.open("/");
    walk.become(User.ACCOUNTANT);
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  @Test
  void aPaymentThatCameAsAChequeIsConfirmedAndTheConfirmationUndone() {
    Subject order = walk.order("62.00");
    String address = walk.createLink(order);
    confirm(order, "cheque", "Cheque 4711", "62.00");
    walk.desk().awaitWords("Confirmed by hand: $62.00").picture("link-confirmed-by-hand");
    assertThat(walk.desk().find(STATUS).getText()).isEqualTo("Confirmed by hand");
    assertThat(walk.desk().find(By.id("paylink-receipts")).getText()).contains("Cheque 4711");
    walk.phone().open(address).awaitWords("Paid. Thank you!");
    walk.desk().press(By.cssSelector("#paylink-receipts a[href*='/payments/']"));
    walk.desk().awaitWords("Order " + order.id()).awaitWords("62.00 USD");

    walk.openLink(order).press(By.cssSelector("a[href*='undo=']"));
    walk.desk().awaitWords("Confirmed were $62.00").picture("confirmation-undo");
    walk.desk().type(By.id("paylink-reason"), "The cheque bounced").press("Undo");
    walk.desk().awaitWords("The confirmation of $62.00 is undone and reversed in the ledger.");
    assertThat(walk.desk().find(STATUS).getText()).isEqualTo("Opened");
    assertThat(walk.desk().find(By.id("paylink-timeline")).getText())
        .contains("undone", "The cheque bounced", "Opened again");
    walk.phone().reload().awaitWords("You are asked to pay");
    walk.open("/book").awaitWords("Trial balance in USD");
    assertThat(walk.desk().words()).doesNotContain("Not balanced");
  }

  @Test
  void halfOfItConfirmedLeavesTheOtherHalfToBePaid() {
    Subject order = walk.order("40.00");
    String address = walk.createLink(order);
    confirm(order, "cash", "Till 3", "15.00");
    walk.desk().awaitWords("Confirmed by hand: $15.00");
    assertThat(walk.desk().find(STATUS).getText()).isEqualTo("Partly paid");
    walk.checkout(address).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    assertThat(walk.payments(order))
        .extracting(payment -> payment.decimal("amount").orElseThrow().toPlainString())
        .anySatisfy(amount -> assertThat(amount).startsWith("25.00"));
  }

  @Test
  void aConfirmationWhosePaymentWasPaidBackIsNotUndone() {
    Subject order = walk.order("30.00");
    walk.createLink(order);
    confirm(order, "cash", "Till 4", "30.00");
    walk.desk().awaitWords("Confirmed by hand: $30.00");
    String payment = walk.payments(order).get(0).text("paymentId");
    var host = walk.trial().host();
    host.records()
        .run(
            unit ->
                walk.trial()
                    .embedded()
                    .books()
                    .refund(unit, payment, Money.ofMajor("USD", "5.00")));
    walk.desk().press(By.cssSelector("a[href*='undo=']"));
    walk.desk().type(By.id("paylink-reason"), "A mistake").press("Undo");
    WebElement alert = walk.desk().find(By.cssSelector("[role=alert]"));
    assertThat(alert.getText()).contains("paid back").contains("Nothing was changed");
    assertThat(walk.desk().find(By.id("paylink-reason")).getAttribute("value"))
        .isEqualTo("A mistake");
    walk.openLink(order);
    assertThat(walk.desk().find(STATUS).getText()).isEqualTo("Confirmed by hand");
  }

  @Test
  void aWrongAmountIsOneExceptionWithOneTaskAndBothEndWithASentence() {
    Subject order = walk.order("61.00");
    String address = walk.createLink(order);
    walk.simulator().faults().nextPaymentTakes(3_000);
    walk.checkout(address).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("is being looked at");
    String link = walk.link(order);

    walk.open("/paylink/exceptions").reloadUntil("of accountant").picture("exceptions");
    assertThat(rowsWith(link)).hasSize(1);
    assertThat(rowsWith(link).get(0).getText())
        .contains("The amount taken is not the amount asked", "$30.00");
    walk.open("/tasks");
    assertThat(rowsWith(link)).hasSize(1).allMatch(row -> row.getText().contains("Done"));
    walk.openLink(order).press(By.cssSelector("#paylink-exceptions a"));
    walk.desk().type(By.id("paylink-resolution"), "  ").press("Close the exception");
    assertThat(walk.desk().find(By.id("paylink-resolution-problem")).getText())
        .contains("Nothing was changed");
    walk.desk().type(By.id("paylink-resolution"), "Kept as credit").picture("exception");
    walk.desk().press("Close the exception").awaitWords("The exception is resolved.");

    walk.open("/paylink/exceptions");
    assertThat(rowsWith(link)).isEmpty();
    walk.desk().press("Show what is resolved").awaitWords("accountant: Kept as credit");
    walk.open("/tasks").reloadUntil("Done by Paylink");
    assertThat(rowsWith(link)).hasSize(1).allMatch(row -> row.getText().contains("Done by"));
    walk.phone().open(address);
    assertThat(walk.phone().words()).doesNotContain("is being looked at");
  }

  private static void confirm(Subject order, String method, String reference, String amount) {
    walk.openLink(order).press("Confirm by hand");
    new Select(walk.desk().find(By.id("paylink-method"))).selectByVisibleText(method);
    walk.desk().type(By.id("paylink-reference"), reference);
    walk.desk().type(By.id("paylink-amount"), amount).press("Confirm the payment");
  }

  private static List<WebElement> rowsWith(String text) {
    return walk.desk().all(By.cssSelector("tbody tr")).stream()
        .filter(row -> row.getText().contains(text))
        .toList();
  }
}
