package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.FluentWait;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;

/** What people do and see when something goes wrong, in a real browser. */
@Timeout(180)
class TroubleWalkTest {
  private static final String PAID = "checkout.session.completed";

  @TempDir static Path folder;
  private static Walk walk;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
  }

  @AfterEach
  void clearFaults() {
    walk.simulator().faults().clear();
    walk.desk().forgetCookies();
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  @Test
  void cancellingClosesTheCheckoutAndTheCustomerIsTold() {
    Subject order = walk.order("20.00");
    String link = walk.createLink(order);
    walk.checkout(link);
    SimulatedSession session = walk.session();
    cancel(order);
    assertThat(walk.simulator().session(session.id()).orElseThrow().status()).isEqualTo("expired");
    walk.desk().picture("order-cancelled");
    walk.phone().press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("This payment page has expired").picture("phone-session-expired");
    walk.phone().open(link).awaitWords("This payment link was cancelled");
    walk.phone().picture("phone-cancelled");
    assertThat(walk.payments(order)).isEmpty();
    assertThat(walk.simulator().session(session.id()).orElseThrow().paymentStatus())
        .isEqualTo("unpaid");
  }

  @Test
  void aPaymentThatSlipsThroughWhileTheLinkIsCancelledIsBookedAndRaised() {
    Subject order = walk.order("21.00");
    String link = walk.createLink(order);
    walk.checkout(link);
    // Nobody tells us of the payment, so the cancelling only learns of it from the gateway.
    walk.simulator().faults().loseWebhooks(20);
    walk.simulator().pay(walk.session().id());
    cancel(order, "was cancelled, but money came in: $21.00");
    walk.open(order).reloadUntil("Manual review").picture("order-slipped-through");
    assertThat(walk.payments(order)).hasSize(1);
    walk.phone().open(link).awaitWords("Your payment arrived and is being looked at");
  }

  @Test
  void aLostNotificationIsMadeUpForByTheCustomersReturn() {
    Subject order = walk.order("22.00");
    String link = walk.createLink(order);
    walk.simulator().faults().loseWebhooks(20);
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    assertThat(walk.payments(order)).hasSize(1);
  }

  @Test
  void aLostNotificationWithoutAReturnIsFoundByAsking() {
    Subject order = walk.order("23.00");
    String link = walk.createLink(order);
    walk.simulator().faults().loseWebhooks(20);
    walk.checkout(link);
    walk.simulator().pay(walk.session().id());
    assertThat(walk.open(order).find(Walk.STATUS).getText()).isNotEqualTo("Paid");
    walk.desk().press("Check now").awaitWords("The payment provider was asked");
    assertThat(walk.desk().find(Walk.STATUS).getText()).isEqualTo("Paid");
    assertThat(walk.payments(order)).hasSize(1);
  }

  @Test
  void theCustomerMayComeBackBeforeTheNotification() {
    Subject order = walk.order("24.00");
    String link = walk.createLink(order);
    walk.simulator().faults().loseWebhooks(20);
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    long before = walk.events();
    // What was held back on its way arrives only now.
    walk.simulator().deliveries().stream()
        .filter(delivery -> delivery.state == Delivery.State.LOST)
        .forEach(delivery -> walk.simulator().resend(delivery.id));
    until(() -> walk.events() > before);
    walk.open(order);
    assertThat(walk.desk().find(Walk.STATUS).getText()).isEqualTo("Paid");
    assertThat(walk.payments(order)).hasSize(1);
  }

  @Test
  void theSameNotificationTwoHundredTimesAtOnceIsOnePayment() {
    Subject order = walk.order("25.00");
    String link = walk.createLink(order);
    walk.simulator().faults().burstWebhook(PAID, 200);
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    until(() -> delivered() == 200);
    assertThat(walk.payments(order)).hasSize(1);
    walk.open("/book");
    walk.become(User.ACCOUNTANT);
    assertThat(walk.desk().words()).contains("Balanced").doesNotContain("Not balanced");
  }

  @Test
  void aVisitorWithoutPermissionSeesNoPanel() {
    Subject order = walk.order("26.00");
    walk.open(order);
    assertThat(walk.desk().has(By.id("paylink-panel"))).isTrue();
    walk.become(User.VISITOR);
    walk.desk().awaitWords("Order " + order.id());
    assertThat(walk.desk().has(By.id("paylink-panel"))).isFalse();
    walk.desk().picture("order-visitor");
  }

  @Test
  void aFormThatIsTooOldDoesNothingAndKeepsWhatWasTyped() {
    Subject order = walk.order("27.00");
    walk.open(order).press("Create payment link");
    walk.desk().type(By.id("paylink-amount"), "13.00");
    // A new visit, whose forms the old page's token is not for.
    walk.desk().forgetCookies();
    walk.desk().press(By.cssSelector(".paylink-form input[type=submit]"));
    walk.desk().awaitWords("This page was open too long").picture("order-form-expired");
    assertThat(walk.desk().find(By.id("paylink-amount")).getAttribute("value")).isEqualTo("13.00");
    assertThat(walk.desk().has(Walk.STATUS)).isFalse();
    walk.desk().press(By.cssSelector(".paylink-form input[type=submit]"));
    walk.desk().find(By.id("paylink-address"));
    assertThat(walk.desk().find(Walk.STATUS).getText()).isEqualTo("Issued");
  }

  private static void cancel(Subject order) {
    cancel(order, "is cancelled");
  }

  private static void cancel(Subject order, String said) {
    walk.open(order).press(By.cssSelector(".paylink-actions a[href*=paylinkCancel]"));
    walk.desk().picture("order-cancelling");
    walk.desk().press(By.cssSelector("form.paylink-bad input[type=submit]"));
    walk.desk().awaitWords(said);
  }

  private static long delivered() {
    return walk.simulator().deliveries().stream()
        .filter(delivery -> delivery.eventType.equals(PAID) && !delivery.burst.isEmpty())
        .filter(delivery -> delivery.lastStatus() == 200)
        .count();
  }

  private static void until(BooleanSupplier condition) {
    new FluentWait<>(condition)
        .withTimeout(Duration.ofSeconds(60))
        .pollingEvery(Duration.ofMillis(100))
        .until(BooleanSupplier::getAsBoolean);
  }
}
