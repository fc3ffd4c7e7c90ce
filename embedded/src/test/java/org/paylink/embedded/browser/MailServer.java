package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.openqa.selenium.support.ui.FluentWait;

/** A real mail server, and what recipients find in their mailboxes. */
final class MailServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  MailServer() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** The newest of so many mails to an address, once they are there. */
  MimeMessage mail(String address, int count, String subject) throws Exception {
    List<MimeMessage> mails =
        new FluentWait<>(this)
            .withTimeout(PATIENCE)
            .withMessage("mail " + count + " to " + address)
            .until(any -> mails(address).size() < count ? null : mails(address));
    MimeMessage mail = mails.get(count - 1);
    assertThat(mail.getSubject()).contains(subject);
    return mail;
  }

  /** All mails to an address so far. */
  List<MimeMessage> mails(String address) {
    return Stream.of(server.getReceivedMessages())
        .filter(mail -> recipients(mail).contains("<" + address + ">"))
        .toList();
  }

  /** One of the two parts: 0 is the plain text, 1 the HTML. */
  static String part(MimeMessage mail, int number) throws Exception {
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(number).getContentType())
        .startsWith(number == 0 ? "text/plain" : "text/html");
    return (String) parts.getBodyPart(number).getContent();
  }

  /** The link's address in the HTML part, which the plain text shows as well. */
  static String linkIn(MimeMessage mail) throws Exception {
    Element link = Jsoup.parse(part(mail, 1)).select("a[href*='/pay/']").first();
    assertThat(link).as(part(mail, 1)).isNotNull();
    assertThat(part(mail, 0)).contains(link.attr("href"));
    return link.attr("href");
  }

  @Override
  public void close() {
    server.stop();
  }

  private static String recipients(MimeMessage mail) {
    try {
      return Arrays.toString(mail.getAllRecipients());
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail that can't be read arrived", e);
    }
  }
}
