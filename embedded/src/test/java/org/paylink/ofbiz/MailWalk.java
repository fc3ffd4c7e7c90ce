package org.paylink.ofbiz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.paylink.embedded.browser.Browser;

/**
 * A sales user sends a link by mail, its customer reads the mail and pays, and the user finds the
 * payment in the list.
 */
final class MailWalk {
  private static final WalkDocument ORDER = WalkDocument.MAILED;
  private static final String CUSTOMER = "ofbiztest@example.com";
  private static final String SUBJECT = "Gizmos, <2 weeks to pay";
  private static final String WORDS = "If 1 < 2, please pay <today> & answer \"yes\".";
  private static final Pattern PAGE = Pattern.compile("https://localhost:\\d+/pay/[A-Za-z0-9_-]+");

  private final Mailbox mailbox;
  private final Desk sales;
  private final StaffPage page;
  private final Phone phone;

  MailWalk(Mailbox mailbox, Desk sales, Phone phone) {
    this.mailbox = mailbox;
    this.sales = sales;
    this.page = new StaffPage(sales);
    this.phone = phone;
  }

  /** From the order to the mail server. */
  void sendsTheLink() {
    String address = sales.createLink(ORDER);
    sales.browser().press(By.cssSelector("#paylink-panel a[href*='page=compose']"));
    page.says("The mail").picture("compose");
    Report.check(
        page.browser()
            .find(By.cssSelector("input[name=to][value='" + CUSTOMER + "']"))
            .isSelected(),
        "the order's customer is proposed");
    Report.check(page.value("text").contains(AdminWalk.OWN_WORDS), "the own text is used");
    refusesBadMails();
    page.type("subject", SUBJECT).add("text", "\n\n" + WORDS).press("Preview");
    page.says(SUBJECT, WORDS).picture("compose-preview");
    page.press("Send").says("Sent to " + CUSTOMER).picture("compose-sent");
    Mailbox.Mail mail = mailbox.await(SUBJECT, WORDS);
    Report.check(CUSTOMER.equals(mail.to()), "it went to " + mail.to());
    Report.check(mail.text().contains(address), "the text holds the link");
    Report.check(mail.html().contains("href=\"" + address + "\""), "the HTML holds the link");
    Report.check(mail.html().contains("1 &lt; 2, please pay &lt;today&gt;"), "it is escaped");
    Report.check(mail.html().contains(AdminWalk.OWN_WORDS), "the own text is in the HTML");
    Report.said("a mail with < in its subject and text arrived as text and HTML, with the link");
  }

  private void refusesBadMails() {
    page.add("text", " {nonsense}").press("Send");
    page.refuses("text", "There is no such name in braces: {nonsense}").picture("compose-refused");
    page.type("text", page.value("text").replace(" {nonsense}", ""));
    page.type("recipient", "anna@localhost@example").add("subject", "!");
    page.browser().press(By.cssSelector("#paylink-desk button[formnovalidate]"));
    page.says("The mail").type("recipient", "");
  }

  /** From the mail in the customer's hands to the confirmation in the same hands. */
  void isPaidByTheMail() {
    Matcher found = PAGE.matcher(mailbox.await(SUBJECT, WORDS).html());
    Report.check(found.find(), "the mail has a link");
    phone.open(found.group(), ORDER).checkout(ORDER).pay();
    Mailbox.Mail confirmation = mailbox.await("Payment received", ORDER.id());
    Report.check(CUSTOMER.equals(confirmation.to()), "it went to " + confirmation.to());
    Report.check(confirmation.text().contains(ORDER.price()), "it says how much");
    Report.said("the customer paid by the mail's link and got one confirmation");
  }

  /** The list, narrowed; the link's page; the file. */
  void isFoundInTheList() {
    page.open("links", "");
    page.type("text", ORDER.id()).choose("status", "Paid").press("Find").says(ORDER.id(), "Paid");
    Browser browser = page.browser();
    Report.check(
        browser.address().contains("text=" + ORDER.id())
            && browser.address().contains("status=paid"),
        "the filters are in the address");
    page.picture("links");
    String file = browser.find(By.linkText("Save as CSV")).getAttribute("href");
    String csv = browser.fetch(file);
    Report.check(csv.lines().count() == 2, "the file has one link: " + csv.lines().count());
    Report.check(csv.contains(",USD," + ORDER.amount() + "," + ORDER.amount() + ","), "paid");
    browser.open(browser.address().replace("status=paid", "status=issued"));
    page.says("No link matches");
    Report.said("the list is narrowed by its address, and its file has what is seen");
    page.openLink(ORDER);
    page.says("Issued", "Opened", "by the customer", "Paid " + ORDER.price(), "Posted", CUSTOMER);
    // What the administrator has changed before.
    page.says("After 3 failed tries a person has to look.").picture("link");
    Report.said("the link's page tells all of it, and the policy in words");
  }
}
