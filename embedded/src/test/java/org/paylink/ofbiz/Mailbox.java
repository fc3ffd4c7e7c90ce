package org.paylink.ofbiz;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** The mail server of the walk, on the loopback interface; it takes all mail and keeps it. */
final class Mailbox implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final GreenMail server;

  private Mailbox(GreenMail server) {
    this.server = server;
  }

  /** One mail as it arrived. */
  record Mail(String to, String subject, String text, String html) {}

  /** Starts it. */
  static Mailbox at(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new Mailbox(server);
  }

  /** The one mail with these words in its subject and those in its text, once it is there. */
  Mail await(String subject, String text) {
    Report.await("a mail about " + subject, PATIENCE_SECONDS, () -> count(subject, text) > 0);
    Report.check(count(subject, text) == 1, "one mail about " + subject + ", " + text);
    return find(subject, text).orElseThrow();
  }

  /** How many have come with these words in their subject and those in their text. */
  long count(String subject, String text) {
    return Arrays.stream(server.getReceivedMessages())
        .map(Mailbox::read)
        .filter(mail -> mail.subject().contains(subject) && mail.text().contains(text))
        .count();
  }

  private Optional<Mail> find(String subject, String text) {
    return Arrays.stream(server.getReceivedMessages())
        .map(Mailbox::read)
        .filter(mail -> mail.subject().contains(subject) && mail.text().contains(text))
        .findFirst();
  }

  private static Mail read(MimeMessage message) {
    try {
      String to = message.getAllRecipients()[0].toString();
      Object content = message.getContent();
      // Around the two alternatives the host's mail service puts a part of its own.
      while (content instanceof MimeMultipart parts && parts.getCount() == 1) {
        content = parts.getBodyPart(0).getContent();
      }
      if (content instanceof MimeMultipart parts) {
        String text = parts.getBodyPart(0).getContent().toString();
        String html = parts.getBodyPart(1).getContent().toString();
        return new Mail(to, message.getSubject(), text, html);
      }
      return new Mail(to, message.getSubject(), content.toString(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail can't be read", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
