package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * Takes what customers agreed to, at gateways that leave the taking to us. The last look is made
 * under the locks, the money is taken outside of any transaction, and when it must not be taken any
 * more the customer's agreement is given up instead, so that closed links bring no money.
 *
 * <p>A decision to take is marked on the attempt under the same locks. While the mark stands the
 * amount counts as asked for, so that no other agreement is taken for the same debt, and whoever
 * closes the link meanwhile sees that a payment is just being taken: it is, whatever they do.
 */
final class Approvals {
  /**
   * How long a decision stands though nothing was heard of it: longer than a call to a gateway
   * takes. After that whoever made it is gone, and it is decided anew.
   */
  private static final Duration STANDS = Duration.ofMinutes(2);

  private final Host host;

  Approvals(Host host) {
    this.host = host;
  }

  /**
   * What came of a decision.
   *
   * @param session the session afterwards
   * @param answered the mark of the decision that the gateway has answered
   */
  record Decided(Session session, Optional<Long> answered) {}

  /** What is to be done; TAKE has a mark. */
  private record Decision(Act act, Optional<Long> mark) {
    enum Act {
      TAKE,
      GIVE_UP,
      LEAVE
    }
  }

  /**
   * Takes an approved session's money, or gives it up. A session that is none of ours is left
   * alone, and so is one that somebody has just decided to take, when that is no longer wanted.
   *
   * @throws GatewayException when the gateway could not be asked, or left the outcome open; the
   *     session is fetched and decided on anew then, and its money is taken once at most
   */
  Decided decide(Connection connection, Session approved) throws GatewayException {
    Decision decision =
        host.records()
            .unit(
                unit ->
                    RecordFacts.attemptOf(unit, connection.account(), approved)
                        .map(found -> decision(unit, found))
                        .orElse(new Decision(Decision.Act.LEAVE, Optional.empty())));
    return switch (decision.act()) {
      case TAKE -> new Decided(take(connection, approved), decision.mark());
      case GIVE_UP -> new Decided(connection.close(approved.id()), Optional.empty());
      case LEAVE -> new Decided(approved, Optional.empty());
    };
  }

  /**
   * The mark of a decision on a session that stands now. A session that is fetched after this and
   * is open again answers it: nothing was taken.
   */
  Optional<Long> mark(Connection connection, String sessionId) {
    return host.records()
        .unit(unit -> RecordFacts.attemptBySession(unit, connection.account(), sessionId))
        .flatMap(PaymentAttempt::takingMark);
  }

  private static Session take(Connection connection, Session approved) throws GatewayException {
    try {
      return connection.capture(approved.id());
    } catch (GatewayException e) {
      if (e.kind() != GatewayException.Kind.OUTCOME_UNKNOWN) {
        throw e;
      }
      // Looked up before it is repeated: the money may have been taken.
      Session after = connection.fetch(approved.id());
      return after.state() == Session.State.APPROVED ? connection.capture(approved.id()) : after;
    }
  }

  private Decision decision(Unit unit, PaymentAttempt found) {
    Circle circle = Circle.lock(unit, host.ledger(), found.subject());
    PaymentLink link = Links.lock(unit, found.linkId());
    PaymentAttempt attempt =
        unit.find(PaymentAttempt.ENTITY, key(found)).map(PaymentAttempt::of).orElseThrow();
    Instant now = host.clock().instant();
    boolean mayTake =
        attempt.state().isLive()
            && mayBring(link.lifecycle())
            && isStillDue(unit, circle, link, attempt);
    if (!mayTake) {
      boolean stands =
          attempt
              .takingMark()
              .filter(mark -> mark + STANDS.toMillis() > now.toEpochMilli())
              .isPresent();
      return new Decision(stands ? Decision.Act.LEAVE : Decision.Act.GIVE_UP, Optional.empty());
    }
    return new Decision(Decision.Act.TAKE, Optional.of(mark(unit, attempt, now)));
  }

  private static long mark(Unit unit, PaymentAttempt attempt, Instant now) {
    long before = attempt.takingMark().orElse(0L);
    long mark = Math.max(now.toEpochMilli(), before + 1);
    unit.update(PaymentAttempt.ENTITY, key(attempt), Map.of("takingMark", mark));
    if (before == 0) {
      History.add(
          unit,
          attempt.linkId(),
          HistoryEvent.ATTEMPT_TAKING,
          "<paylink>",
          now,
          Map.of("attempt", attempt.id(), "amount", attempt.amount().toString()));
    }
    Links.refresh(unit, attempt.linkId());
    return mark;
  }

  private static Map<String, Object> key(PaymentAttempt attempt) {
    return Map.of("paymentAttemptId", attempt.id());
  }

  /** A checkout begun in time may finish after its link has expired. */
  private static boolean mayBring(Lifecycle lifecycle) {
    return switch (lifecycle) {
      case OPEN, EXPIRED -> true;
      case CANCELLED, SUPERSEDED, FULFILLED, DEACTIVATED -> false;
    };
  }

  private boolean isStillDue(Unit unit, Circle circle, PaymentLink link, PaymentAttempt attempt) {
    Optional<Document> document =
        host.ledger()
            .document(unit, attempt.subject())
            .filter(found -> found.state() == Document.State.PAYABLE);
    if (document.isEmpty()) {
      return false;
    }
    return document
        .get()
        .open()
        .map(open -> fits(unit, circle, attempt, open))
        .orElseGet(() -> isFirstOnAccount(unit, link, attempt));
  }

  /** On account nothing is owed; the link asks for its amount once. */
  private static boolean isFirstOnAccount(Unit unit, PaymentLink link, PaymentAttempt attempt) {
    return !Links.facts(unit, link).received().isPositive()
        && Links.attemptsOf(unit, link.id()).stream()
            .noneMatch(other -> !other.id().equals(attempt.id()) && other.isUnderWay());
  }

  private static boolean fits(Unit unit, Circle circle, PaymentAttempt attempt, Money open) {
    Money amount = attempt.amount();
    if (!open.currency().equals(amount.currency())) {
      return false;
    }
    Money claimed =
        circle.liveAttempts(unit).stream()
            .filter(other -> !other.id().equals(attempt.id()))
            .filter(PaymentAttempt::isUnderWay)
            .map(PaymentAttempt::amount)
            .filter(other -> other.currency().equals(amount.currency()))
            .reduce(amount, Money::plus)
            .plus(circle.unposted(unit, amount.currency()));
    return claimed.compareTo(open) <= 0;
  }
}
