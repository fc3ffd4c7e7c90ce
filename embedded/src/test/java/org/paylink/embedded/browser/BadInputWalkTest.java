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
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;

/** What staff mistype: a sentence stands at the field, and what was typed is still there. */
@Timeout(180)
class BadInputWalkTest {
  @TempDir static Path folder;
  private static Walk walk;

  @BeforeAll
  static void start() throws IOException {
    walk = new Walk(folder);
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
  void aTemplateWithAnUnknownNameInBraces() {
    walk.open("/paylink/templates?template=link&language=en");
    walk.desk().type(By.id("paylink-text"), "Pay {amuont} now: {link}").press("Save");
    assertRefused("text", "Pay {amuont} now: {link}", "{amuont}", "{amount}");
    walk.desk().picture("bad-template");
    walk.open("/paylink/templates?template=link&language=en");
    assertThat(walk.desk().find(By.id("paylink-text")).getAttribute("value"))
        .contains("{amount}")
        .doesNotContain("{amuont}");
  }

  @Test
  void aCustomerWithoutAnAddress() {
    compose(walk.order("5.00", "AcctBuyer"));
    walk.desk().awaitWords("No e-mail address is known of this customer.");
    walk.desk().type(By.id("paylink-subject"), "My subject").press("Send");
    assertRefused("recipient", "", "othing was");
    assertThat(walk.desk().find(By.id("paylink-subject")).getAttribute("value"))
        .isEqualTo("My subject");
    walk.desk().type(By.id("paylink-recipient"), "buyer@example.com").press("Send");
    walk.desk().awaitWords("Sent to buyer@example.com");
  }

  @Test
  void aMailboxThatIsRefusedIsSaidWithTheReasonAndTheAddressToCopy() {
    compose(walk.order("6.00", "DemoCustCompany")).press("Send");
    walk.desk().awaitWords("Not sent to refused@example.com.");
    assertThat(walk.desk().find(By.cssSelector("[role=alert]")).getText())
        .contains("The mail server does not know this address.");
    assertThat(walk.desk().find(By.id("paylink-address")).getAttribute("value")).contains("/pay/");
    assertThat(walk.desk().find(By.cssSelector("input[name=to]")).isSelected()).isTrue();
  }

  @Test
  void aConfirmationOverMoreThanIsOpen() {
    Subject order = walk.order("62.00");
    walk.createLink(order);
    walk.openLink(order).press("Confirm by hand");
    walk.desk().type(By.id("paylink-reference"), "Transfer 9");
    walk.desk().type(By.id("paylink-amount"), "62.01").press("Confirm the payment");
    assertRefused("amount", "62.01", "$62.00");
    assertThat(walk.desk().find(By.id("paylink-reference")).getAttribute("value"))
        .isEqualTo("Transfer 9");
    walk.desk().picture("bad-confirmation");
    walk.desk().type(By.id("paylink-amount"), "sixty").press("Confirm the payment");
    assertRefused("amount", "sixty", "othing");
    assertThat(walk.payments(order)).isEmpty();
  }

  @Test
  void aPolicyThatContradictsItself() {
    walk.open("/paylink/policy");
    walk.desk().type(By.id("paylink-defaultValidityDays"), "60");
    walk.desk().type(By.id("paylink-maximumValidityDays"), "30").press("Save");
    assertRefused("defaultValidityDays", "60", "60 days", "30 days", "Nothing was changed");
    assertThat(walk.desk().find(By.id("paylink-maximumValidityDays")).getAttribute("value"))
        .isEqualTo("30");
    walk.desk().type(By.id("paylink-defaultValidityDays"), "30");
    walk.desk().type(By.id("paylink-taskPeople"), "nobody").press("Save");
    assertRefused("taskPeople", "nobody", "Nothing was changed");
    walk.open("/paylink/policy");
    assertThat(walk.desk().find(By.id("paylink-maximumValidityDays")).getAttribute("value"))
        .isEmpty();
  }

  @Test
  void aFilterByNonsenseIsToldAndTheListIsShownWithoutIt() {
    Subject order = walk.order("7.00");
    walk.createLink(order);
    String organization = "an-organization-of-far-too-many-letters";
    walk.open("/paylink/links?status=purple&from=yesterday&organization=" + organization);
    for (String field : new String[] {"status", "from", "organization"}) {
      assertThat(walk.desk().find(By.id("paylink-" + field + "-problem")).getText())
          .as(field)
          .isNotBlank();
    }
    assertThat(walk.desk().words()).contains("purple", "yesterday", order.id());
    assertThat(walk.desk().find(By.id("paylink-organization")).getAttribute("value"))
        .isEqualTo(organization);
    walk.desk().picture("bad-filter");
  }

  @Test
  void anAddressOfALinkThatIsNotThere() {
    walk.open("/paylink/link?id=NOTHING").awaitWords("There is no");
    walk.open("/paylink/nowhere");
    assertThat(walk.desk().find(By.cssSelector("[role=alert]")).getText()).isNotBlank();
  }

  private static Browser compose(Subject order) {
    walk.createLink(order);
    walk.desk().press(By.cssSelector(".paylink-panel a[href*='/paylink/compose']"));
    walk.desk().find(By.id("paylink-subject"));
    return walk.desk();
  }

  /** The sentence stands at the field, is tied to it for those who hear pages, and it is kept. */
  private static void assertRefused(String field, String typed, String... sentence) {
    String problem = "paylink-" + field + "-problem";
    assertThat(walk.desk().find(By.id(problem)).getText()).contains(sentence);
    WebElement input = walk.desk().find(By.id("paylink-" + field));
    assertThat(input.getAttribute("value")).isEqualTo(typed);
    assertThat(input.getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(input.getAttribute("aria-describedby")).contains(problem);
  }
}
