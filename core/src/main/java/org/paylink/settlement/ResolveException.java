package org.paylink.settlement;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.PaymentLink;
import org.paylink.link.Texts;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Closes exceptions that a person has dealt with. */
public final class ResolveException {
  private static final int LONGEST_RESOLUTION = 250;

  private final Host host;

  /** For a host. */
  public ResolveException(Host host) {
    this.host = host;
  }

  /**
   * Closes an exception, with what was done in the person's words. One about a session that can't
   * be looked up gives its checkout up, so that it no longer stands in the way; money that comes of
   * it all the same is booked. One about a posting can't be closed by hand: it closes itself once
   * the money is in the ledger. Repeating it changes nothing.
   *
   * @throws PaylinkException PERMISSION_MISSING, EXCEPTION_UNKNOWN, RESOLUTION_MISSING,
   *     EXCEPTION_NOT_BY_HAND
   */
  public void resolve(String exceptionId, String resolution, Actor actor) {
    actor.require(Permission.CONFIRM);
    if (resolution.isBlank()) {
      throw new PaylinkException(Problem.RESOLUTION_MISSING, Map.of("field", "resolution"));
    }
    Instant now = host.clock().instant();
    host.records()
        .run(
            unit ->
                inUnit(
                    unit,
                    exceptionId,
                    Texts.shortened(resolution.strip(), LONGEST_RESOLUTION),
                    actor,
                    now));
  }

  private static void inUnit(
      Unit unit, String exceptionId, String resolution, Actor actor, Instant now) {
    PaymentException exception =
        PaymentExceptions.find(unit, exceptionId)
            .orElseThrow(() -> new PaylinkException(Problem.EXCEPTION_UNKNOWN));
    if (exception.kind() == ExceptionKind.POSTING_FAILED) {
      throw new PaylinkException(
          Problem.EXCEPTION_NOT_BY_HAND,
          Map.of("message", exception.detail().fact(ExceptionDetail.MESSAGE)));
    }
    Optional<PaymentLink> link = exception.linkId().flatMap(id -> Links.find(unit, id));
    link.ifPresent(
        found -> {
          Links.lockSubject(unit, found.subject());
          Links.lock(unit, found.id());
        });
    PaymentExceptions.resolve(
        unit,
        exceptionId,
        exception.kind(),
        exception.linkId(),
        actor.userLoginId(),
        resolution,
        now);
    if (exception.kind() == ExceptionKind.SESSION_NOT_CLOSED) {
      giveUp(unit, exception.detail().fact("attempt"));
    }
    link.ifPresent(found -> Links.refresh(unit, found.id()));
  }

  private static void giveUp(Unit unit, String attemptId) {
    Map<String, Object> key = Map.of("paymentAttemptId", attemptId);
    unit.find(PaymentAttempt.ENTITY, key)
        .map(PaymentAttempt::of)
        .filter(attempt -> attempt.state().isLive())
        .ifPresent(
            attempt ->
                unit.update(
                    PaymentAttempt.ENTITY, key, Map.of("state", AttemptState.EXPIRED.name())));
  }
}
