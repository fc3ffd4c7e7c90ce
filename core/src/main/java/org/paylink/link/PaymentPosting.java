package org.paylink.link;

import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * Where a receipt stands in the host's ledger.
 *
 * @param key the receipt
 * @param linkId the link that brought it
 * @param subject the document it is for
 * @param state where it stands
 * @param paymentId the host payment id reserved for it
 * @param apply whether it is to be applied to the document, or kept as the payer's credit
 * @param amount what is posted
 * @param treatment what becomes of the document, of money that goes back; by the ledger's name
 * @param tries how often posting failed
 */
public record PaymentPosting(
    ReceiptKey key,
    String linkId,
    Subject subject,
    PostingState state,
    String paymentId,
    boolean apply,
    Money amount,
    Optional<String> treatment,
    long tries) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentPosting";

  /**
   * The posting a stored row holds; postings without a link (unknown money) are not read this way.
   */
  public static Optional<PaymentPosting> of(Row row) {
    return row.optionalText("paymentLinkId")
        .map(
            linkId ->
                new PaymentPosting(
                    ReceiptKey.of(row),
                    linkId,
                    Subject.of(row),
                    PostingState.valueOf(row.text("state")),
                    row.text("paymentId"),
                    row.flag("applyToSubject"),
                    row.money("amount", "currencyUomId"),
                    row.optionalText("treatment"),
                    row.number("tries")));
  }
}
