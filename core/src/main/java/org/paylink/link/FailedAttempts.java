package org.paylink.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.records.Unit;

/** How often customers tried to pay a link in vain. */
public final class FailedAttempts {
  /**
   * How many checkouts that the customer gave up weigh as much as one that failed. An honest payer
   * goes back, is sent the link again and looks at it on another day; whoever begins checkouts
   * without end is stopped all the same.
   */
  public static final int GIVEN_UP_PER_FAILURE = 10;

  private FailedAttempts() {}

  /**
   * Attempts that were declined or failed at the gateway, since a person last said that the
   * customer may go on, and a share of those that ended without a try to pay. What never reached
   * the gateway is not the customer's doing.
   */
  public static long count(Unit unit, PaymentLink link) {
    Optional<Instant> since =
        PaymentExceptions.lastResolved(unit, ExceptionKind.TOO_MANY_ATTEMPTS, link.id());
    List<PaymentAttempt> ended =
        Links.attemptsOf(unit, link.id()).stream()
            .filter(attempt -> hasEndedUnpaid(attempt.state()) && attempt.sessionId().isPresent())
            .filter(attempt -> since.isEmpty() || attempt.createdAt().isAfter(since.get()))
            .toList();
    long failed = ended.stream().filter(FailedAttempts::wasTried).count();
    return failed + (ended.size() - failed) / GIVEN_UP_PER_FAILURE;
  }

  private static boolean wasTried(PaymentAttempt attempt) {
    return attempt.state() == AttemptState.FAILED || attempt.decline().isPresent();
  }

  private static boolean hasEndedUnpaid(AttemptState state) {
    return switch (state) {
      case EXPIRED, FAILED -> true;
      case STARTING, PAYABLE, PENDING, PAID -> false;
    };
  }
}
