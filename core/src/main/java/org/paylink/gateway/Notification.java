package org.paylink.gateway;

import java.util.List;
import java.util.Optional;

/** The answer to a webhook call: the notification it holds, or why it is refused. */
public sealed interface Notification permits Notification.Verified, Notification.Refused {

  /** What a notification is about. */
  enum Concern {
    /** A checkout: its session is to be fetched. */
    PAYMENT,
    /** Money that goes back: a refund or a dispute. */
    REVERSAL,
    /** Nothing that changes what we know of money; stored and done. */
    NOTHING
  }

  /**
   * A notification that really comes from the gateway.
   *
   * @param eventId the gateway's id, unique within the account, at most 255 characters
   * @param type the gateway's word for what happened
   * @param sessionId the session it is about, if it names one
   * @param attemptId our attempt, if its metadata names one
   * @param apiVersion the version its shape follows, if it says so
   * @param concern what it can change in what we know of money
   * @param paymentRefs of money that goes back, the gateway's references of the payment it comes
   *     from, the one that receipts are known by first; empty when it names none
   */
  record Verified(
      String eventId,
      String type,
      Optional<String> sessionId,
      Optional<String> attemptId,
      Optional<String> apiVersion,
      Concern concern,
      List<String> paymentRefs)
      implements Notification {

    /** Copies the references. */
    public Verified {
      paymentRefs = List.copyOf(paymentRefs);
    }

    /** A notification that names no payment money goes back from. */
    public Verified(
        String eventId,
        String type,
        Optional<String> sessionId,
        Optional<String> attemptId,
        Optional<String> apiVersion,
        Concern concern) {
      this(eventId, type, sessionId, attemptId, apiVersion, concern, List.of());
    }
  }

  /**
   * Not to be believed; nothing of it is stored.
   *
   * @param reason for the log and the answer; never quotes the body
   */
  record Refused(String reason) implements Notification {}
}
