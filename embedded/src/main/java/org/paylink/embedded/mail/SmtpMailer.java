package org.paylink.embedded.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.paylink.embedded.Configuration;
import org.paylink.host.Mailer;
import org.paylink.link.DeliveryReason;

/**
 * Hands mails to an SMTP server; see https://www.rfc-editor.org/rfc/rfc5321. Settings: {@code
 * mail.smtp.host}, {@code mail.smtp.port} (25), {@code mail.from}, and where the server wants them
 * {@code mail.smtp.user}, {@code mail.smtp.password} (better in the environment, as {@code
 * PAYLINK_MAIL_SMTP_PASSWORD}) and {@code mail.smtp.starttls} ({@code true}).
 */
public final class SmtpMailer implements Mailer {
  private static final String CONNECT_WITHIN_MS = "5000";
  private static final String ANSWER_WITHIN_MS = "10000";

  private final Configuration configuration;

  /** A mailer with settings read at each use. */
  public SmtpMailer(Configuration configuration) {
    this.configuration = configuration;
  }

  static boolean isSetUp(Configuration configuration) {
    return configuration.get("mail.smtp.host").isPresent();
  }

  @Override
  public Answer deliver(Message message) {
    Optional<String> from = configuration.get("mail.from");
    if (from.isEmpty() || !isSetUp(configuration)) {
      return new Refused(DeliveryReason.SENDER_MISSING, true, "");
    }
    Session session = Session.getInstance(properties());
    MimeMessage mail;
    try {
      mail = mail(session, message, from.get());
    } catch (MessagingException | UnsupportedEncodingException e) {
      return new Refused(DeliveryReason.MESSAGE_REFUSED, true, "");
    }
    try (Transport transport = session.getTransport("smtp")) {
      return connect(transport).orElseGet(() -> handOver(transport, mail));
    } catch (MessagingException e) {
      // Closing failed, or there is no such transport; what became of the mail is said already.
      return new Unknown(e.getClass().getSimpleName());
    }
  }

  /** Nothing when it is connected. */
  private Optional<Answer> connect(Transport transport) {
    try {
      transport.connect(
          configuration.get("mail.smtp.user").orElse(null),
          configuration.get("mail.smtp.password").orElse(null));
      return Optional.empty();
    } catch (AuthenticationFailedException e) {
      return Optional.of(
          new Refused(DeliveryReason.SENDER_MISSING, false, "the password is refused"));
    } catch (MessagingException e) {
      return Optional.of(new Refused(DeliveryReason.SERVER_UNREACHABLE, false, ""));
    }
  }

  private static Answer handOver(Transport transport, MimeMessage mail) {
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Accepted(Optional.of(((SMTPTransport) transport).getLastServerResponse().strip()));
    } catch (SendFailedException e) {
      return refused(e);
    } catch (MessagingException e) {
      // The connection broke: the server may have taken it before.
      return new Unknown("the connection was lost");
    }
  }

  private static Answer refused(SendFailedException failure) {
    Exception cause = failure;
    while (cause != null) {
      if (cause instanceof SMTPAddressFailedException address) {
        return refused(address.getReturnCode(), DeliveryReason.ADDRESS_REFUSED, address);
      }
      if (cause instanceof SMTPSendFailedException send && send.getNextException() == null) {
        return send.getReturnCode() < 0
            ? new Unknown("the connection was lost")
            : refused(send.getReturnCode(), DeliveryReason.MESSAGE_REFUSED, send);
      }
      cause = cause instanceof MessagingException next ? next.getNextException() : null;
    }
    return new Unknown("the server's answer was not understood");
  }

  private static Answer refused(int code, DeliveryReason reason, MessagingException said) {
    String words = said.getMessage() == null ? Integer.toString(code) : said.getMessage().strip();
    return code >= 500
        ? new Refused(reason, true, words)
        : new Refused(DeliveryReason.SERVER_BUSY, false, words);
  }

  private static MimeMessage mail(Session session, Message message, String from)
      throws MessagingException, UnsupportedEncodingException {
    String utf8 = StandardCharsets.UTF_8.name();
    String domain = from.substring(from.indexOf('@') + 1);
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<paylink-" + message.id() + "@" + domain + ">");
          }
        };
    mail.setFrom(new InternetAddress(from, message.fromName(), utf8));
    Address to =
        message.toName().isEmpty()
            ? new InternetAddress(message.to(), true)
            : new InternetAddress(message.to(), message.toName(), utf8);
    mail.setRecipient(jakarta.mail.Message.RecipientType.TO, to);
    mail.setSubject(message.subject(), utf8);
    mail.setSentDate(new java.util.Date());
    mail.setContentLanguage(new String[] {message.language().toLanguageTag()});
    MimeMultipart parts = new MimeMultipart("alternative");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(message.text(), utf8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(message.html(), utf8, "html");
    parts.addBodyPart(text);
    parts.addBodyPart(html);
    mail.setContent(parts);
    mail.saveChanges();
    return mail;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", configuration.get("mail.smtp.host").orElseThrow());
    properties.put("mail.smtp.port", configuration.get("mail.smtp.port").orElse("25"));
    properties.put("mail.smtp.connectiontimeout", CONNECT_WITHIN_MS);
    properties.put("mail.smtp.timeout", ANSWER_WITHIN_MS);
    properties.put("mail.smtp.writetimeout", ANSWER_WITHIN_MS);
    properties.put(
        "mail.smtp.auth", Boolean.toString(configuration.get("mail.smtp.user").isPresent()));
    boolean tls = configuration.get("mail.smtp.starttls").filter("true"::equals).isPresent();
    properties.put("mail.smtp.starttls.enable", Boolean.toString(tls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(tls));
    return properties;
  }
}
