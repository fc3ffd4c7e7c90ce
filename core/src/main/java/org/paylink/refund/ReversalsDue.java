package org.paylink.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Host;
import org.paylink.link.Links;
import org.paylink.link.PaymentDispute;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PaymentRefund;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.link.Refunds;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.settlement.Settle;
import org.paylink.settlement.SettleReversals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again about money that goes back while that isn't decided: requests whose outcome isn't
 * known, refunds that are under way, disputes.
 */
public final class ReversalsDue {
  private static final Logger LOG = LoggerFactory.getLogger(ReversalsDue.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);

  private final Host host;
  private final Connections connections;
  private final AskRefund ask;
  private final SettleReversals settle;

  /** For a host. */
  public ReversalsDue(Host host, Connections connections, AskRefund ask, SettleReversals settle) {
    this.host = host;
    this.connections = connections;
    this.ask = ask;
    this.settle = settle;
  }

  /** Does what is due; each by itself, so that one failure keeps nothing else from being done. */
  public void workDue(int most) {
    for (Row row : due(PaymentRefund.ENTITY, RefundState.REQUESTED.name(), most)) {
      safely("refund " + row.text("paymentRefundId"), () -> ask.ask(row.text("paymentRefundId")));
    }
    for (Row row : due(PaymentRefund.ENTITY, RefundState.PENDING.name(), most)) {
      safely("refund " + row.text("paymentRefundId"), () -> look(PaymentRefund.ENTITY, row));
    }
    for (PaymentDispute.State state : PaymentDispute.State.values()) {
      for (Row row : due(PaymentDispute.ENTITY, state.name(), most)) {
        safely("dispute " + row.text("externalRef"), () -> look(PaymentDispute.ENTITY, row));
      }
    }
  }

  /**
   * Asks now what became of everything a link brought.
   *
   * @return whether every gateway asked did answer
   */
  public boolean lookAt(String linkId) {
    for (PaymentRefund refund : host.records().unit(unit -> Refunds.ofLink(unit, linkId))) {
      ask.ask(refund.id());
    }
    boolean answered = true;
    for (PaymentReceipt receipt : host.records().unit(unit -> Links.receiptsOf(unit, linkId))) {
      Optional<Connection> connection =
          receipt.key().type() == ReceiptType.CHARGE
              ? connections.find(receipt.key().gatewayAccountId())
              : Optional.empty();
      if (connection.isPresent()) {
        answered &= settle(connection.get(), receipt.key().externalRef(), Settle.Bringer.USER);
      }
    }
    return answered;
  }

  private List<Row> due(String entity, String state, int most) {
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit ->
                unit.list(
                    Query.from(entity)
                        .equal("state", state)
                        .atMost("dueAt", now)
                        .orderBy("dueAt")
                        .limit(most)));
  }

  /** Asks what became of one; it is put off first, so that a gateway that is down isn't pressed. */
  private void look(String entity, Row row) {
    Map<String, Object> key =
        entity.equals(PaymentRefund.ENTITY)
            ? PaymentRefund.key(row.text("paymentRefundId"))
            : Map.of(
                "gatewayAccountId", row.text("gatewayAccountId"),
                "externalRef", row.text("externalRef"));
    Instant later = host.clock().instant().plus(PAUSE_AFTER_FAILURE);
    host.records().run(unit -> unit.update(entity, key, Map.of("dueAt", later)));
    Optional<Connection> connection = connections.find(row.text("gatewayAccountId"));
    connection.ifPresent(found -> settle(found, row.text("chargeRef"), Settle.Bringer.POLL));
  }

  private boolean settle(Connection connection, String chargeRef, Settle.Bringer by) {
    try {
      settle.settle(connection, chargeRef, by);
      return true;
    } catch (GatewayException e) {
      LOG.warn("what went back of {} can't be looked up: {}", chargeRef, e.kind());
      return false;
    }
  }

  private static void safely(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{} could not be worked on; it is tried again", what, e);
    }
  }
}
