package org.paylink.embedded.mail;

import java.time.InstantSource;
import org.paylink.embedded.Configuration;
import org.paylink.host.Mailer;
import org.paylink.link.DeliveryReason;

/**
 * The sample host's mail: to the server {@code mail.smtp.host} when one is set, else into a {@link
 * Mailbox}; not at all while {@code mail.off} is {@code true}.
 */
public final class HostMailer implements Mailer {
  private final Configuration configuration;
  private final SmtpMailer smtp;
  private final Mailbox mailbox;

  /** Mail as the configuration says at each use. */
  public HostMailer(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    smtp = new SmtpMailer(configuration);
    mailbox = new Mailbox(clock);
  }

  @Override
  public Answer deliver(Message message) {
    if (configuration.get("mail.off").filter("true"::equals).isPresent()) {
      return new Refused(DeliveryReason.SWITCHED_OFF, true, "");
    }
    return SmtpMailer.isSetUp(configuration) ? smtp.deliver(message) : mailbox.deliver(message);
  }

  /** Where mails are while no server is set. */
  public Mailbox mailbox() {
    return mailbox;
  }
}
