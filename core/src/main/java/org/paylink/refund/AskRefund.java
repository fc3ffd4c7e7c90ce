package org.paylink.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.host.Host;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentRefund;
import org.paylink.link.RefundState;
import org.paylink.link.Texts;
import org.paylink.records.Unit;
import org.paylink.settlement.Settle;
import org.paylink.settlement.SettleReversals;

/**
 * Asks a gateway for a refund that is stored as requested. A refund that may have been made is
 * looked up before it is asked for again, so that an answer that was lost never makes two.
 */
public final class AskRefund {
  /** How long a request rests before the background asks, so that it doesn't meet the first try. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Host host;
  private final Connections connections;
  private final SettleReversals settle;

  /** For a host. */
  public AskRefund(Host host, Connections connections, SettleReversals settle) {
    this.host = host;
    this.connections = connections;
    this.settle = settle;
  }

  /**
   * Asks, unless it is known what became of it. Failures are recorded, not thrown: what may have
   * been done stays requested and is asked for again later.
   */
  public void ask(String refundId) {
    Optional<PaymentRefund> refund = find(refundId);
    if (refund.isEmpty() || refund.get().state() != RefundState.REQUESTED) {
      return;
    }
    Optional<Connection> connection = connections.find(refund.get().charge().gatewayAccountId());
    if (connection.isEmpty() || !connection.get().reverses()) {
      host.records().run(unit -> later(unit, refund.get(), "ACCOUNT_MISSING", Optional.empty()));
      return;
    }
    if (!begin(refund.get())) {
      return;
    }
    if (refund.get().tries() > 0 && !isMissing(connection.get(), refund.get())) {
      return;
    }
    try {
      Reversal.Refund made = connection.get().refund(request(refund.get()));
      settle.settle(
          connection.get(),
          refund.get().charge().externalRef(),
          List.of(made),
          Settle.Bringer.USER);
    } catch (GatewayException e) {
      host.records().run(unit -> failed(unit, refund.get(), e));
    }
  }

  /**
   * Stores that it is being asked for, before it is: a process that dies meanwhile leaves a request
   * that is looked up first. Only one of several at once goes on.
   */
  private boolean begin(PaymentRefund refund) {
    Map<String, Object> expected = new HashMap<>(PaymentRefund.key(refund.id()));
    expected.put("state", RefundState.REQUESTED.name());
    expected.put("tries", refund.tries());
    Map<String, Object> changes = new HashMap<>();
    changes.put("tries", refund.tries() + 1);
    changes.put("dueAt", host.clock().instant().plus(pause(refund, Optional.empty())));
    return host.records().unit(unit -> unit.update(PaymentRefund.ENTITY, expected, changes)) == 1;
  }

  /**
   * Whether an earlier try has certainly not made it. What the gateway has of it is settled; when
   * it can't say, nothing is certain, and it is looked up again later.
   */
  private boolean isMissing(Connection connection, PaymentRefund refund) {
    try {
      List<Reversal> all = connection.reversals(refund.charge().externalRef());
      settle.settle(connection, refund.charge().externalRef(), all, Settle.Bringer.POLL);
      return find(refund.id()).filter(each -> each.state() == RefundState.REQUESTED).isPresent();
    } catch (GatewayException e) {
      host.records().run(unit -> later(unit, refund, e.kind().name(), e.retryAfter()));
      return false;
    }
  }

  private static RefundRequest request(PaymentRefund refund) {
    return new RefundRequest(
        refund.idempotencyKey(),
        refund.id(),
        refund.charge().externalRef(),
        refund.amount(),
        RefundRequest.Reason.valueOf(refund.reason()));
  }

  private void failed(Unit unit, PaymentRefund asked, GatewayException e) {
    switch (e.kind()) {
      // Nothing was done now, and an earlier try, if there was one, was looked up and isn't there.
      case REFUSED, NOT_FOUND, KEY_REFUSED -> refused(unit, asked, e);
      case FAILED -> {
        // The gateway may answer its own failure again to the same key, so the next try, which
        // looks first, has another.
        later(unit, asked, e.kind().name(), e.retryAfter());
        unit.update(
            PaymentRefund.ENTITY,
            PaymentRefund.key(asked.id()),
            Map.of("idempotencyKey", asked.id() + "-" + (asked.tries() + 1)));
      }
      case KEY_REUSED, BUSY, UNREACHABLE, OUTCOME_UNKNOWN ->
          later(unit, asked, e.kind().name(), e.retryAfter());
    }
  }

  private void refused(Unit unit, PaymentRefund asked, GatewayException e) {
    PaymentLink found = Links.require(unit, asked.linkId());
    Links.lockSubject(unit, found.subject());
    Links.lock(unit, found.id());
    Instant now = host.clock().instant();
    Map<String, Object> expected = new HashMap<>(PaymentRefund.key(asked.id()));
    expected.put("state", RefundState.REQUESTED.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", RefundState.REFUSED.name());
    changes.put("lastError", Texts.shortened(String.valueOf(e.getMessage()), 250));
    changes.put("requestId", e.requestId().orElse(null));
    changes.put("dueAt", null);
    changes.put("doneAt", now);
    if (unit.update(PaymentRefund.ENTITY, expected, changes) == 1) {
      History.add(
          unit,
          asked.linkId(),
          HistoryEvent.REFUND_REFUSED,
          "<gateway>",
          now,
          Map.of(
              "amount", asked.amount().toString(),
              "reason", Texts.shortened(String.valueOf(e.getMessage()), 200)));
    }
  }

  private void later(Unit unit, PaymentRefund asked, String why, Optional<Duration> retryAfter) {
    Map<String, Object> expected = new HashMap<>(PaymentRefund.key(asked.id()));
    expected.put("state", RefundState.REQUESTED.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("lastError", why);
    changes.put("dueAt", host.clock().instant().plus(pause(asked, retryAfter)));
    unit.update(PaymentRefund.ENTITY, expected, changes);
  }

  private static Duration pause(PaymentRefund asked, Optional<Duration> retryAfter) {
    Duration wait = PAUSE.multipliedBy(1L << Math.min(asked.tries(), 6));
    Duration pause = retryAfter.filter(wish -> wish.compareTo(wait) > 0).orElse(wait);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private Optional<PaymentRefund> find(String refundId) {
    return host.records()
        .unit(unit -> unit.find(PaymentRefund.ENTITY, PaymentRefund.key(refundId)))
        .map(PaymentRefund::of);
  }
}
