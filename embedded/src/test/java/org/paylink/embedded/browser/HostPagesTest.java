package org.paylink.embedded.browser;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.paylink.embedded.books.SampleData;
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** The sample host's pages and the panel, on a phone and at a desk, light and dark. */
@Timeout(300)
class HostPagesTest {
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

  @Test
  void noPageOfTheUsersHidesAnythingFromAnybody() {
    SoftAssertions found = new SoftAssertions();
    for (String path :
        new String[] {"/", "/documents", "/simulators", "/paylink/create", "/nowhere"}) {
      walk.open(path);
      lookAt(path, found);
    }
    Subject order = new Subject(SampleData.COMPANY, SubjectType.ORDER, "DEMO10090");
    walk.open(order);
    lookAt("an order without links", found);
    walk.desk().press("Create payment link").find(By.id("paylink-amount"));
    lookAt("the form", found);
    String link = walk.createLink(order);
    lookAt("a link's address", found);
    walk.open(order).press("Create another payment link").find(By.id("paylink-amount"));
    lookAt("the form with a live link", found);
    walk.desk().press(By.cssSelector(".paylink-actions a[href*=paylinkCancel]"));
    walk.desk().find(By.id("paylink-reason"));
    lookAt("cancelling", found);
    walk.simulator().faults().nextPaymentTakes(3_000);
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("is being looked at");
    walk.open(order).press(By.cssSelector("summary[aria-label^=History]"));
    lookAt("a link in review with its history", found);
    walk.become(User.ACCOUNTANT);
    walk.open("/book");
    lookAt("the book", found);
    walk.desk().press(By.cssSelector("a[href^='/payments/']"));
    lookAt("a payment", found);
    walk.become(User.SALES);
    found.assertAll();
  }

  private static void lookAt(String what, SoftAssertions found) {
    for (boolean dark : new boolean[] {false, true}) {
      walk.desk().dark(dark);
      for (int width : new int[] {320, 1280}) {
        walk.desk().looks().size(width, 800);
        String where = what + " at " + width + (dark ? ", dark" : "");
        found.assertThat(walk.desk().looks().findings()).as(where).isEmpty();
        found.assertThat(walk.desk().sidewaysScroll()).as("sideways: " + where).isZero();
      }
    }
    walk.desk().looks().size(390, 800);
    walk.desk().picture("host-" + what.replaceAll("\\W+", "-"));
    walk.desk().dark(false).looks().size(1280, 900);
  }
}
