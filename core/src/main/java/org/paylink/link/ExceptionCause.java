package org.paylink.link;

import java.util.Optional;

/**
 * What an exception is about, as far as it is known.
 *
 * @param organizationPartyId whose money it is
 * @param gatewayAccountId the account it moved on
 * @param externalRef the gateway's reference of the money, or its id of the notification
 * @param attemptId the checkout
 */
public record ExceptionCause(
    Optional<String> organizationPartyId,
    Optional<String> gatewayAccountId,
    Optional<String> externalRef,
    Optional<String> attemptId) {
  /** Nothing but the link is known. */
  public static final ExceptionCause UNSAID =
      new ExceptionCause(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A movement of money. */
  public static ExceptionCause of(ReceiptKey key, Optional<String> attemptId) {
    return new ExceptionCause(
        Optional.empty(),
        Optional.of(key.gatewayAccountId()),
        Optional.of(key.externalRef()),
        attemptId);
  }

  /** A checkout. */
  public static ExceptionCause of(PaymentAttempt attempt) {
    return new ExceptionCause(
        Optional.of(attempt.subject().organizationPartyId()),
        Optional.of(attempt.gatewayAccountId()),
        Optional.empty(),
        Optional.of(attempt.id()));
  }

  /** The same cause, of an organization's account. */
  public ExceptionCause in(String organization) {
    return new ExceptionCause(Optional.of(organization), gatewayAccountId, externalRef, attemptId);
  }
}
