package org.paylink.ofbiz;

import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.paylink.embedded.browser.Browser;

/** The staff's pages in the host's frame, as a user who is signed in to our app sees them. */
final class StaffPage {
  private static final By REFUSAL = By.cssSelector("#paylink-desk .paylink-problem");
  private static final By DESK = By.id("paylink-desk");

  private final Desk desk;

  StaffPage(Desk desk) {
    this.desk = desk;
  }

  Browser browser() {
    return desk.browser();
  }

  /** Opens a page by its name, with more parameters such as {@code &id=10000}. */
  StaffPage open(String name, String parameters) {
    desk.open("/paylink/control/desk?page=" + name + parameters);
    browser().find(DESK);
    return this;
  }

  /** Opens the page of the document's only link. */
  StaffPage openLink(WalkDocument document) {
    open("links", "&text=" + document.id());
    press(By.cssSelector("#paylink-desk table a[href*='page=link&']"));
    return says(document.id());
  }

  /** Opens the page of the link that the panel of the page shows first. */
  StaffPage openLinkOfPanel() {
    press(By.cssSelector("#paylink-panel a[href*='page=link&']"));
    browser().find(DESK);
    return this;
  }

  StaffPage press(By what) {
    browser().press(what);
    return this;
  }

  /** Presses what says this within the page. */
  StaffPage press(String words) {
    String says =
        "//*[@id='paylink-desk']//*[(self::a or self::button) and normalize-space()=\"%1$s\""
            + " or self::input[@type='submit' and @value=\"%1$s\"]]";
    return press(By.xpath(says.formatted(words)));
  }

  StaffPage type(String field, String text) {
    browser().type(By.id("paylink-" + field), text);
    return this;
  }

  /** Goes on writing at the end of what is there. */
  StaffPage add(String field, String text) {
    browser().find(By.id("paylink-" + field)).sendKeys(text);
    return this;
  }

  String value(String field) {
    WebElement element = browser().find(By.id("paylink-" + field));
    return element.getAttribute("value");
  }

  /** Chooses by the beginning of the words of a choice. */
  StaffPage choose(String field, String words) {
    press(
        By.xpath(
            "//select[@id='paylink-" + field + "']/option[starts-with(., \"" + words + "\")]"));
    return this;
  }

  /** All of it must be said, once the page is there. */
  StaffPage says(String... words) {
    Stream.of(words).forEach(browser()::awaitWords);
    return this;
  }

  /** The form must be refused at a field, in words that say this, and nothing thrown away. */
  StaffPage refuses(String field, String words) {
    WebElement problem = browser().find(By.id("paylink-" + field + "-problem"));
    Report.check(problem.getText().contains(words), field + " is refused: " + problem.getText());
    return this;
  }

  boolean isRefused() {
    return browser().has(REFUSAL);
  }

  StaffPage picture(String name) {
    browser().picture("ofbiz-desk-" + name);
    return this;
  }
}
