package org.paylink.ofbiz;

import java.net.URI;
import org.openqa.selenium.By;
import org.paylink.embedded.browser.Browser;
import org.paylink.embedded.browser.Browser.Kind;

/** A customer's phone, on our page and on the gateway's. */
final class Phone implements AutoCloseable {
  private final Browser browser = Browser.start(Kind.PHONE);

  Browser browser() {
    return browser;
  }

  /** Opens the link, which must ask for what the document is about. */
  Phone open(String address, WalkDocument document) {
    browser.open(address).awaitWords("Pay " + document.price());
    Report.check(browser.sidewaysScroll() == 0, "nothing scrolls sideways on a phone");
    return this;
  }

  /** Goes on to the gateway's page. */
  Phone checkout(WalkDocument document) {
    browser.press("Pay " + document.price());
    browser.awaitWords("no real money");
    return this;
  }

  /** The gateway's session whose page is open. */
  String session() {
    return browser.address().replaceFirst(".*/c/pay/([A-Za-z0-9_]+).*", "$1");
  }

  /** Chooses how the payment goes. */
  Phone choose(String choice) {
    browser.press(By.cssSelector("button[value=" + choice + "]"));
    return this;
  }

  /** Pays, and must come back to a page that says so. */
  Phone pay() {
    choose("pay");
    try {
      browser.awaitWords("Paid. Thank you!");
      return this;
    } catch (RuntimeException e) {
      browser.picture("ofbiz-failed");
      // Without the query or the path, which may hold a token.
      String where = URI.create(browser.address()).getAuthority();
      throw new IllegalStateException("at " + where + ": " + browser.words(), e);
    }
  }

  Phone picture(WalkDocument document, String what) {
    browser.picture(Report.pictureName(document, what));
    return this;
  }

  @Override
  public void close() {
    browser.close();
  }
}
