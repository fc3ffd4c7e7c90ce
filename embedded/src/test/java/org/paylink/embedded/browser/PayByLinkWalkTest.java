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
import org.paylink.embedded.http.User;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.records.Row;

/** What people do when all goes well, in a real browser. */
@Timeout(180)
class PayByLinkWalkTest {
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
  void aSalesUserGetsAnOrderPaidByAPhone() {
    walk.open("/").picture("home");
    walk.open("/documents").picture("documents");
    Subject order = new Subject(SampleData.COMPANY, SubjectType.ORDER, "DEMO10090");
    walk.open(order).press("Create payment link");
    assertThat(walk.desk().find(By.id("paylink-amount")).getAttribute("value")).isEqualTo("50.85");
    walk.desk().picture("order-form");
    String link = walk.createLink(order);
    walk.desk().press("Copy address").awaitWords("Copied").picture("order-link");

    walk.phone().open(link).picture("phone-link");
    assertThat(walk.phone().words()).contains("$50.85", "Order DEMO10090", "Your Company Name Inc");
    assertThat(walk.phone().words()).doesNotContain("Demo Customer");
    assertThat(walk.phone().sidewaysScroll()).isZero();
    walk.checkout(link).picture("phone-checkout");
    walk.phone().press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!").picture("phone-paid");

    walk.open(order).awaitWords("Paid");
    assertThat(walk.desk().find(Walk.STATUS).getText()).isEqualTo("Paid");
    walk.desk().picture("order-paid");
    assertThat(walk.desk().complaints()).isEmpty();
    List<Row> payments = walk.payments(order);
    assertThat(payments).hasSize(1);
    assertThat(payments.get(0).decimal("amount").orElseThrow()).isEqualByComparingTo("50.85");
  }

  @Test
  void theAccountantFindsAnInvoicesPaymentInBalancedBooks() {
    Subject invoice = new Subject(SampleData.COMPANY, SubjectType.INVOICE, "8000");
    walk.open(invoice);
    walk.become(User.ACCOUNTANT);
    String link = walk.createLink(invoice);
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");

    walk.open(invoice).awaitWords("Paid").picture("invoice-paid");
    String payment = walk.payments(invoice).get(0).text("paymentId");
    walk.desk().press(By.cssSelector("a[href='/payments/" + payment + "']"));
    walk.desk().awaitWords("Invoice 8000").awaitWords("36.43 USD").picture("payment");
    walk.open("/book").picture("book");
    assertThat(walk.desk().all(By.cssSelector("#payment-list tbody tr")))
        .filteredOn(row -> row.getText().contains("Invoice 8000"))
        .hasSize(1);
    assertThat(walk.desk().all(By.cssSelector(".trial-balance")))
        .isNotEmpty()
        .allSatisfy(balance -> assertThat(balance.getText()).contains("Balanced"));
    walk.become(User.SALES);
    walk.desk().awaitWords("The books are not for sales");
  }

  @Test
  void aDeclinedCustomerIsToldAndPaysAtTheSecondTry() {
    Subject order = walk.order("12.30");
    String link = walk.createLink(order);
    walk.checkout(link).press(By.cssSelector("button[value=decline]"));
    walk.phone().find(By.cssSelector(".notice.bad"));
    walk.phone().picture("phone-declined-at-gateway").press("Leave without paying");
    walk.phone().awaitWords("You are asked to pay").picture("phone-left");
    assertThat(walk.phone().words()).contains("Not paid");
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    assertThat(walk.payments(order)).hasSize(1);
  }

  @Test
  void allOfItWorksWithoutScripts() {
    Subject order = walk.order("7.77");
    String link = walk.createLink(order);
    try (Browser plain = Browser.start(Browser.Kind.PHONE_WITHOUT_SCRIPTS)) {
      plain.open(link).press(By.cssSelector("main form button"));
      plain.press(By.cssSelector("button[value=pay]")).awaitWords("Paid. Thank you!");
      plain.open(walk.trial().baseUrl() + "/orders/" + order.id());
      assertThat(plain.find(Walk.STATUS).getText()).isEqualTo("Paid");
    }
    List<Row> payments = walk.payments(order);
    assertThat(payments).hasSize(1);
    assertThat(payments.get(0).decimal("amount").orElseThrow()).isEqualByComparingTo("7.77");
  }

  @Test
  void everyPageFitsAPhoneInLightAndDark() {
    Subject order = walk.order("1234.50");
    walk.createLink(order);
    String base = walk.trial().baseUrl().toString();
    Walk.become(walk.phone().open(base + "/"), User.ACCOUNTANT);
    for (String path :
        List.of("/", "/documents", "/book", "/simulators", "/orders/" + order.id(), "/nowhere")) {
      String name = "phone" + path.replace('/', '-').replace(order.id(), "document");
      walk.phone().open(base + path);
      assertThat(walk.phone().sidewaysScroll()).as(path).isZero();
      walk.phone().picture(name).dark(true).picture(name + "-dark").dark(false);
    }
    walk.open(order).dark(true).picture("order-dark").dark(false);
  }
}
