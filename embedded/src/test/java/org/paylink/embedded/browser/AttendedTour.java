package org.paylink.embedded.browser;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.paylink.page.PublicView.State;

/** A payment that a user of the host makes with the customer, who is there. */
final class AttendedTour {
  private static final By SUBMIT = By.cssSelector(".paylink-desk form input[type=submit]");

  private final Tour tour;
  private final TourLinks links;

  AttendedTour(Tour tour) {
    this.tour = tour;
    this.links = tour.links();
  }

  /** The pages of *Pay now*: the staff's, and what they see on coming back. */
  List<Stop> stops() {
    return List.of(
        new Stop(
            "attended-confirm",
            "Pay now: before",
            "The user says that the customer is there. The card's data is typed into the payment"
                + " provider's page, never into the host.",
            Optional.empty(),
            "PaylinkPayNow_Title",
            tour.fixed(this::payNow)),
        new Stop(
            "attended-refused",
            "Pay now: not confirmed",
            "Sent without saying so. No payment was started.",
            Optional.empty(),
            "PaylinkPayNow_Title",
            this::payNowRefused),
        new Stop(
            "attended-paid",
            "Pay now: paid",
            "Back from the payment provider's page, which the user and the customer look at together."
                + " It does not count as opened by the customer.",
            State.PAID,
            tour.fixed(this::attendedPaid)),
        new Stop(
            "attended-left",
            "Pay now: not paid",
            "Back without a payment. Nothing was taken, and it can be tried again.",
            State.PAYABLE,
            tour.fixed(this::attendedLeft)));
  }

  private String payNow(Browser browser) {
    return "/paylink/payNow?paymentLinkId=" + links.issue(links.order(), false, false).linkId();
  }

  private void payNowRefused(Browser browser, String language) {
    tour.open(browser, payNow(browser), language);
    browser.find(By.id("paylink-attended"));
    browser.looks().forgetRequired();
    browser.press(SUBMIT);
    browser.find(By.cssSelector(".paylink-bad"));
  }

  private String attendedPaid(Browser browser) {
    attend(browser).press(By.cssSelector("button[value=pay]")).awaitWords("Paid. Thank you!");
    return Tour.withoutLanguage(browser.address());
  }

  private String attendedLeft(Browser browser) {
    attend(browser).press("Leave without paying").find(By.tagName("h1"));
    return Tour.withoutLanguage(browser.address());
  }

  private Browser attend(Browser browser) {
    tour.open(browser, payNow(browser), "en");
    browser.press(By.id("paylink-attended"));
    browser.press(SUBMIT);
    return browser.awaitWords("How should this payment go?");
  }
}
