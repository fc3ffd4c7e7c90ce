package org.paylink.host;

import java.util.Locale;
import java.util.Optional;
import org.paylink.link.DeliveryReason;

/**
 * Hands one e-mail to the host's transport. Called outside of units, because a rollback can't take
 * a mail back. The sender's address is the transport's own business; a message only says the name
 * to show.
 */
public interface Mailer {

  /**
   * Hands a message over and says what became of it. Waits for half a minute at most; what throws
   * is taken for an unknown outcome.
   */
  Answer deliver(Message message);

  /**
   * One message to one recipient. It holds the link's address: never store or log its parts.
   *
   * @param id the same at every try of the same delivery, so that a mail program can tell a
   *     repetition; at most 20 characters of {@code A-Za-z0-9_-}
   * @param fromName who writes, as customers know it
   * @param to one address that has been checked
   * @param toName whom it belongs to; may be empty
   * @param subject one line
   * @param text the plain part
   * @param html the HTML part, a whole document
   * @param language the language of both
   */
  record Message(
      String id,
      String fromName,
      String to,
      String toName,
      String subject,
      String text,
      String html,
      Locale language) {
    @Override
    public String toString() {
      return "message " + id;
    }
  }

  /** What became of a message. */
  sealed interface Answer permits Accepted, Refused, Unknown {}

  /**
   * The transport took it over. That is all *sent* means: nobody can say whether it was read.
   *
   * @param reference what the transport calls it, if it says
   */
  record Accepted(Optional<String> reference) implements Answer {}

  /**
   * It was not sent.
   *
   * @param reason why
   * @param permanent whether trying again would end the same way
   * @param said the transport's own words, without the message; may be empty
   */
  record Refused(DeliveryReason reason, boolean permanent, String said) implements Answer {}

  /**
   * The transport may have taken it: its answer was lost.
   *
   * @param said what went wrong, without the message
   */
  record Unknown(String said) implements Answer {}
}
