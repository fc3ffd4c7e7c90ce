package org.paylink.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.link.HandMethod;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * The host's documents and books. Everything happens inside the given unit's transaction: what
 * throws leaves nothing behind. Contract: {@code org.paylink.contract.LedgerContract}.
 */
public interface Ledger {

  /**
   * The document as of now, or nothing when the host has no such sales document of that
   * organization.
   */
  Optional<Document> document(Unit unit, Subject subject);

  /**
   * Which organization a document belongs to; nothing for a party, which may pay any.
   *
   * @param subjectId an id as a person gave it; may be anything
   */
  Optional<Subject> find(Unit unit, org.paylink.link.SubjectType type, String subjectId);

  /**
   * Parties that could pay on account, by what a person knows of them: the one with that number
   * first, then those whose number begins with the text or whose name holds its words.
   *
   * @param text as a person typed it; may be anything; finds nobody when blank
   * @param most at most so many
   */
  List<Payer> payers(Unit unit, String text, int most);

  /**
   * The party with exactly this number, and what it is called now; read by its key. Absent when the
   * host has no such party.
   */
  Optional<Payer> payer(Unit unit, String partyId);

  /**
   * Other documents that the same money would pay: an order's invoices, an invoice's orders. Read
   * before anything is locked; at most a few.
   */
  List<Subject> related(Unit unit, Subject subject);

  /** Locks the host's document row until the unit ends. */
  void lock(Unit unit, Subject subject);

  /**
   * Whether the host's payment can hold the currency exactly (decimals, known unit, the
   * organization's currency).
   */
  boolean canStore(Unit unit, String organizationPartyId, String currency);

  /** A new payment id of the host's, never used before; survives a rollback as a gap. */
  String reservePaymentId();

  /**
   * Posts a receipt: payment under the reserved id, application to the document when asked,
   * statuses, general ledger. Repeating it with an id that is already posted changes nothing and
   * answers what is there.
   *
   * @throws LedgerException when the host refuses; the unit has to be rolled back then
   */
  Posted post(Unit unit, PostingRequest request) throws LedgerException;

  /** Whether the document is an order that is paid and only waits for its approval. */
  boolean awaitsApproval(Unit unit, Subject subject);

  /** Whether a posted receipt can still be taken back as if it had not come. */
  Reversible reversible(Unit unit, String paymentId);

  /**
   * Takes a posted receipt back: it is no longer applied, its payment is void, its entries are
   * reversed, and what it paid is open again. The payment stays in the books. Repeating it changes
   * nothing. An order that its payment approved stays approved.
   *
   * @param subject the document it was posted for, locked
   * @throws LedgerException when it isn't {@link Reversible#YES} or the host refuses; the unit has
   *     to be rolled back then
   */
  void reverse(Unit unit, Subject subject, String paymentId) throws LedgerException;

  /**
   * Posts money that went back to the customer, or that the customer's bank took: a payment of the
   * organization's to the payer under the reserved id, tied to the payment it takes from. Repeating
   * it changes nothing and answers what is there. {@link #reverse} takes it back as if it had not
   * happened, and settles what it had opened as far as that is still open.
   *
   * @throws LedgerException when the host refuses; the unit has to be rolled back then
   */
  PaidBack payBack(Unit unit, PayBackRequest request) throws LedgerException;

  /**
   * Posts what a gateway kept for a dispute, or gave back of it, as an expense against the
   * account's clearing account. Repeating it changes nothing.
   *
   * @throws LedgerException when the host refuses; the unit has to be rolled back then
   */
  void postFee(Unit unit, FeeRequest request) throws LedgerException;

  /** What becomes of the document whose money goes back. */
  enum Treatment {
    /** What the money paid is owed again. */
    REOPEN,
    /**
     * The document stays settled, and a credit note of the same amount stands against the money.
     * For an order without an invoice there is nothing to credit: it is as with REOPEN.
     */
    CREDIT_NOTE
  }

  /** Why money goes back. */
  enum Way {
    REFUND,
    DISPUTE
  }

