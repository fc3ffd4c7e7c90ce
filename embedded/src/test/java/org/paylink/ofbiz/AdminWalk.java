package org.paylink.ofbiz;

import org.openqa.selenium.By;

/** What an administrator does before others work: the rules, a text, and a look at the health. */
final class AdminWalk {
  /** What the administrator adds to the mail's text, which the customer reads. */
  static final String OWN_WORDS = "Our office is open until six.";

  private final StaffPage page;

  AdminWalk(Desk admin) {
    this.page = new StaffPage(admin);
  }

  /**
   * Ten days, three tries, and tasks for the accountant, after rules that contradict each other.
   */
  void changesThePolicy() {
    page.open("policy", "");
    page.type("defaultValidityDays", "30").type("maximumValidityDays", "10").press("Save");
    page.refuses("defaultValidityDays", "longer than the longest one, 10 days");
    Report.check("10".equals(page.value("maximumValidityDays")), "what was typed is kept");
    page.picture("policy-refused");
    page.type("defaultValidityDays", "10").type("attemptLimit", "3");
    page.type("taskPeople", "DemoRepStore").press("Save");
    page.refuses("taskPeople", "may not confirm payments");
    page.type("taskPeople", "accountingadmin").press("Save").says("The policy is saved");
    page.picture("policy");
    Report.said("a policy that contradicts itself is refused at its field; ten days are saved");
  }

  /** The text that comes with Paylink gets a sentence more, after one with a misspelt name. */
  void editsTheTemplate() {
    page.open("templates", "&template=link&language=en");
    page.add("text", "\n\nDear {recipient},").press("Save");
    page.refuses("text", "There is no such name in braces: {recipient}");
    page.picture("template-refused");
    Report.check(page.value("text").endsWith("Dear {recipient},"), "what was typed is kept");
    String text = page.value("text").replace("Dear {recipient},", OWN_WORDS);
    page.type("text", text).press("Preview").says(OWN_WORDS).picture("template-preview");
    page.press("Save").says("The template was saved").picture("templates");
    Report.said("a template with an unknown name in braces is refused; a sentence is added");
  }

  void looksAtTheHealth() {
    page.open("health", "").picture("health");
    Report.check(!page.browser().words().contains("can't be taken"), "payments can be taken");
    Report.said("the page Health says what is wrong and what waits");
  }

  /** What the user is told of links of its own, and where. */
  void choosesWhereNewsGo() {
    page.open("preferences", "");
    By last = By.cssSelector("#paylink-desk input[name=channel][value=NONE]");
    page.press(last).press("Save").says("Your choice").picture("preferences");
    Report.check(page.browser().find(last).isSelected(), "the choice is kept");
    Report.said("the administrator wants no news of links");
  }
}
