package org.paylink.byhand;

import java.util.Optional;

/**
 * A payment that came another way, as a person or a service states it; nothing in it is trusted.
 *
 * @param linkId the link it is for
 * @param requestKey makes the same statement sent twice one confirmation; 1 to 60 characters
 * @param method a {@link org.paylink.link.HandMethod}
 * @param reference what it can be found by: a receipt's, transfer's or cheque's number; at most 60
 *     characters
 * @param amount in major units with a point; absent means what is open on the link
 * @param date when it came, as {@code 2026-03-31} in the person's zone; absent means today
 * @param closeCheckout whether a checkout that a customer has open is to be closed for it
 */
public record HandPayment(
    String linkId,
    String requestKey,
    String method,
    String reference,
    Optional<String> amount,
    Optional<String> date,
    boolean closeCheckout) {}
