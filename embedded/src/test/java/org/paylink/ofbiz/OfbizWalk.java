package org.paylink.ofbiz;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.openqa.selenium.By;
import org.paylink.embedded.browser.Browser;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;

/**
 * Walks through payment links in a real OFBiz with demo data, in real browsers: a sales user with
 * orders, an accountant with invoices, and their customers on phones. Wants a running host with the
 * rows of {@link WalkDocument}, whose account STRIPE_SIM speaks to the port given.
 */
public final class OfbizWalk {
  private final String host;
  private final StripeSimulator stripe;

  private OfbizWalk(String host, StripeSimulator stripe) {
    this.host = host;
    this.stripe = stripe;
  }

  /**
   * Walks, says what was seen, and fails with the first thing that is not as it should be.
   *
   * @param arguments the host's address, such as {@code https://localhost:8443}, the port for the
   *     simulator, and the address that it notifies
   */
  public static void main(String[] arguments) throws IOException {
    SimulatorOptions options = SimulatorOptions.forTrial().withPort(Integer.parseInt(arguments[1]));
    try (StripeSimulator stripe = StripeSimulator.start(options)) {
      stripe.webhook(arguments[2], "whsec_simulator");
      new OfbizWalk(arguments[0], stripe).walk();
    }
  }

  private void walk() {
    try (Desk sales = Desk.signIn(host, "ordermgr", "DemoRepAll");
        Desk accountant = Desk.signIn(host, "accounting", "accountingadmin");
        Phone phone = new Phone()) {
      TroubleWalk trouble = new TroubleWalk(stripe, sales, accountant, phone);
      trouble.notificationIsLost();
      salesUserIsPaidForAnOrder(sales, phone);
      accountantIsPaidForAnInvoice(accountant, phone);
      trouble.declinedThenPaid();
      trouble.cancelledWhileTheCheckoutIsOpen();
      trouble.paidAtTheMomentOfCancelling();
      trouble.backBeforeTheNotification();
      trouble.notifiedTwoHundredTimesAtOnce();
      trouble.lostNotificationWasFound();
      ProfileWalk profile = new ProfileWalk(host, phone);
      profile.payNowWithTheCustomerOnThePhone(sales);
      profile.customPaymentOnTheProfile();
    }
    administratorTestsTheConnection();
    gatewayTookWhatWasAsked();
  }

  private void salesUserIsPaidForAnOrder(Desk sales, Phone phone) {
    isPaid(WalkDocument.ORDER, sales, phone);
    Report.check(!sales.mayCreate(), "nothing more can be asked for");
  }

  private void accountantIsPaidForAnInvoice(Desk accountant, Phone phone) {
    isPaid(WalkDocument.INVOICE, accountant, phone);
    Browser browser = accountant.browser();
    browser.press(By.partialLinkText("payment "));
    browser.awaitWords("122600");
    Report.check(browser.words().contains("Received"), "the payment is received");
    Report.said("the host's payment page shows it received, on the account of payment links");
  }

  private static void isPaid(WalkDocument document, Desk desk, Phone phone) {
    String named = document.subjectType().toLowerCase(Locale.ROOT);
    desk.openForm(document).picture(document, "form");
    desk.ask("99999").browser().awaitWords("is more than what is still open");
    String address = desk.ask(document.amount()).address();
    desk.picture(document, "created");
    Report.said("a link over " + document.amount() + " is made on the page of the " + named);
    phone.open(address, document).picture(document, "customer");
    phone.checkout(document).pay().picture(document, "thanks");
    Report.said("the customer paid " + document.price() + " on a phone");
    desk.seesPaid(document);
    Report.said("the panel of the " + named + " says Paid and names the host's payment");
  }

  private void administratorTestsTheConnection() {
    try (Desk desk = Desk.signIn(host, "paylink", "admin")) {
      Browser admin = desk.browser();
      desk.open("/paylink/control/editGatewayAccount?gatewayAccountId=STRIPE_SIM");
      admin.press(By.cssSelector("form[name=TestConnection] input[type=submit]"));
      admin.awaitWords("The key works.");
      Report.check(!admin.words().contains("None yet"), "notifications have arrived");
      admin.picture("ofbiz-account");
      Report.said("the connection test says whom the key belongs to; notifications have arrived");
    }
  }

  private void gatewayTookWhatWasAsked() {
    BigDecimal sum = WalkDocument.sum(WalkDocument.paid(false));
    long charges = WalkDocument.paid(false).count();
    Map<String, Long> taken = Map.of("usd", sum.movePointRight(2).longValueExact());
    Report.check(stripe.totalCharged().equals(taken), "taken: " + stripe.totalCharged());
    Report.check(stripe.chargesMade() == charges, "charges: " + stripe.chargesMade());
    Report.said("the gateway took " + sum + " USD in " + charges + " charges");
  }
}
