package org.paylink.byhand;

import org.paylink.link.HandMethod;
import org.paylink.money.Money;

/**
 * What was confirmed.
 *
 * @param confirmationId names it when it is to be undone; at most 255 characters
 * @param created false when the same statement had been made before
 */
public record Confirmed(
    String linkId,
    String confirmationId,
    Money amount,
    HandMethod method,
    String reference,
    boolean created) {}
