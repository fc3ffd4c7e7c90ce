package org.paylink.embedded.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.embedded.Configuration;
import org.paylink.host.Mailer;
import org.paylink.link.DeliveryReason;

/** Mails on the wire, to real SMTP servers. */
@Timeout(60)
class SmtpMailerTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Map<String, String> settings = new HashMap<>();
  private final HostMailer mailer =
      new HostMailer(Configuration.of(settings), InstantSource.system());

  @BeforeEach
  void start() {
    server.start();
    at(server.getSmtp().getPort());
    settings.put("mail.from", "billing@example.com");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailArrivesAsTextAndAsHtml() throws Exception {
    Mailer.Answer answer = mailer.deliver(message("anna@example.com"));

    assertThat(answer).isInstanceOf(Mailer.Accepted.class);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat((String) parts.getBodyPart(0).getContent()).contains("Grüße", "https://x/pay/abc");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat((String) parts.getBodyPart(1).getContent()).contains("<p>Grüße</p>");
  }

  @Test
  void whoWritesAndWhatAboutIsReadAnywhere() throws Exception {
    mailer.deliver(message("anna@example.com"));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Zahlung an Müller & Söhne");
    assertThat(mail.getFrom()[0].toString()).contains("billing@example.com");
    assertThat(((jakarta.mail.internet.InternetAddress) mail.getFrom()[0]).getPersonal())
        .isEqualTo("Müller & Söhne");
    assertThat(mail.getMessageID()).isEqualTo("<paylink-S123@example.com>");
    assertThat(mail.getHeader("Content-Language")).containsExactly("de");
  }

  @Test
  void namesCanAddNoHeaderAndNoRecipient() throws Exception {
    String evil = "x\r\nBcc: everybody@example.com\r\n\r\nbody";
    mailer.deliver(
        new Mailer.Message(
            "S1", evil, "anna@example.com", evil, evil, "text", "<p>html</p>", Locale.ENGLISH));

    for (MimeMessage mail : server.getReceivedMessages()) {
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getAllRecipients()).hasSize(1);
    }
    assertThat(server.getReceivedMessages().length).isLessThanOrEqualTo(1);
  }

  @Test
  void aMailboxThatIsRefusedIsRefusedForGood() throws Exception {
    try (Refusing refusing = new Refusing("RCPT", "550 5.1.1 no such user")) {
      at(refusing.port());

      assertThat(mailer.deliver(message("nobody@example.com")))
          .isInstanceOfSatisfying(
              Mailer.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(DeliveryReason.ADDRESS_REFUSED);
                assertThat(refused.permanent()).isTrue();
                assertThat(refused.said()).contains("550 5.1.1 no such user");
              });
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgainLater() throws Exception {
    try (Refusing refusing = new Refusing("RCPT", "451 4.7.1 greylisted")) {
      at(refusing.port());

      assertThat(mailer.deliver(message("anna@example.com")))
          .isInstanceOfSatisfying(
              Mailer.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(DeliveryReason.SERVER_BUSY);
                assertThat(refused.permanent()).isFalse();
              });
    }
  }

  @Test
  void aMessageThatIsRefusedSaysSo() throws Exception {
    try (Refusing refusing = new Refusing(".", "554 5.7.1 looks like spam")) {
      at(refusing.port());

      assertThat(mailer.deliver(message("anna@example.com")))
          .isInstanceOfSatisfying(
              Mailer.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(DeliveryReason.MESSAGE_REFUSED);
                assertThat(refused.permanent()).isTrue();
              });
    }
  }

  @Test
  void anAnswerThatIsLostIsAnUnknownOutcome() throws Exception {
    try (Refusing refusing = new Refusing(".", "")) {
      at(refusing.port());

      assertThat(mailer.deliver(message("anna@example.com"))).isInstanceOf(Mailer.Unknown.class);
    }
  }

  @Test
  void aServerThatIsDownIsTriedAgainLater() {
    int port = server.getSmtp().getPort();
    server.stop();
    at(port);

    assertThat(mailer.deliver(message("anna@example.com")))
        .isEqualTo(new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, ""));
  }

  @Test
  void mailThatIsSwitchedOffSaysSo() {
    settings.put("mail.off", "true");

    assertThat(mailer.deliver(message("anna@example.com")))
        .isEqualTo(new Mailer.Refused(DeliveryReason.SWITCHED_OFF, true, ""));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void withoutASendersAddressNothingIsSent() {
    settings.remove("mail.from");

    assertThat(mailer.deliver(message("anna@example.com")))
        .isEqualTo(new Mailer.Refused(DeliveryReason.SENDER_MISSING, true, ""));
  }

  @Test
  void withoutAServerMailsAreInTheMailbox() {
    settings.remove("mail.smtp.host");

    assertThat(mailer.deliver(message("anna@example.com"))).isInstanceOf(Mailer.Accepted.class);
    assertThat(mailer.deliver(message("refused@example.com"))).isInstanceOf(Mailer.Refused.class);
    assertThat(mailer.mailbox().mails()).hasSize(1);
  }

  private void at(int port) {
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(port));
  }

  private static Mailer.Message message(String to) {
    return new Mailer.Message(
        "S123",
        "Müller & Söhne",
        to,
        "Anna Bäcker",
        "Zahlung an Müller & Söhne",
        "Grüße\n\nhttps://x/pay/abc\n",
        "<p>Grüße</p>",
        Locale.GERMAN);
  }
}
