package org.paylink.ofbiz;

import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.paylink.embedded.browser.Browser;

/**
 * A sales user takes a custom payment on a customer's profile, and pays another link with the
 * customer on the phone.
 */
final class ProfileWalk {
  private static final WalkDocument ON_ACCOUNT = WalkDocument.ON_ACCOUNT;
  private static final WalkDocument ATTENDED = WalkDocument.ATTENDED;
  private static final By CREATE = By.cssSelector("#paylink-panel .paylink-create > summary");
  private static final By PAST = By.cssSelector("#paylink-panel .paylink-past > summary");
  private static final By SUBMIT = By.cssSelector("#paylink-desk input[type=submit]");

  private final String host;
  private final Phone phone;

  ProfileWalk(String host, Phone phone) {
    this.host = host;
    this.phone = phone;
  }

  /** On the profile: refused without a purpose, made, paid on a phone, and seen in its history. */
  void customPaymentOnTheProfile() {
    try (Desk sales = Desk.signIn(host, "partymgr", "DemoRepAll")) {
      customPayment(sales);
    }
  }

  private void customPayment(Desk sales) {
    Browser browser = sales.open(ON_ACCOUNT).browser();
    browser.press(CREATE);
    sales.picture(ON_ACCOUNT, "form");
    browser.type(By.id("paylink-amount"), "75,25");
    browser.type(By.id("paylink-purpose"), "Deposit for the summer");
    browser.press(By.cssSelector("#paylink-panel .paylink-create input[type=submit]"));
    browser.awaitWords("can't be read");
    String purpose = browser.find(By.id("paylink-purpose")).getAttribute("value");
    Report.check("Deposit for the summer".equals(purpose), "what was typed is kept: " + purpose);
    String address = sales.ask(ON_ACCOUNT.amount()).address();
    sales.picture(ON_ACCOUNT, "created");
    Report.said("a custom payment is made on the profile of DemoCustomer by DemoRepAll");
    phone.open(address, ON_ACCOUNT).picture(ON_ACCOUNT, "customer");
    phone.checkout(ON_ACCOUNT).pay();
    sales.open(ON_ACCOUNT);
    browser.press(PAST);
    browser.awaitWords("posted, payment");
    sales.picture(ON_ACCOUNT, "paid");
    Report.said("the customer paid it; it left the live links of the profile for its history");
  }

  /** From the menu: found by its number, made, and paid by the user for the customer. */
  void payNowWithTheCustomerOnThePhone(Desk orders) {
    try (Desk links = Desk.signIn(host, "paylink", "DemoRepAll")) {
      payNow(links);
    }
    orders.open(ATTENDED).openHistory();
    Stream.of("Not yet", "with the customer on the phone or at the desk", "by DemoRepAll")
        .forEach(
            words -> Report.check(orders.panel().contains(words), words + ": " + orders.panel()));
    orders.picture(ATTENDED, "paid");
    Report.said("DemoRepAll paid with the customer on the phone; the link counts as not opened");
  }

  private static void payNow(Desk sales) {
    Browser browser = sales.open("/paylink/control/desk?page=create").browser();
    browser.type(By.id("paylink-id"), ATTENDED.id());
    browser.press(SUBMIT);
    String amount = browser.find(By.id("paylink-amount")).getAttribute("value");
    Report.check(ATTENDED.amount().equals(amount), "the open balance is proposed: " + amount);
    sales.picture(ATTENDED, "form");
    browser.press(By.cssSelector("#paylink-desk form[method=post] input[type=submit]"));
    Report.check(!sales.address().isEmpty(), "the address is shown");
    sales.picture(ATTENDED, "created");
    browser.press("Pay now");
    browser.press(By.id("paylink-attended"));
    sales.picture(ATTENDED, "confirm");
    browser.press(SUBMIT);
    browser.awaitWords("no real money");
    browser.press(By.cssSelector("button[value=pay]"));
    browser.awaitWords("Paid. Thank you!");
    sales.picture(ATTENDED, "thanks");
  }
}
