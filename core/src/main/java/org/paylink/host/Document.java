package org.paylink.host;

import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/**
 * What the host says about a subject, now.
 *
 * @param subject the document, or the party that pays on account
 * @param number what people call it, such as the order id
 * @param purpose what it is for, in the customer's words; at most 250 characters. Empty on account,
 *     where only the caller knows
 * @param payeeName the organization's name as customers know it
 * @param payerPartyId the customer's party, if the document has one
 * @param balance what is to be paid according to the host's ledger
 * @param state whether it may be paid at all
 * @param productStoreId the store it was made in, if any
 */
public record Document(
    Subject subject,
    String number,
    String purpose,
    String payeeName,
    Optional<String> payerPartyId,
    Balance balance,
    State state,
    Optional<String> productStoreId) {

  /** A document with a sum that is owed, of no store. */
  public Document(
      Subject subject,
      String number,
      String purpose,
      String payeeName,
      Optional<String> payerPartyId,
      Money total,
      Money open,
      State state) {
    this(
        subject,
        number,
        purpose,
        payeeName,
        payerPartyId,
        new Balance.Owed(total, open),
        state,
        Optional.empty());
  }

  /** The same document, made in a store. */
  public Document inStore(Optional<String> store) {
    return new Document(subject, number, purpose, payeeName, payerPartyId, balance, state, store);
  }

  /** A party of the organization's that pays on account. */
  public static Document onAccount(
      Subject subject, String payeeName, String currency, State state) {
    return new Document(
        subject,
        subject.id(),
        "",
        payeeName,
        Optional.of(subject.id()),
        new Balance.OnAccount(currency),
        state,
        Optional.empty());
  }

  /** What it amounts to; absent on account. */
  public Optional<Money> total() {
    return balance instanceof Balance.Owed owed ? Optional.of(owed.total()) : Optional.empty();
  }

  /** What is still to be paid; absent on account. */
  public Optional<Money> open() {
    return balance.due();
  }

  /** The currency that is paid in unless the caller names another. */
  public String currency() {
    return balance.currency();
  }

  /** Whether a document may be paid. */
  public enum State {
    PAYABLE,
    /** Nothing is open any more; never on account. */
    PAID,
    /** Cancelled, written off, not a sales document, not yet a firm one, or a closed account. */
    NOT_PAYABLE
  }
}
