package org.paylink.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Host;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.paylink.settlement.Settle;
import org.paylink.settlement.SettleReversals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds refunds and disputes that began at a gateway's dashboard or at a bank, and that no
 * notification told of: each account is asked once in a while for those since a stored mark.
 */
public final class NewReversals {
  private static final Logger LOG = LoggerFactory.getLogger(NewReversals.class);
  private static final String ENTITY = "PaymentReversalMark";
  private static final Duration EVERY = Duration.ofMinutes(15);

  /** A gateway's list may lag behind its own events, and its clock behind ours. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /** How far the first look goes back: as long as gateways repeat notifications. */
  private static final Duration FIRST_LOOK = Duration.ofDays(3);

  private final Host host;
  private final Connections connections;
  private final SettleReversals settle;

  /** For a host. */
  public NewReversals(Host host, Connections connections, SettleReversals settle) {
    this.host = host;
    this.connections = connections;
    this.settle = settle;
  }

  /** Looks at the accounts that are due, disabled ones as well: their money can still go back. */
  public void lookDue() {
    for (GatewayAccount account : host.accounts().all()) {
      try {
        connections.find(account.id()).filter(Connection::reverses).ifPresent(this::look);
      } catch (RuntimeException e) {
        LOG.error("what went back on account {} could not be worked on", account.id(), e);
      }
    }
  }

  private void look(Connection connection) {
    Map<String, Object> key = Map.of("gatewayAccountId", connection.account().id());
    Instant now = host.clock().instant();
    Optional<Row> row = host.records().unit(unit -> unit.find(ENTITY, key));
    if (row.flatMap(each -> each.moment("dueAt")).filter(now::isBefore).isPresent()) {
      return;
    }
    Optional<Instant> seenUntil = row.flatMap(each -> each.moment("seenUntil"));
    Instant since = seenUntil.map(mark -> mark.minus(OVERLAP)).orElse(now.minus(FIRST_LOOK));
    try {
      for (String chargeRef : connection.reversedSince(since)) {
        settle.settle(connection, chargeRef, Settle.Bringer.POLL);
      }
      store(key, row, Map.of("seenUntil", now, "dueAt", now.plus(EVERY)));
    } catch (GatewayException e) {
      LOG.warn("account {} can't say what went back: {}", connection.account().id(), e.kind());
      // What was seen stays, so that the next look covers the same time again.
      store(key, row, Map.of("dueAt", now.plus(e.retryAfter().orElse(EVERY))));
    }
  }

  private void store(Map<String, Object> key, Optional<Row> before, Map<String, Object> changes) {
    host.records().run(unit -> store(unit, key, before, changes));
  }

  private static void store(
      Unit unit, Map<String, Object> key, Optional<Row> before, Map<String, Object> changes) {
    if (before.isPresent()) {
      unit.update(ENTITY, key, changes);
    } else if (unit.find(ENTITY, key).isEmpty()) {
      Map<String, Object> row = new HashMap<>(changes);
      row.putAll(key);
      unit.insert(ENTITY, row);
    }
  }
}
