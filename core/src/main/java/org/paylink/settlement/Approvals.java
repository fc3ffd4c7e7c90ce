package org.paylink.settlement;

import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
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
 */
final class Approvals {
  private final Host host;

  Approvals(Host host) {
    this.host = host;
  }

  /**
   * Takes an approved session's money, or gives it up. A session that is none of ours is left
   * alone.
   *
   * @return the session afterwards
   * @throws GatewayException when the gateway could not be asked, or left the outcome open; the
   *     session is fetched and decided on anew then, and its money is taken once at most
   */
  Session decide(Connection connection, Session approved) throws GatewayException {
    Optional<Boolean> mayTake =
        host.records().unit(unit -> mayTake(unit, connection.account(), approved));
    if (mayTake.isEmpty()) {
      return approved;
    }
    return mayTake.get() ? take(connection, approved) : connection.close(approved.id());
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

  /** Whether the money may be taken; nothing for a session that is none of ours. */
  private Optional<Boolean> mayTake(Unit unit, GatewayAccount account, Session session) {
    return RecordFacts.attemptOf(unit, account, session)
        .map(
            found -> {
              Circle circle = Circle.lock(unit, host.ledger(), found.subject());
              PaymentLink link = Links.lock(unit, found.linkId());
              PaymentAttempt attempt =
                  unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", found.id()))
                      .map(PaymentAttempt::of)
                      .orElseThrow();
              return attempt.state().isLive()
                  && mayBring(link.lifecycle())
                  && isStillDue(unit, circle, link, attempt);
            });
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
    // On account nothing is owed; the link asks for its amount once.
    return document
        .get()
        .open()
        .map(open -> fits(unit, circle, attempt, open))
        .orElseGet(() -> !Links.facts(unit, link).received().isPositive());
  }

  private static boolean fits(Unit unit, Circle circle, PaymentAttempt attempt, Money open) {
    Money amount = attempt.amount();
    if (!open.currency().equals(amount.currency())) {
      return false;
    }
    Money claimed =
        circle.liveAttempts(unit).stream()
            .filter(other -> !other.id().equals(attempt.id()))
            .filter(other -> other.state() == AttemptState.PENDING)
            .map(PaymentAttempt::amount)
            .filter(other -> other.currency().equals(amount.currency()))
            .reduce(amount, Money::plus)
            .plus(circle.unposted(unit, amount.currency()));
    return claimed.compareTo(open) <= 0;
  }
}
