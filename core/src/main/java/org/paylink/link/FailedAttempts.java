package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.records.Unit;

/** How often customers tried to pay a link in vain. */
public final class FailedAttempts {
  private FailedAttempts() {}

  /**
   * Attempts that were declined, failed or ended unpaid at the gateway, since a person last said
   * that the customer may go on. What never reached the gateway is not the customer's doing.
   */
  public static long count(Unit unit, PaymentLink link) {
    Optional<Instant> since =
        PaymentExceptions.lastResolved(unit, ExceptionKind.TOO_MANY_ATTEMPTS, link.id());
    return Links.attemptsOf(unit, link.id()).stream()
        .filter(attempt -> isFailure(attempt.state()) && attempt.sessionId().isPresent())
        .filter(attempt -> since.isEmpty() || attempt.createdAt().isAfter(since.get()))
        .count();
  }

  private static boolean isFailure(AttemptState state) {
    return switch (state) {
      case EXPIRED, FAILED -> true;
      case STARTING, PAYABLE, PENDING, PAID -> false;
    };
  }
}
