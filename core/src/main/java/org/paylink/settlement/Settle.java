package org.paylink.settlement;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Session;
import org.paylink.host.Host;
import org.paylink.link.AttemptState;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.ReceiptKey;

/**
 * Brings what the gateway says into the books. Whoever has a hint (webhook, browser, poll, person)
 * calls this; the hint itself is never believed: the gateway's own record is fetched, outside of
 * any transaction, then recorded in one unit and posted in another.
 */
public final class Settle {
  private final Host host;
  private final Connections connections;
  private final RecordFacts recordFacts;
  private final PostReceipts postReceipts;
  private final Approvals approvals;

  /** For a host. */
  public Settle(Host host, Connections connections, PostReceipts postReceipts) {
    this.host = host;
    this.connections = connections;
    this.recordFacts = new RecordFacts(host);
    this.postReceipts = postReceipts;
    this.approvals = new Approvals(host);
  }

  /** Who had the hint. */
  public enum Bringer {
    WEBHOOK,
    RETURN,
    POLL,
    USER,
    CLOSING
  }

  /**
   * Fetches a session and settles it; what a customer agreed to is taken, or given up when it must
   * not be taken any more. Posting failures are recorded, not thrown: the money is known then.
   *
   * @return the attempt's state afterwards; absent for a session that is none of ours
   * @throws GatewayException when the gateway could not be asked; nothing changed
   */
  public Optional<AttemptState> settle(Connection connection, String sessionId, Bringer by)
      throws GatewayException {
    Optional<Long> mark =
        connection.captures() ? approvals.mark(connection, sessionId) : Optional.empty();
    Session session = connection.fetch(sessionId);
    Approvals.Decided decided =
        session.state() == Session.State.APPROVED
            ? approvals.decide(connection, session)
            : new Approvals.Decided(session, mark);
    return settle(connection, decided, by);
  }

  /** Settles a session as it was answered just now; nothing is captured. */
  public Optional<AttemptState> settle(Connection connection, Session session, Bringer by) {
    return settle(connection, new Approvals.Decided(session, Optional.empty()), by);
  }

  private Optional<AttemptState> settle(
      Connection connection, Approvals.Decided decided, Bringer by) {
    Instant now = host.clock().instant();
    RecordFacts.Recorded recorded =
        host.records()
            .unit(unit -> recordFacts.record(unit, connection.account(), decided, by, now));
    recorded.receipt().ifPresent(this::post);
    return recorded.state();
  }

  /**
   * Closes an attempt's session at the gateway and settles what it turns out to be.
   *
   * @return the attempt's state afterwards, or nothing when there is no such attempt, it has no
   *     session yet, or the gateway could not be asked
   */
  public Optional<AttemptState> closeAndSettle(String attemptId) {
    Optional<PaymentAttempt> attempt = attempt(attemptId);
    Optional<Connection> connection =
        attempt.flatMap(found -> connections.find(found.gatewayAccountId()));
    if (connection.isEmpty() || attempt.get().sessionId().isEmpty()) {
      return Optional.empty();
    }
    try {
      Session closed = connection.get().close(attempt.get().sessionId().get());
      return settle(connection.get(), closed, Bringer.CLOSING);
    } catch (GatewayException e) {
      return Optional.empty();
    }
  }

  /** The attempt with this id. */
  public Optional<PaymentAttempt> attempt(String attemptId) {
    return host.records()
        .unit(unit -> unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attemptId)))
        .map(PaymentAttempt::of);
  }

  private void post(ReceiptKey key) {
    postReceipts.post(key);
  }
}
