package org.paylink.refund;

import org.paylink.link.RefundState;
import org.paylink.money.Money;

/**
 * What came of asking for a refund.
 *
 * @param refundId our id of it
 * @param linkId the link that had brought the money
 * @param amount how much
 * @param state how far it is; REQUESTED when the gateway could not be asked for certain, which is
 *     done again in the background
 * @param left what of the charge could still go back
 */
public record Refunded(
    String refundId, String linkId, Money amount, RefundState state, Money left) {}
