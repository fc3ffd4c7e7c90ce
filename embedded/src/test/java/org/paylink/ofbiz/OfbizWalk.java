package org.paylink.ofbiz;

import java.net.URI;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.paylink.embedded.browser.Browser;
import org.paylink.embedded.browser.Browser.Kind;

/**
 * Walks through payment links in a real OFBiz with demo data, in real browsers: a sales user with
 * an order, an accountant with an invoice, and their customers on phones. Wants a running host and
 * the simulator that its account STRIPE_SIM speaks to, both fresh.
 */
public final class OfbizWalk {
  private static final By PANEL = By.id("paylink-panel");
  private static final By CREATE = By.cssSelector("#paylink-panel .paylink-create > summary");
  private static final By CREATE_NOW =
      By.cssSelector("#paylink-panel .paylink-create input[type=submit]");
  private static final By ADDRESS = By.id("paylink-address");

  private final String host;

  private OfbizWalk(String host) {
    this.host = host;
  }

  /**
   * Walks, says what was seen, and fails with the first thing that is not as it should be.
   *
   * @param arguments the host's address, such as {@code https://localhost:8443}
   */
  public static void main(String[] arguments) {
    OfbizWalk walk = new OfbizWalk(arguments[0]);
    walk.salesUserIsPaidForAnOrder();
    walk.accountantIsPaidForAnInvoice();
    walk.administratorTestsTheConnection();
  }

  private void salesUserIsPaidForAnOrder() {
    try (Browser sales = signIn("ordermgr", "DemoRepAll")) {
      String page = "/ordermgr/control/orderview?orderId=DEMO10090";
      String address = createLink(sales, page, "50.85", "order");
      customerPays(address, "$50.85", "order");
      panelSaysPaid(sales, page, "order");
      check(!sales.has(CREATE), "nothing more can be asked for");
    }
  }

  private void accountantIsPaidForAnInvoice() {
    try (Browser accountant = signIn("accounting", "accountingadmin")) {
      String page = "/accounting/control/viewInvoice?invoiceId=demo1200";
      String address = createLink(accountant, page, "511.23", "invoice");
      customerPays(address, "$511.23", "invoice");
      panelSaysPaid(accountant, page, "invoice");
      accountant.press(By.partialLinkText("payment "));
      accountant.awaitWords("122600");
      check(accountant.words().contains("Received"), "the payment is received");
      said("the host's payment page shows it received, on the account of payment links");
    }
  }

  private void administratorTestsTheConnection() {
    try (Browser admin = signIn("paylink", "admin")) {
      admin.open(host + "/paylink/control/editGatewayAccount?gatewayAccountId=STRIPE_SIM");
      admin.press(By.cssSelector("form[name=TestConnection] input[type=submit]"));
      admin.awaitWords("The key works.");
      check(!admin.words().contains("None yet"), "notifications have arrived");
      admin.picture("ofbiz-account");
      said("the connection test says whom the key belongs to; notifications have arrived");
    }
  }

  private Browser signIn(String app, String user) {
    Browser browser = Browser.start(Kind.DESKTOP);
    browser.open(host + "/" + app + "/control/main");
    browser.type(By.name("USERNAME"), user);
    browser.type(By.name("PASSWORD"), "ofbiz");
    browser.press(By.cssSelector("input[type=submit]"));
    check(!browser.has(By.name("USERNAME")), user + " may use " + app);
    return browser;
  }

  private String createLink(Browser user, String page, String open, String what) {
    user.open(host + page);
    user.press(CREATE);
    String amount = user.find(By.id("paylink-amount")).getAttribute("value");
    check(open.equals(amount), "the open balance is proposed: " + amount);
    user.picture("ofbiz-" + what + "-form");
    user.type(By.id("paylink-amount"), "99999");
    user.press(CREATE_NOW);
    user.awaitWords("is more than what is still open");
    user.type(By.id("paylink-amount"), open);
    user.press(CREATE_NOW);
    WebElement address = user.find(ADDRESS);
    user.picture("ofbiz-" + what + "-created");
    said("a link over " + open + " is made on the page of the " + what);
    return address.getAttribute("value");
  }

  private static void customerPays(String address, String amount, String what) {
    try (Browser customer = Browser.start(Kind.PHONE)) {
      customer.open(address).awaitWords("Pay " + amount);
      check(customer.sidewaysScroll() == 0, "nothing scrolls sideways on a phone");
      customer.picture("ofbiz-" + what + "-customer");
      customer.press("Pay " + amount);
      pay(customer);
      customer.picture("ofbiz-" + what + "-thanks");
      said("the customer paid " + amount + " on a phone");
    }
  }

  private static void pay(Browser customer) {
    try {
      customer.awaitWords("no real money").press(By.cssSelector("button.main"));
      customer.awaitWords("Paid. Thank you!");
    } catch (RuntimeException e) {
      customer.picture("ofbiz-failed");
      // Without the query or the path, which may hold a token.
      String where = URI.create(customer.address()).getAuthority();
      throw new IllegalStateException("at " + where + ": " + customer.words(), e);
    }
  }

  private void panelSaysPaid(Browser user, String page, String what) {
    user.open(host + page);
    user.reloadUntil("posted, payment");
    check(user.find(PANEL).getText().contains("Paid"), "the panel says Paid");
    user.picture("ofbiz-" + what + "-paid");
    said("the panel of the " + what + " says Paid and names the host's payment");
  }

  private static void said(String what) {
    System.out.println("walk: " + what);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
