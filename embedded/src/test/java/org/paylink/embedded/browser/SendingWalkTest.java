package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.paylink.embedded.mail.Refusing;
import org.paylink.link.Subject;

/** A sales user sends links by mail, over a real mail server, and finds them again in the list. */
@Timeout(180)
class SendingWalkTest {
  private static final By SUBJECT = By.id("paylink-subject");
  private static final By TEXT = By.id("paylink-text");
  private static final long PATIENCE_MS = 30_000;

  @TempDir static Path folder;
  private static MailServer server;
  private static Map<String, String> settings;
  private static Walk walk;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private String customer;
  private String address;

  @BeforeAll
  static void start() throws IOException {
    server = new MailServer();
    settings = new HashMap<>(Map.of("mail.from", "billing@example.com"));
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(server.port()));
    walk = new Walk(folder, settings);
  }

  @AfterAll
  static void stop() {
    if (walk != null) {
      walk.close();
    }
    server.close();
  }

  /** A customer of each test's own, because mails of earlier tests may still be on their way. */
  @BeforeEach
  void becomeNewCustomer() {
    settings.put("mail.smtp.port", Integer.toString(server.port()));
    customer = "Customer" + NUMBER.incrementAndGet();
    address = customer.toLowerCase(Locale.ROOT) + "@example.com";
    walk.trial()
        .host()
        .records()
        .run(
            unit ->
                walk.trial()
                    .embedded()
                    .books()
                    .addParty(unit, customer, "Demo Customer", address, "en"));
  }

  @Test
  void aSalesUserSendsALinkTheCustomerPaysFromTheMailAndTheLinksPageTellsAllOfIt()
      throws Exception {
    Subject order = walk.order("50.85", customer);
    compose(order);
    assertThat(walk.desk().find(By.cssSelector("input[value='" + address + "']")).isSelected())
        .isTrue();
    walk.desk().type(SUBJECT, "Your gizmos");
    walk.desk().type(TEXT, "Dear {recipientName},\n\nplease pay {amount}.\n\n{link}");
    walk.desk().press("Preview");
    assertThat(walk.desk().find(By.id("paylink-preview")).getText())
        .contains("Subject: Your gizmos", "Dear Demo Customer,", "please pay $50.85.");
    assertThat(typed(TEXT)).contains("{recipientName}");
    walk.desk().picture("compose-preview").press("Send").awaitWords("Sent to " + address);

    String link = MailServer.linkIn(server.mail(address, 1, "Your gizmos"));
    walk.checkout(link).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");
    MimeMessage confirmation = server.mail(address, 2, "Payment received");
    assertThat(MailServer.part(confirmation, 0)).contains("$50.85");
    assertThat(MailServer.part(confirmation, 1)).contains("$50.85").doesNotContain(link);

    walk.openLink(order).reloadUntil("payment confirmation: " + address + ", Sent");
    assertThat(walk.desk().find(By.id("paylink-timeline")).getText())
        .contains("Issued for $50.85", "Sent by e-mail: payment link, to " + address)
        .contains(
            "Opened on a phone by the customer", "Paid $50.85", "Posted $50.85 to the ledger");
    assertThat(walk.desk().find(By.id("paylink-deliveries")).getText())
        .contains("payment link: " + address + ", Sent by sales");
    assertThat(walk.desk().find(By.id("paylink-clicks")).getText()).contains("By people: 1");
    assertThat(walk.desk().find(By.cssSelector(".paylink-status")).getText()).isEqualTo("Paid");
    walk.desk().picture("link-paid");
  }

  @Test
  void aLinkIsSentOnceMoreInOtherWords() throws Exception {
    Subject order = walk.order("11.00", customer);
    compose(order).press("Send").awaitWords("Sent to " + address);
    String first = MailServer.linkIn(server.mail(address, 1, "asks for your payment"));
    assertThat(typed(TEXT)).contains("once more");
    walk.desk().press("Send").awaitWords("Sent to " + address);
    MimeMessage second = server.mail(address, 2, "");
    assertThat(MailServer.part(second, 0)).contains("once more");
    assertThat(MailServer.linkIn(second)).isEqualTo(first);
    walk.openLink(order);
    assertThat(walk.desk().all(By.cssSelector("#paylink-deliveries li")))
        .filteredOn(row -> row.getText().contains(address + ", Sent"))
        .hasSize(2);
  }

  @Test
  void theReturnKeyShowsThePreviewAndLosesNothingThatWasTyped() {
    compose(walk.order("12.00", customer));
    walk.desk().type(TEXT, "My own words {link}").type(SUBJECT, "Mine");
    walk.desk().find(SUBJECT).sendKeys(Keys.ENTER);
    assertThat(walk.desk().find(By.id("paylink-preview")).getText()).contains("My own words");
    assertThat(typed(SUBJECT)).isEqualTo("Mine");
    assertThat(server.mails(address)).isEmpty();
  }

  @Test
  void whatTheMailServerRefusesIsNotSentAndTheAddressIsThereToBeCopied() throws IOException {
    Subject order = walk.order("13.00", customer);
    try (Refusing refusing = new Refusing("RCPT", "550 5.1.1 no such user")) {
      settings.put("mail.smtp.port", Integer.toString(refusing.port()));
      compose(order).press("Send").awaitWords("Not sent to " + address + ".");
    }
    assertThat(walk.desk().find(By.cssSelector("[role=alert]")).getText())
        .contains("The mail server does not know this address.", "copy the link's address");
    assertThat(walk.desk().find(By.cssSelector(".paylink-delivery-not_sent")).getText())
        .isEqualTo("Not sent");
    assertThat(walk.desk().words()).contains("550 5.1.1 no such user");
    String shown = walk.desk().find(By.id("paylink-address")).getAttribute("value");
    walk.desk().press("Copy address").awaitWords("Copied").picture("compose-not-sent");
    walk.phone().open(shown).awaitWords("You are asked to pay");
    walk.open(order);
    assertThat(walk.desk().words()).contains("Not sent");
  }

  @Test
  void aMailServerThatIsDownIsSaidAndTriedAgain() {
    settings.put("mail.smtp.port", Integer.toString(closedPort()));
    Subject order = walk.order("14.00", customer);
    compose(order).press("Send").awaitWords("Not sent yet to " + address + ".");
    assertThat(walk.desk().words()).contains("It is tried again in the background");
    assertThat(walk.desk().has(By.id("paylink-address"))).isTrue();
  }

  @Test
  void theListFindsAPaidLinkAndKeepsTheFilterInTheAddressAndInTheFile() throws IOException {
    Subject paid = walk.order("1015.50", customer);
    Subject open = walk.order("16.00", customer);
    walk.createLink(open);
    walk.checkout(walk.createLink(paid)).press(By.cssSelector("button[value=pay]"));
    walk.phone().awaitWords("Paid. Thank you!");

    walk.open("/paylink/links");
    new Select(walk.desk().find(By.id("paylink-status"))).selectByVisibleText("Paid");
    walk.desk().type(By.id("paylink-text"), paid.id()).press("Find");
    walk.desk().awaitWords("Show all");
    assertThat(walk.desk().address()).contains("status=paid", "text=" + paid.id());
    assertThat(listed()).hasSize(1).first().asString().contains(paid.id(), "$1,015.50", "Paid");
    assertThat(walk.desk().find(By.cssSelector(".paylink-totals tbody tr")).getText())
        .isEqualTo("USD 1 $1,015.50 $1,015.50");
    walk.desk().press(By.partialLinkText("Amount"));
    walk.desk().find(By.cssSelector("th[aria-sort]"));
    assertThat(walk.desk().address()).contains("status=paid", "text=" + paid.id(), "sort=");
    walk.desk().reload();
    assertThat(listed()).hasSize(1);
    assertThat(typed(By.id("paylink-text"))).isEqualTo(paid.id());

    List<String> lines = download("Save as CSV").lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains(paid.id(), ",Paid,USD,1015.50,1015.50,");
    walk.desk().press("Show all").awaitWords(open.id());
    walk.desk().type(By.id("paylink-text"), "nowhere").press("Find");
    walk.desk().awaitWords("No link matches.");
  }

  private static Browser compose(Subject order) {
    walk.createLink(order);
    walk.desk().press(By.cssSelector(".paylink-panel a[href*='/paylink/compose']"));
    walk.desk().find(SUBJECT);
    return walk.desk();
  }

  private static List<String> listed() {
    return walk.desk().all(By.cssSelector(".paylink-cards tbody tr")).stream()
        .map(row -> row.getText())
        .toList();
  }

  private static String typed(By field) {
    return walk.desk().find(field).getAttribute("value");
  }

  private static String download(String button) throws IOException {
    Path downloads = Files.createDirectory(folder.resolve("downloads"));
    walk.desk().looks().downloadsTo(downloads);
    walk.desk().press(button);
    Path file =
        new FluentWait<>(downloads)
            .withTimeout(Duration.ofMillis(PATIENCE_MS))
            .until(SendingWalkTest::finished);
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static Path finished(Path downloads) {
    try (var files = Files.list(downloads)) {
      return files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int closedPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
