package org.paylink.gateway;

import java.util.Optional;

/** The answer to a webhook call: the notification it holds, or why it is refused. */
public sealed interface Notification permits Notification.Verified, Notification.Refused {

  /**
   * A notification that really comes from the gateway.
   *
   * @param eventId the gateway's id, unique within the account, at most 255 characters
   * @param type the gateway's word for what happened
   * @param sessionId the session it is about, if it names one
   * @param attemptId our attempt, if its metadata names one
   * @param apiVersion the version its shape follows, if it says so
   * @param relevant whether it can change what we know of money; the others are stored and done
   */
  record Verified(
      String eventId,
      String type,
      Optional<String> sessionId,
      Optional<String> attemptId,
      Optional<String> apiVersion,
      boolean relevant)
      implements Notification {}

  /**
   * Not to be believed; nothing of it is stored.
   *
   * @param reason for the log and the answer; never quotes the body
   */
  record Refused(String reason) implements Notification {}
}
