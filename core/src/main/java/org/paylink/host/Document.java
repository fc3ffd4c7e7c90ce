package org.paylink.host;

import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/**
 * What the host says about a subject, now.
 *
 * @param subject the document
 * @param number what people call it, such as the order id
 * @param purpose what it is for, in the customer's words; at most 250 characters
 * @param payeeName the organization's name as customers know it
 * @param payerPartyId the customer's party, if the document has one
 * @param total what the document amounts to
 * @param open what is still to be paid according to the host's ledger; never negative, zero when
 *     settled
 * @param state whether it may be paid at all
 * @param productStoreId the store it was made in, if any
 */
public record Document(
    Subject subject,
    String number,
    String purpose,
    String payeeName,
    Optional<String> payerPartyId,
    Money total,
    Money open,
    State state,
    Optional<String> productStoreId) {

  /** Whether a document may be paid. */
  public enum State {
    PAYABLE,
    /** Nothing is open any more. */
    PAID,
    /** Cancelled, written off, not a sales document, or not yet a firm one. */
    NOT_PAYABLE
  }
}
