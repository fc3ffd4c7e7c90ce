package org.paylink.ofbiz;

import org.openqa.selenium.By;
import org.paylink.simulator.StripeSimulator;

/** Money that comes too late becomes an exception with a task, which the accountant works off. */
final class ExceptionWalk {
  private static final WalkDocument ORDER = WalkDocument.LATE;
  private static final By OF_ORDER =
      By.xpath(
          "//*[@id='paylink-desk']//tr[contains(., '"
              + ORDER.id()
              + "')]//a[contains(@href, 'page=exception&')]");
  private static final int MANY = 20;
  private static final String DONE = "Kept as <credit>, the customer agreed";

  private final StripeSimulator stripe;
  private final Desk sales;
  private final StaffPage page;
  private final Phone phone;

  ExceptionWalk(StripeSimulator stripe, Desk sales, Desk accountant, Phone phone) {
    this.stripe = stripe;
    this.sales = sales;
    this.page = new StaffPage(accountant);
    this.phone = phone;
  }

  void moneyComesTooLate() {
    String address = sales.createLink(ORDER);
    String session = phone.open(address, ORDER).checkout(ORDER).session();
    sales.cancel(ORDER, "Ordered <twice>", () -> payUnheard(session));
    page.open("exceptions", "").says(ORDER.id(), "accountingadmin").picture("exceptions");
    Report.check(page.browser().all(OF_ORDER).size() == 1, "there is one exception");
    Report.said("a payment that came too late is one exception, with a task of the accountant");
  }

  private void payUnheard(String session) {
    stripe.faults().loseWebhooks(MANY);
    stripe.pay(session);
    stripe.faults().clear();
  }

  void isWorkedOff() {
    page.press(OF_ORDER).says(ORDER.id(), ORDER.price()).picture("exception");
    page.press("Close the exception")
        .says("Say what was done about it")
        .picture("exception-refused");
    page.type("resolution", DONE).press("Close the exception");
    page.says("The exception is resolved. Its task is closed.", DONE).picture("exception-resolved");
    page.open("exceptions", "");
    Report.check(page.browser().all(OF_ORDER).isEmpty(), "it waits for nobody any more");
    Report.said("the accountant resolved it with a note; its task is closed");
  }
}
