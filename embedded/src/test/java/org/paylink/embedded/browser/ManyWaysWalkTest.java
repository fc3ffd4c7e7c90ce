package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.paylink.embedded.TrialChoice;
import org.paylink.link.Subject;

/** A link that can be paid at three kinds of gateways, in a real browser and without scripts. */
@Timeout(180)
class ManyWaysWalkTest {
  private static final By PAY = By.cssSelector("main form button");

  @TempDir static Path folder;
  private static Walk walk;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  /** A link on which every way is ticked. */
  private String link(Subject order) {
    walk.open(order).press("Create payment link");
    for (TrialChoice choice : TrialChoice.values()) {
      walk.desk().press(By.cssSelector("input[type=checkbox][value=" + choice.id() + "]"));
    }
    walk.desk().picture("order-form-many-ways");
    walk.desk().press(By.cssSelector(".paylink-form input[type=submit]"));
    return walk.desk().find(By.id("paylink-address")).getAttribute("value");
  }

  @Test
  void theCustomerChoosesAmongNamedWaysAndPaysByAForm() {
    Subject order = walk.order("50.85");
    String link = link(order);
    walk.phone().open(link).picture("phone-many-ways");
    assertThat(walk.phone().all(PAY).stream().map(WebElement::getText))
        .containsExactly(
            "Pay $50.85 by card", "Pay $50.85 by bank transfer", "Pay $50.85 by wallet");
    assertThat(walk.phone().sidewaysScroll()).isZero();

    walk.phone().press("Pay $50.85 by bank transfer");
    walk.phone().awaitWords("One more step").picture("phone-handover");
    walk.phone().press("Go on and pay $50.85");
    walk.phone().awaitWords("How should this payment go?").picture("phone-hosted-form");
    walk.phone().press(By.cssSelector("button[value=pay]"));

    walk.phone().awaitWords("Paid. Thank you!");
    assertThat(walk.phone().complaints())
        .noneMatch(complaint -> complaint.contains("Content Security Policy"));
    assertThat(walk.payments(order)).hasSize(1);
  }

  @Test
  void allThreeWaysWorkWithoutScriptsOneAfterTheOther() {
    Subject order = walk.order("7.77");
    String link = link(order);
    try (Browser plain = Browser.start(Browser.Kind.PHONE_WITHOUT_SCRIPTS)) {
      plain.open(link).press("Pay $7.77 by card").awaitWords("How should this payment go?");
      plain.open(link).press("Pay $7.77 by bank transfer");
      plain.press("Go on and pay $7.77").awaitWords("How should this payment go?");
      plain.open(link).press("Pay $7.77 by wallet").awaitWords("What do you agree to?");
      plain.press(By.cssSelector("button[value=pay]")).awaitWords("Paid. Thank you!");
    }
    assertThat(walk.payments(order)).hasSize(1);
    assertThat(walk.simulator().totalCharged()).isEmpty();
    assertThat(walk.trial().simulator(TrialChoice.FORM).totalCharged().getOrDefault("USD", 0L))
        .isIn(0L, 5_085L);
  }
}
