package org.paylink.link;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an exception is about, as far as it is known.
 *
 * @param organizationPartyId whose money it is
 * @param gatewayAccountId the account it moved on
 * @param externalRef the gateway's reference of the money
 * @param receiptType with account and reference the key of the receipt it is about
 * @param attemptId the checkout
 * @param eventId the gateway's id of the notification that told of it
 */
public record ExceptionCause(
    Optional<String> organizationPartyId,
    Optional<String> gatewayAccountId,
    Optional<String> externalRef,
    Optional<String> receiptType,
    Optional<String> attemptId,
    Optional<String> eventId) {
  /** Nothing but the link is known. */
  public static final ExceptionCause UNSAID =
      new ExceptionCause(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** A movement of money. */
  public static ExceptionCause of(ReceiptKey key, Optional<String> attemptId) {
    return new ExceptionCause(
        Optional.empty(),
        Optional.of(key.gatewayAccountId()),
        Optional.of(key.externalRef()),
        Optional.of(key.type().name()),
        attemptId,
        Optional.empty());
  }

  /** A checkout. */
  public static ExceptionCause of(PaymentAttempt attempt) {
    return new ExceptionCause(
        Optional.of(attempt.subject().organizationPartyId()),
        Optional.of(attempt.gatewayAccountId()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(attempt.id()),
        Optional.empty());
  }

  /** A notification of an account. */
  public static ExceptionCause ofEvent(
      String accountId, String eventId, Optional<String> attemptId) {
    return new ExceptionCause(
        Optional.empty(),
        Optional.of(accountId),
        Optional.empty(),
        Optional.empty(),
        attemptId,
        Optional.of(eventId));
  }

  /** The fields it is stored in, of what is known. */
  Map<String, Object> known() {
    Map<String, Object> fields = new HashMap<>();
    gatewayAccountId.ifPresent(id -> fields.put("gatewayAccountId", id));
    externalRef.ifPresent(reference -> fields.put("externalRef", reference));
    receiptType.ifPresent(type -> fields.put("receiptType", type));
    attemptId.ifPresent(id -> fields.put("paymentAttemptId", id));
    eventId.ifPresent(id -> fields.put("externalEventId", id));
    return fields;
  }

  /** The same cause, of an organization's account. */
  public ExceptionCause in(String organization) {
    return new ExceptionCause(
        Optional.of(organization), gatewayAccountId, externalRef, receiptType, attemptId, eventId);
  }

  /** The same cause, told of by a notification. */
  public ExceptionCause toldBy(String event) {
    return new ExceptionCause(
        organizationPartyId,
        gatewayAccountId,
        externalRef,
        receiptType,
        attemptId,
        Optional.of(event));
  }
}
