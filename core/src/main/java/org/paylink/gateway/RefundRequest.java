package org.paylink.gateway;

import org.paylink.money.Money;

/**
 * A refund to be made, frozen: whenever it is sent again it is sent unchanged, under the same key.
 *
 * @param idempotencyKey at most 60 characters, unique to this request
 * @param refundId our id of the refund, put into the gateway's metadata
 * @param chargeRef the charge, as {@link Session.Charge#externalRef()} names it
 * @param amount how much of it, positive, in the charge's currency
 * @param reason why, as far as gateways want to know
 */
public record RefundRequest(
    String idempotencyKey, String refundId, String chargeRef, Money amount, Reason reason) {

  /** Why money is paid back. */
  public enum Reason {
    REQUESTED_BY_CUSTOMER,
    DUPLICATE,
    FRAUDULENT,
    OTHER
  }
}
