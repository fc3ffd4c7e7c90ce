package org.paylink.ofbiz;

import org.openqa.selenium.By;

/** An accountant confirms by hand what came another way, and takes that back. */
final class HandWalk {
  private static final WalkDocument INVOICE = WalkDocument.BY_HAND;

  private final Desk accountant;
  private final StaffPage page;

  HandWalk(Desk accountant) {
    this.accountant = accountant;
    this.page = new StaffPage(accountant);
  }

  void confirmsByHand() {
    accountant.createLink(INVOICE);
    page.openLinkOfPanel().press("Confirm by hand");
    page.type("reference", "CH-<17>").type("amount", "99").picture("confirm");
    page.press("Confirm the payment").refuses("amount", "is more than what is open");
    Report.check("CH-<17>".equals(page.value("reference")), "what was typed is kept");
    page.picture("confirm-refused");
    page.type("amount", INVOICE.amount()).choose("method", "cheque");
    page.press("Confirm the payment").says("Confirmed by hand", "CH-<17>").picture("confirmed");
    accountant.open(INVOICE);
    Report.check("Confirmed by hand".equals(accountant.status()), accountant.status());
    Report.said("too much by hand is refused; a cheque is confirmed with its reference");
  }

  void takesItBack() {
    page.openLinkOfPanel().press(By.cssSelector("#paylink-receipts a.buttontext"));
    page.says("CH-<17>", INVOICE.price()).type("reason", "It was <not> ours").picture("undo");
    page.press("Undo").says("It was <not> ours", "Opened again").picture("undone");
    accountant.open(INVOICE);
    Report.check("Issued".equals(accountant.status()), "it can be paid: " + accountant.status());
    Report.said("the confirmation is undone with a reason; the link can be paid again");
  }
}
