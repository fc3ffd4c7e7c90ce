package org.paylink.ofbiz;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the database of a host that was walked through, and is stopped, what its books hold: for
 * each document that was paid one payment, where it belongs, and posted. Nothing of ours but the
 * link's and the receipt's rows is believed: the rest are the host's own tables.
 */
public final class BooksQuery {
  private static final String PAYMENTS =
      "select p.payment_id, p.amount, p.status_id, p.currency_uom_id, p.payment_preference_id,"
          + " r.brought_by from payment p"
          + " join payment_link l on l.payment_link_id = p.payment_link_id"
          + " join payment_receipt r on r.payment_attempt_id = p.payment_attempt_id"
          + " where l.subject_type = ? and l.subject_id = ?";
  private static final String PREFERENCES =
      "select order_payment_preference_id, max_amount, status_id from order_payment_preference"
          + " where order_id = ? and payment_method_type_id = 'EXT_PAYLINK'";
  private static final String APPLICATIONS =
      "select invoice_id, amount_applied from payment_application where payment_id = ?";
  private static final String INVOICE = "select status_id from invoice where invoice_id = ?";
  private static final String TRANSACTIONS =
      "select acctg_trans_id, acctg_trans_type_id, is_posted from acctg_trans"
          + " where payment_id = ? order by acctg_trans_id";
  private static final String ENTRIES =
      "select gl_account_id, debit_credit_flag, amount from acctg_trans_entry"
          + " where acctg_trans_id = ? order by debit_credit_flag desc, acctg_trans_entry_seq_id";

  private static final String PAYER = "select party_id_from from payment where payment_id = ?";
  private static final String ATTENDED =
      "select attended_by_user_login from payment_attempt where subject_id = ?";

  /**
   * Of links that exist: the suite that may have run before leaves payments that name none. What
   * was confirmed by hand and taken back is no payment.
   */
  private static final String ALL_PAYMENTS =
      "select count(*), sum(p.amount) from payment p"
          + " join payment_link l on l.payment_link_id = p.payment_link_id"
          + " where p.status_id <> 'PMNT_VOID'";

  private static final String EXCEPTIONS =
      "select e.kind from payment_exception e"
          + " join payment_link l on l.payment_link_id = e.payment_link_id"
          + " where e.resolved_at is null and l.subject_id = ?";

  private final HostDatabase database;

  private BooksQuery(HostDatabase database) {
    this.database = database;
  }

  /**
   * Asks, and fails with the first thing that is not as it should be.
   *
   * @param arguments the JDBC address of the host's database, which is opened as the demo host's
   *     user
   */
  public static void main(String[] arguments) throws SQLException {
    try (HostDatabase database = HostDatabase.open(arguments[0])) {
      BooksQuery query = new BooksQuery(database);
      for (WalkDocument document : WalkDocument.values()) {
        if (document != WalkDocument.BY_HAND) {
          query.ask(document);
        }
      }
      query.askForAll();
      new DeskQuery(database).ask();
    }
  }

  private void ask(WalkDocument document) throws SQLException {
    List<List<String>> payments = rows(PAYMENTS, document.subjectType(), document.id());
    String exceptions = rows(EXCEPTIONS, document.id()).toString();
    String expected = document == WalkDocument.SLIPPED ? "[[CLOSED_LINK_PAID]]" : "[]";
    Report.check(exceptions.equals(expected), document + " has the exceptions " + exceptions);
    if (!document.isPaid()) {
      Report.check(payments.isEmpty(), document + " has no payment: " + payments);
      Report.check(
          !document.isOrder() || rows(PREFERENCES, document.id()).isEmpty(), "no preference");
      said(document, "no payment, no preference");
      return;
    }
    Report.check(payments.size() == 1, document + " has one payment: " + payments);
    List<String> payment = payments.get(0);
    Report.check(same(payment.get(1), document.amount()), document + " paid " + payment);
    Report.check("PMNT_RECEIVED".equals(payment.get(2)), document + " is received: " + payment);
    Report.check("USD".equals(payment.get(3)), document + " in dollars: " + payment);
    checkWhoToldOf(document, payment.get(5));
    String where = where(document, payment);
    said(
        document,
        "one payment %s of %s USD, PMNT_RECEIVED, told by %s; %s; %s"
            .formatted(
                payment.get(0),
                document.amount(),
                payment.get(5),
                where,
                postings(document, payment)));
  }

