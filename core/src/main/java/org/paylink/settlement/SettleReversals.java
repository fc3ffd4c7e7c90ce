package org.paylink.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Reversal;
import org.paylink.host.Host;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.records.Unit;

/**
 * Brings into the books what went back of a charge. Whoever has a hint calls this; the gateway's
 * own record is fetched, outside of any transaction, then recorded in one unit and posted in
 * others.
 */
public final class SettleReversals {
  private final Host host;
  private final RecordReversals record;
  private final PostReceipts postReceipts;

  /** For a host. */
  public SettleReversals(Host host, PostReceipts postReceipts) {
    this.host = host;
    this.record = new RecordReversals(host);
    this.postReceipts = postReceipts;
  }

  /**
   * Fetches everything that went back of a charge and settles it. Posting failures are recorded,
   * not thrown.
   *
   * @return whether the charge is one of ours; nothing is asked otherwise
   * @throws GatewayException when the gateway could not be asked; nothing changed
   */
  public boolean settle(Connection connection, String chargeRef, Settle.Bringer by)
      throws GatewayException {
    ReceiptKey charge = key(connection, chargeRef);
    if (!connection.reverses() || host.records().unit(unit -> find(unit, charge)).isEmpty()) {
      return false;
    }
    settle(connection, chargeRef, connection.reversals(chargeRef), by);
    return true;
  }

  /** Settles what was answered just now, which may be a part of all there is. */
  public void settle(
      Connection connection, String chargeRef, List<Reversal> reversals, Settle.Bringer by) {
    Instant now = host.clock().instant();
    List<ReceiptKey> waiting =
        host.records()
            .unit(
                unit ->
                    find(unit, key(connection, chargeRef))
                        .map(charge -> record.record(unit, charge, reversals, by, now))
                        .orElse(List.of()));
    waiting.forEach(postReceipts::post);
  }

  /** The charge's receipt, when a link of ours brought it. */
  private static Optional<PaymentReceipt> find(Unit unit, ReceiptKey charge) {
    return unit.find(PaymentReceipt.ENTITY, charge.fields())
        .map(PaymentReceipt::of)
        .filter(receipt -> receipt.linkId().isPresent());
  }

  private static ReceiptKey key(Connection connection, String chargeRef) {
    return new ReceiptKey(connection.account().id(), chargeRef, ReceiptType.CHARGE);
  }
}
