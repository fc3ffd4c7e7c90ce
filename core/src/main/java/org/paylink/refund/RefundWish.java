package org.paylink.refund;

import java.util.Optional;
import org.paylink.link.LinkTokens;
import org.paylink.link.ReceiptKey;

/**
 * A refund as a person or a service asks for it; every text may be anything.
 *
 * @param requestKey makes repeating it harmless; at most 60 characters, not blank
 * @param charge the receipt whose money is to go back
 * @param amount how much, digits with a point; absent for all that is left
 * @param seenLeft what the page said could still go back; absent when nobody looked
 * @param treatment what becomes of the document: {@code reopen} or {@code credit_note}
 * @param reason why: {@code requested_by_customer}, {@code duplicate}, {@code fraudulent} or {@code
 *     other}
 * @param note more about why, in the person's own words
 * @param hostPaymentId the host's own payment that it is to complete, when it comes from a return
 * @param hostReturnId the host's return, when it comes from one
 */
public record RefundWish(
    String requestKey,
    ReceiptKey charge,
    Optional<String> amount,
    Optional<String> seenLeft,
    String treatment,
    String reason,
    Optional<String> note,
    Optional<String> hostPaymentId,
    Optional<String> hostReturnId) {

  /** What makes two wishes the same; what a page showed besides is no part of it. */
  String contentHash() {
    return LinkTokens.sha256(
        String.join(
            "\n",
            charge.about(),
            amount.orElse(""),
            treatment,
            reason,
            note.orElse(""),
            hostPaymentId.orElse(""),
            hostReturnId.orElse("")));
  }
}
