package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.paylink.embedded.books.SampleData;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.records.Row;

/** A customer pays on account, and a user pays with a customer at the desk, in a real browser. */
@Timeout(180)
class OnAccountWalkTest {
  private static final By CREATE =
      By.cssSelector(".paylink-panel .paylink-create input[type=submit]");
  private static final By NEXT = By.cssSelector("#paylink-desk form[method=get] [type=submit]");
  private static final By SEND = By.cssSelector("#paylink-desk form[method=post] [type=submit]");

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
  void aCustomPaymentIsMadeOnACustomersPageAndBecomesItsCredit() {
    Subject customer = new Subject(SampleData.COMPANY, SubjectType.PARTY, "DemoCustCompany");
    walk.open("/customers").picture("customers").press("DemoCustCompany");
    walk.desk().press("Create payment link");
    walk.desk().type(By.id("paylink-amount"), "75.25");
    walk.desk().type(By.id("paylink-purpose"), "Deposit for the summer");
    walk.desk().picture("customer-form");
    walk.desk().press(CREATE);
    String link = walk.desk().find(By.id("paylink-address")).getAttribute("value");
    walk.desk().picture("customer-link");
    walk.phone().open(link).picture("phone-on-account");
    assertThat(walk.phone().words())
        .contains("$75.25", "Deposit for the summer")
        .doesNotContain("DemoCustCompany");
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    walk.open("/customers/DemoCustCompany").press("Paid and closed links (1)");
    walk.desk().awaitWords("posted, payment").picture("customer-paid");
    List<Row> payments = walk.payments(customer);
    assertThat(payments).hasSize(1);
    assertThat(payments.get(0).text("partyIdFrom")).isEqualTo("DemoCustCompany");
    assertThat(walk.desk().complaints()).isEmpty();
  }

  @Test
  void aUserMakesALinkFromTheMenuAndPaysItWithTheCustomer() {
    Subject order = walk.order("37.70");
    walk.open("/documents").press("New payment link");
    walk.desk().picture("create-search");
    walk.desk().type(By.id("paylink-id"), order.id()).press(NEXT);
    walk.desk().picture("create-form");
    walk.desk().press(SEND);
    walk.desk().find(By.id("paylink-address"));
    walk.desk().picture("create-made");
    walk.desk().press("Pay now");
    walk.desk().press(By.id("paylink-attended")).picture("pay-now");
    walk.desk().press(SEND);
    walk.desk().awaitWords("How should this payment go?");
    walk.desk().press(By.cssSelector("button[value=pay]"));
    walk.desk().awaitWords("Paid. Thank you!");
    walk.open(order).awaitWords("Paid").awaitWords("Not yet");
    walk.desk().press("History").awaitWords("with the customer on the phone or at the desk");
    walk.desk().picture("attended-paid");
    assertThat(walk.payments(order)).hasSize(1);
    assertThat(walk.desk().complaints()).isEmpty();
  }

  @Test
  void theNewPagesFitAPhone() {
    Subject order = walk.order("3.30");
    walk.createLink(order);
    String customer = "/customers/DemoCustomer";
    for (String path :
        List.of(
            "/customers",
            customer,
            "/orders/" + order.id(),
            "/paylink/create",
            "/paylink/create?type=PARTY&id=demo",
            "/paylink/create?type=PARTY&id=DemoCustomer",
            "/paylink/create?type=ORDER&id=" + order.id())) {
      walk.phone().open(walk.trial().baseUrl() + path);
      walk.phone().picture("phone" + path.replaceAll("[^A-Za-z]+", "-"));
      assertThat(walk.phone().sidewaysScroll()).as(path).isZero();
    }
  }
}
