package org.paylink.ofbiz;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.paylink.embedded.browser.Browser;
import org.paylink.embedded.browser.Browser.Kind;

/** A user of the host who is signed in, and what the user does with the panel of payment links. */
final class Desk implements AutoCloseable {
  private static final By PANEL = By.id("paylink-panel");
  private static final By SIGN_OUT = By.cssSelector("a[href*='logout']");
  private static final By CREATE = By.cssSelector("#paylink-panel .paylink-create > summary");
  private static final By CREATE_NOW =
      By.cssSelector("#paylink-panel .paylink-create input[type=submit]");

  private final String host;
  private final Browser browser;

  private Desk(String host, Browser browser) {
    this.host = host;
    this.browser = browser;
  }

  /** Signs in to one of the host's applications. */
  static Desk signIn(String host, String app, String user) {
    Browser browser = Browser.start(Kind.DESKTOP);
    browser.open(host + "/" + app + "/control/main");
    browser.type(By.name("USERNAME"), user);
    browser.type(By.name("PASSWORD"), "ofbiz");
    browser.press(By.cssSelector("input[type=submit]"));
    Report.await(
        user + " may use " + app,
        60,
        () -> browser.has(SIGN_OUT) && !browser.has(By.name("USERNAME")));
    return new Desk(host, browser);
  }

  Browser browser() {
    return browser;
  }

  /** Opens a page of the host's. */
  Desk open(String path) {
    browser.open(host + path);
    return this;
  }

  /** Opens the document's page. */
  Desk open(WalkDocument document) {
    return open(document.page());
  }

  /** Opens the form, which must propose the open balance. */
  Desk openForm(WalkDocument document) {
    open(document);
    browser.press(CREATE);
    String amount = browser.find(By.id("paylink-amount")).getAttribute("value");
    Report.check(document.amount().equals(amount), "the open balance is proposed: " + amount);
    return this;
  }

  /** Asks for this amount in the form that is open. */
  Desk ask(String amount) {
    browser.type(By.id("paylink-amount"), amount);
    browser.press(CREATE_NOW);
    return this;
  }

  /** The address of the link that was just made. */
  String address() {
    WebElement address = browser.find(By.id("paylink-address"));
    return address.getAttribute("value");
  }

  /** Makes a link over what is open, and gets its address. */
  String createLink(WalkDocument document) {
    return openForm(document).ask(document.amount()).address();
  }

  boolean mayCreate() {
    return browser.has(CREATE);
  }

  /** Takes the document's link back, saying why. */
  void cancel(WalkDocument document, String reason) {
    cancel(document, reason, () -> {});
  }

  /**
   * What happens just before it is confirmed happens before the host asks the gateway by itself.
   */
  void cancel(WalkDocument document, String reason, Runnable justBefore) {
    open(document);
    browser.press(By.cssSelector("#paylink-panel .paylink-actions a[href*=paylinkCancel]"));
    browser.type(By.id("paylink-reason"), reason);
    picture(document, "cancelling");
    justBefore.run();
    browser.press(By.cssSelector("#paylink-panel form.paylink-bad input[type=submit]"));
    // In good words or in bad ones, when money slipped through meanwhile.
    browser.find(By.cssSelector("#paylink-panel .paylink-box[role]"));
  }

  /** Opens the history in the panel of the page that is open. */
  void openHistory() {
    browser.press(
        By.xpath("//*[@id='paylink-panel']//details[ol]/summary[normalize-space()='History']"));
  }

  /** The status that the panel shows. */
  String status() {
    return browser.find(By.cssSelector("#paylink-panel .paylink-status")).getText();
  }

  /** All that the panel says. */
  String panel() {
    return browser.find(PANEL).getText();
  }

  /** The panel must say paid, and name the host's one payment. */
  void seesPaid(WalkDocument document) {
    open(document);
    browser.reloadUntil("posted, payment");
    Report.check("Paid".equals(status()), "the panel says Paid: " + status());
    seesOnePayment();
    openHistory();
    picture(document, "paid");
  }

  /** The panel must name one payment of the host's. */
  void seesOnePayment() {
    int postings = panel().split("posted, payment", -1).length - 1;
    Report.check(postings == 1, "there is one payment: " + panel());
  }

  void picture(WalkDocument document, String what) {
    browser.picture(Report.pictureName(document, what));
  }

  @Override
  public void close() {
    browser.close();
  }
}
