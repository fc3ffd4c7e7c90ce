package org.paylink.embedded.mail;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Mailer;
import org.paylink.link.DeliveryReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for everybody's mailbox while no mail server is set up. Mails are kept in memory alone,
 * because a link's address stands in them; the newest 200. Addresses that begin with {@code
 * refused} are refused for good, those that begin with {@code busy} for now.
 */
public final class Mailbox implements Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final int MOST = 200;

  private final InstantSource clock;
  private final Deque<Mail> mails = new ArrayDeque<>();
  private long last;

  /** An empty one. */
  public Mailbox(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One mail that arrived.
   *
   * @param number counts from 1
   */
  public record Mail(long number, Instant at, Message message) {}

  @Override
  public synchronized Answer deliver(Message message) {
    if (message.to().startsWith("refused")) {
      return new Refused(DeliveryReason.ADDRESS_REFUSED, true, "550 no such mailbox here");
    }
    if (message.to().startsWith("busy")) {
      return new Refused(DeliveryReason.SERVER_BUSY, false, "451 try again later");
    }
    mails.addFirst(new Mail(++last, clock.instant(), message));
    if (mails.size() > MOST) {
      mails.removeLast();
    }
    LOG.info("mail {} to {}; it is shown at /mailbox", last, message.to());
    return new Accepted(Optional.of("mailbox " + last));
  }

  /** What arrived, the newest first. */
  public synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** One mail. */
  public Optional<Mail> mail(long number) {
    return mails().stream().filter(mail -> mail.number() == number).findFirst();
  }
}