  /**
   * Money that went back.
   *
   * @param paymentId the id reserved for it
   * @param originalPaymentId the posted payment that it takes from
   * @param subject the document that was paid, locked
   * @param way why
   * @param treatment what becomes of the document
   * @param amount how much, positive, at most what is left of the original
   * @param occurredAt when, not in the future
   * @param externalRef the gateway's reference of the movement
   * @param gatewayAccountId our id of the gateway account
   * @param paymentMethodId the host's payment method of that account, if it has one
   * @param linkId the link that had brought the money
   */
  record PayBackRequest(
      String paymentId,
      String originalPaymentId,
      Subject subject,
      Way way,
      Treatment treatment,
      Money amount,
      Instant occurredAt,
      String externalRef,
      String gatewayAccountId,
      Optional<String> paymentMethodId,
      String linkId) {}

  /**
   * What the ledger holds of money that went back.
   *
   * @param paymentId the host's payment
   * @param amount its amount
   * @param creditNote the credit note made for it, by the host's id
   * @param reopened the documents that are open again because of it, by the host's ids
   */
  record PaidBack(
      String paymentId, Money amount, Optional<String> creditNote, List<String> reopened) {}

  /**
   * A gateway's fee.
   *
   * @param entryId the id reserved for it by {@link #reservePaymentId}; the entries can be found by
   *     it
   * @param organizationPartyId whose books
   * @param amount positive when the gateway kept it, negative when it gave it back
   * @param occurredAt when, not in the future
   * @param externalRef the gateway's reference of the movement
   * @param gatewayAccountId our id of the gateway account
   * @param paymentMethodId the host's payment method of that account, if it has one
   * @param linkId the link whose payment is disputed
   */
  record FeeRequest(
      String entryId,
      String organizationPartyId,
      Money amount,
      Instant occurredAt,
      String externalRef,
      String gatewayAccountId,
      Optional<String> paymentMethodId,
      String linkId) {}

  /** Whether a receipt can be taken back. */
  enum Reversible {
    YES,
    /** It was taken back before, or isn't there: nothing of it counts. */
    ALREADY,
    /** Some of it was paid back to the customer. */
    REFUNDED,
    /** The host has fixed it, such as a deposited or reconciled payment. */
    FIXED
  }

  /** What the ledger holds under a payment id; nothing of it counts once it was reversed. */
  Optional<Posted> posted(Unit unit, String paymentId);

  /**
   * A party that could pay.
   *
   * @param name what it is called; its id when the host has no name for it
   */
  record Payer(String partyId, String name) {}

  /**
   * A receipt to be posted.
   *
   * @param paymentId the reserved id
   * @param subject the document paid
   * @param apply whether to apply it to the document; otherwise it stays as the payer's credit
   * @param amount what was received
   * @param occurredAt when it was received, not in the future
   * @param externalRef the gateway's reference of the money
   * @param gatewayAccountId our id of the gateway account
   * @param paymentMethodId the host's payment method of that account, if it has one
   * @param linkId the link that brought it
   * @param attemptId the attempt that brought it
   * @param approves whether an order that is paid in full by it is to be approved by itself
   * @param byHand how it came, when a person confirmed it; absent for a gateway's money
   */
  record PostingRequest(
      String paymentId,
      Subject subject,
      boolean apply,
      Money amount,
      Instant occurredAt,
      String externalRef,
      String gatewayAccountId,
      Optional<String> paymentMethodId,
      String linkId,
      Optional<String> attemptId,
      boolean approves,
      Optional<HandMethod> byHand) {}

  /**
   * What the ledger holds of a receipt.
   *
   * @param paymentId the host's payment
   * @param amount its amount
   * @param applied how much of it is applied to documents (an order's payment counts as applied to
   *     the order)
   * @param appliedTo the documents, by the host's ids
   */
  record Posted(String paymentId, Money amount, Money applied, List<String> appliedTo) {}

  /** The host refuses to post. */
  final class LedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mappingMissing;

    /**
     * A refusal.
     *
     * @param mappingMissing whether a general ledger mapping or other set-up row is missing, which
     *     an admin can mend
     */
    public LedgerException(String message, boolean mappingMissing, Throwable cause) {
      super(message, cause);
      this.mappingMissing = mappingMissing;
    }

    /** Whether an admin has to add a mapping. */
    public boolean mappingMissing() {
      return mappingMissing;
    }
  }
}
