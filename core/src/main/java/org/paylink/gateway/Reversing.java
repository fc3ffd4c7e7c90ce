package org.paylink.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Money that goes back from charges; present exactly with {@link Capability#REFUNDS}. */
public interface Reversing {

  /**
   * Everything that went back of a charge or is about to, whoever made it, in any order; each under
   * the gateway's own id. Empty when nothing did.
   *
   * @param chargeRef as {@link Session.Charge#externalRef()} names it
   * @throws GatewayException by kind; NOT_FOUND when there is no such charge
   */
  List<Reversal> reversals(GatewayAccount account, String chargeRef) throws GatewayException;

  /**
   * Pays a part or all of a charge back. Sent again with the same key it answers the same refund.
   *
   * @throws GatewayException by kind; REFUSED when the gateway says no, such as for more than is
   *     left; after OUTCOME_UNKNOWN look for {@link Reversal.Refund#refundId()} among the reversals
   *     and repeat the same request when it isn't there
   */
  Reversal.Refund refund(GatewayAccount account, RefundRequest request) throws GatewayException;

  /**
   * Charges with refunds or disputes that began at or after a moment; may name more, and charges
   * that are none of ours.
   *
   * @throws GatewayException by kind
   */
  Set<String> changedSince(GatewayAccount account, Instant since) throws GatewayException;
}
