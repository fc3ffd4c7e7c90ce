package org.paylink.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Ledger;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Records;

/**
 * What a host gives to have its {@link Ledger} proven. Every document belongs to a fresh customer
 * party, so that cases do not disturb each other. Methods are called outside of units and commit
 * what they do. Amounts are in the organization's currency, USD.
 */
public interface LedgerFixture {
  /** The database the ledger works in. */
  Records records();

  /** The binding. */
  Ledger ledger();

  /** An organization that keeps its books in USD. */
  String organizationPartyId();

  /** Another organization of the host. */
  String otherOrganizationPartyId();

  /** A payment method of the organization's, whose general ledger account is the clearing one. */
  Optional<String> paymentMethodId();

  /** A sales order that may be paid and has no invoice. */
  Subject orderWithoutInvoice(Money total);

  /** A sales order that may be paid and has one open sales invoice for its whole total. */
  Subject orderWithInvoice(Money total);

  /** A sales invoice without an order, open. */
  Subject openInvoice(Money total);

  /** A purchase invoice of the organization's, named as if it were a subject. */
  Subject purchaseInvoice(Money total);

  /** A purchase order of the organization's, named as if it were a subject. */
  Subject purchaseOrder(Money total);

  /** Cancels the order or invoice, on which nothing has been paid. */
  void cancelDocument(Subject subject);

  /** Invoices the order for its whole total, as the host does it, and answers the invoice. */
  Subject invoiceOrder(Subject order);

  /** The invoices of an order; the invoice itself of an invoice. */
  List<Subject> invoices(Subject subject);

  /**
   * The host's word for the status of an order or invoice, such as {@code INVOICE_PAID} or {@code
   * ORDER_APPROVED}.
   */
  String documentStatus(Subject subject);

  /** The payment preferences of an order, in the order they were made. */
  List<Preference> orderPreferences(Subject order);

  /** Receives a payment of the document by hand, applied to it; answers the payment's id. */
  String receivePaymentOtherwise(Subject subject, Money amount);

  /**
   * Receives a payment of the document's payer by hand and leaves it unapplied; answers its id. The
   * host must not apply it by itself.
   */
  String otherUnappliedPaymentOfSameParty(Subject subject, Money amount);

  /** Pays some of a payment that is not applied back to the customer, as people of the host do. */
  void refundOtherwise(String paymentId, Money amount);

  /** Fixes a payment, as the host does when its deposit is confirmed. */
  void confirmPayment(String paymentId);

  /** Takes away the row that says which account our payments are posted to. */
  void removeGlMapping();

  /** Puts back what {@link #removeGlMapping()} took. */
  void restoreGlMapping();

  /** The account that the organization uses for something. */
  String account(Account account);

  /** Takes away the row that says which account is used, for the clearing, returns or fees one. */
  void removeMapping(Account account);

  /** Puts back what {@link #removeMapping} took. */
  void restoreMapping(Account account);

  /** A credit note as stored, with its own entries that {@link #glEntries} of no payment holds. */
  CreditNote creditNote(String creditNoteId);

  /** The entries of a gateway's fee, by the id reserved for it; empty when there is none. */
  List<GlEntry> feeEntries(String entryId);

  /**
   * The payment as stored, by the host's field names: paymentId, paymentTypeId, statusId, amount
   * (plain decimal), currencyUomId, partyIdFrom, partyIdTo, paymentRefNum, paymentLinkId,
   * paymentAttemptId; fields without a value are left out. Empty when there is no such payment.
   */
  Map<String, String> paymentFacts(String paymentId);

  /** How much of a payment is applied to invoices. */
  Money appliedToInvoices(String paymentId);

  /** The general ledger entries of a payment and of its applications. */
  List<GlEntry> glEntries(String paymentId);

  /** What an account is used for. */
  enum Account {
    /** Money that is at the gateway. */
    CLEARING,
    /** Payments that are not applied. */
    UNAPPLIED,
    /** What customers owe. */
    RECEIVABLE,
    /** What was credited to customers. */
    RETURNS,
    /** What gateways keep. */
    FEES
  }

  /**
   * One credit note.
   *
   * @param settled whether it is used up; a cancelled one is not
   * @param cancelled whether it was taken back
   * @param otherPartyId the customer
   * @param total its amount
   * @param glEntries entries of its own
   */
  record CreditNote(
      boolean settled,
      boolean cancelled,
      String otherPartyId,
      Money total,
      List<GlEntry> glEntries) {}

  /**
   * One entry.
   *
   * @param glAccountId the account; empty when the host found none
   * @param debit whether it is on the debit side
   * @param amount in the organization's currency
   * @param posted whether its transaction is posted
   */
  record GlEntry(Optional<String> glAccountId, boolean debit, Money amount, boolean posted) {}

  /**
   * One payment preference of an order.
   *
   * @param statusId the host's status, such as {@code PAYMENT_RECEIVED}
   * @param maxAmount its amount
   */
  record Preference(String statusId, Money maxAmount) {}
}