  private String where(WalkDocument document, List<String> payment) throws SQLException {
    if (document == WalkDocument.ATTENDED) {
      String attended = rows(ATTENDED, document.id()).toString();
      Report.check("[[DemoRepAll]]".equals(attended), document + " was attended by " + attended);
    }
    if (document.isOnAccount()) {
      List<List<String>> applications = rows(APPLICATIONS, payment.get(0));
      String payer = rows(PAYER, payment.get(0)).toString();
      Report.check(applications.isEmpty(), document + " is credit: " + applications);
      Report.check(payer.equals("[[" + document.id() + "]]"), document + " was paid by " + payer);
      return "credit of " + document.id();
    }
    return document.isOrder() ? preference(document, payment) : application(document, payment);
  }

  /** Else the step of the walk would have shown something else than it says. */
  private static void checkWhoToldOf(WalkDocument document, String broughtBy) {
    Optional<String> expected =
        switch (document) {
          case LOST -> Optional.of("POLL");
          case EARLY -> Optional.of("RETURN");
          case BURST -> Optional.of("WEBHOOK");
          case SLIPPED, LATE -> Optional.of("CLOSING");
          default -> Optional.empty();
        };
    Report.check(
        expected.isEmpty() || expected.get().equals(broughtBy),
        document + " was told by " + broughtBy);
  }

  private String preference(WalkDocument order, List<String> payment) throws SQLException {
    List<List<String>> preferences = rows(PREFERENCES, order.id());
    Report.check(preferences.size() == 1, order + " has one preference: " + preferences);
    List<String> preference = preferences.get(0);
    Report.check(
        preference.get(0).equals(payment.get(4)) && same(preference.get(1), order.amount()),
        order + " has its payment's preference: " + preference);
    Report.check("PAYMENT_RECEIVED".equals(preference.get(2)), order + ": " + preference);
    return "preference " + preference.get(0) + " PAYMENT_RECEIVED";
  }

  private String application(WalkDocument invoice, List<String> payment) throws SQLException {
    List<List<String>> applications = rows(APPLICATIONS, payment.get(0));
    Report.check(
        applications.size() == 1
            && invoice.id().equals(applications.get(0).get(0))
            && same(applications.get(0).get(1), invoice.amount()),
        invoice + " has all of the payment applied: " + applications);
    String status = rows(INVOICE, invoice.id()).get(0).get(0);
    Report.check(invoice.statusWhenPaid().equals(status), invoice + " is " + status);
    return "applied, invoice " + status;
  }

  /** The transactions of a payment, each posted and balanced, such as {@code 122600/126000}. */
  private String postings(WalkDocument document, List<String> payment) throws SQLException {
    List<String> said = new ArrayList<>();
    for (List<String> transaction : rows(TRANSACTIONS, payment.get(0))) {
      List<List<String>> entries = rows(ENTRIES, transaction.get(0));
      Report.check("Y".equals(transaction.get(2)), document + " is posted: " + transaction);
      Report.check(
          entries.size() == 2
              && entries.stream().allMatch(entry -> same(entry.get(2), document.amount()))
              && "D".equals(entries.get(0).get(1))
              && "C".equals(entries.get(1).get(1)),
          document + " is balanced: " + entries);
      said.add(transaction.get(1) + " " + entries.get(0).get(0) + "/" + entries.get(1).get(0));
    }
    String expected = "INCOMING_PAYMENT 122600/126000";
    expected += document.isOrder() || document.isOnAccount() ? "" : ", PAYMENT_APPL 126000/120000";
    String ledger = String.join(", ", said);
    Report.check(ledger.equals(expected), document + " is posted as " + ledger);
    return ledger + ", posted and balanced";
  }

  private void askForAll() throws SQLException {
    List<String> all = rows(ALL_PAYMENTS).get(0);
    String sum = WalkDocument.sum(WalkDocument.paid()).toPlainString();
    Report.check(
        all.get(0).equals(String.valueOf(WalkDocument.paid().count())) && same(all.get(1), sum),
        "the payments of all links are those: " + all);
    Report.said("query: all links: " + all.get(0) + " payments, " + sum + " USD");
  }

  private static void said(WalkDocument document, String what) {
    Report.said("query: " + document.subjectType() + " " + document.id() + ": " + what);
  }

  private List<List<String>> rows(String sql, String... parameters) throws SQLException {
    return database.rows(sql, parameters);
  }

  private static boolean same(String amount, String expected) {
    return new BigDecimal(amount).compareTo(new BigDecimal(expected)) == 0;
  }
}
