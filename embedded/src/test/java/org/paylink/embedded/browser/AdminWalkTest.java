package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;

/** An admin sets the rules and the words of mails, and looks whether all works. */
@Timeout(180)
class AdminWalkTest {
  @TempDir static Path folder;
  private static Walk walk;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
  }

  @BeforeEach
  void becomeAdmin() {
    walk.open("/");
    walk.become(User.ADMIN);
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  @Test
  void aRuleThatIsChangedIsSaidInWordsOnEachLink() {
    Subject order = walk.order("8.00");
    walk.createLink(order);
    walk.desk().press("Policy");
    walk.desk().type(By.id("paylink-attemptLimit"), "3");
    walk.desk().type(By.id("paylink-maximumValidityDays"), "45").press("Save");
    walk.desk().awaitWords("The policy is saved.").picture("policy-saved");
    assertThat(walk.openLink(order).find(By.id("paylink-policy")).getText())
        .contains("After 3 failed tries a person has to look.");
    Subject later = walk.order("9.00");
    walk.open(later).press("Create payment link");
    walk.desk().type(By.id("paylink-validity"), "46");
    walk.desk().press(By.cssSelector(".paylink-form input[type=submit]"));
    walk.desk().awaitWords("45 days");
    assertThat(walk.desk().has(By.id("paylink-address"))).isFalse();
  }

  @Test
  void aTemplateIsReadChangedUsedAndPutBack() {
    Subject order = walk.order("10.00");
    walk.createLink(order);
    walk.desk().press("Templates");
    walk.desk().press(By.cssSelector("a[aria-label='Edit Payment link, English']"));
    walk.desk().type(By.id("paylink-text"), "Good morning[ {recipientName}],\n\n{link}");
    walk.desk().press("Preview");
    assertThat(walk.desk().find(By.id("paylink-preview")).getText())
        .contains("Good morning Anna Miller");
    walk.desk().press("Save").awaitWords("The template was saved.").picture("templates-saved");
    walk.open("/paylink/compose?link=" + walk.link(order));
    assertThat(walk.desk().find(By.id("paylink-text")).getAttribute("value"))
        .startsWith("Good morning");
    walk.open("/paylink/templates?template=link&language=en");
    walk.desk().press("Back to the text as delivered").awaitWords("as it was delivered");
    walk.open("/paylink/compose?link=" + walk.link(order));
    assertThat(walk.desk().find(By.id("paylink-text")).getAttribute("value"))
        .doesNotContain("Good morning");
  }

  @Test
  void whoPrefersMailsGetsTheNewsByMailAndOnThePage() {
    Subject order = walk.order("11.00");
    String address = walk.createLink(order);
    walk.desk().press("News").press("How you are told");
    walk.desk().press(By.cssSelector("input[name=channel][value=EMAIL]")).press("Save");
    walk.desk().awaitWords("Your choice was saved.");
    assertThat(walk.desk().find(By.cssSelector("input[value=EMAIL]")).isSelected()).isTrue();
    walk.checkout(address).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    walk.open("/mailbox").reloadUntil("admin@example.com");
  }

  @Test
  void thePageOfHealthSaysWhatWaitsAndThatHistoriesAreWhole() {
    walk.createLink(walk.order("12.00"));
    walk.desk().press("Health").awaitWords("As of ");
    assertThat(walk.desk().find(By.id("paylink-health")).getText())
        .containsAnyOf("Everything works.", "Payments can be taken and are settled.");
    assertThat(walk.desk().words()).contains("Simulated Stripe", "Does the background work");
    walk.desk().press("Verify the histories").awaitWords("all are as they were written");
  }

  @Test
  void whoIsNoAdminSeesNeitherTheMenuNorThePages() {
    walk.become(User.SALES);
    for (String page : new String[] {"policy", "templates", "health"}) {
      walk.open("/paylink/" + page);
      assertThat(walk.desk().find(By.cssSelector("[role=alert]")).getText())
          .as(page)
          .contains("permission");
      assertThat(walk.desk().has(By.cssSelector("nav a[href='/paylink/" + page + "']"))).isFalse();
      assertThat(walk.desk().has(By.cssSelector("main form"))).isFalse();
    }
  }
}
