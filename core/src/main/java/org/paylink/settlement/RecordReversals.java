package org.paylink.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paylink.gateway.Reversal;
import org.paylink.host.Host;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.records.Unit;

/**
 * The first unit of settling what went back: what the gateway says becomes receipts, waiting
 * postings, and the states of refunds and disputes. Each fact is recorded once; a part of the facts
 * in any order ends where all of them at once would.
 */
final class RecordReversals {
  private final RecordRefund recordRefund;
  private final RecordDispute recordDispute;

  RecordReversals(Host host) {
    this.recordRefund = new RecordRefund(host);
    this.recordDispute = new RecordDispute(host);
  }

  /** Records; answers the receipts that wait to be posted, in the order they are to be. */
  List<ReceiptKey> record(
      Unit unit, PaymentReceipt charge, List<Reversal> reversals, Settle.Bringer by, Instant now) {
    PaymentLink found = Links.require(unit, charge.linkId().orElseThrow());
    Links.lockSubject(unit, found.subject());
    PaymentLink link = Links.lock(unit, found.id());
    GoneBack gone = new GoneBack(unit, charge, link, by, now);
    List<Reversal> ordered = new ArrayList<>(reversals);
    ordered.sort(Comparator.comparing(Reversal::externalRef));
    for (Reversal reversal : ordered) {
      if (reversal instanceof Reversal.Refund refund) {
        recordRefund.record(gone, refund);
      } else if (reversal instanceof Reversal.Dispute dispute) {
        recordDispute.record(gone, dispute);
      }
    }
    Links.refresh(unit, link.id());
    return gone.waiting();
  }
}
