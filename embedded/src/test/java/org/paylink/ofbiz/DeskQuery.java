package org.paylink.ofbiz;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;

/** What the walk through the staff's pages has left in the host's database. */
final class DeskQuery {
  private static final String BY_HAND =
      "select p.payment_id, p.status_id, p.payment_ref_num from payment p"
          + " join payment_link l on l.payment_link_id = p.payment_link_id where l.subject_id = ?";
  private static final String APPLICATIONS =
      "select payment_application_id from payment_application where payment_id = ?";

  /** Each account's debits less its credits, of posted transactions. */
  private static final String BALANCES =
      "select e.gl_account_id, sum(case when e.debit_credit_flag = 'D' then e.amount else -e.amount end),"
          + " count(*) from acctg_trans_entry e"
          + " join acctg_trans t on t.acctg_trans_id = e.acctg_trans_id"
          + " where t.payment_id = ? and t.is_posted = 'Y' group by e.gl_account_id";

  private static final String INVOICE = "select status_id from invoice where invoice_id = ?";
  private static final String EXCEPTIONS =
      "select e.kind, e.resolved_by_user_login, e.resolution, w.current_status_id, a.party_id"
          + " from payment_exception e"
          + " join payment_link l on l.payment_link_id = e.payment_link_id"
          + " left join work_effort w on w.work_effort_id = e.work_effort_id"
          + " left join work_effort_party_assignment a on a.work_effort_id = w.work_effort_id"
          + " where l.subject_id = ?";
  private static final String DELIVERIES =
      "select d.kind, d.state, d.recipient from payment_link_delivery d"
          + " join payment_link l on l.payment_link_id = d.payment_link_id"
          + " where l.subject_id = ? and d.channel = 'EMAIL' and d.kind <> 'OWNER_NOTICE'"
          + " order by d.kind";

  /** An address that opens a page belongs in none of the host's own records of mail. */
  private static final String KEPT_MAILS =
      "select communication_event_id from communication_event where content like '%/pay/%'";

  private final HostDatabase database;

  DeskQuery(HostDatabase database) {
    this.database = database;
  }

  void ask() throws SQLException {
    confirmedAndUndone();
    exceptionWithOneTask();
    mails();
  }

  private void confirmedAndUndone() throws SQLException {
    String invoice = WalkDocument.BY_HAND.id();
    List<List<String>> payments = database.rows(BY_HAND, invoice);
    Report.check(payments.size() == 1, invoice + " has one payment: " + payments);
    String payment = payments.get(0).get(0);
    Report.check("PMNT_VOID".equals(payments.get(0).get(1)), "it is void: " + payments);
    Report.check(payments.get(0).get(2).contains("CH-"), "it has its reference: " + payments);
    Report.check(database.rows(APPLICATIONS, payment).isEmpty(), "it is applied to nothing");
    List<List<String>> balances = database.rows(BALANCES, payment);
    Report.check(
        balances.size() == 3
            && balances.stream().allMatch(row -> new BigDecimal(row.get(1)).signum() == 0),
        "its entries come to nothing: " + balances);
    String status = database.rows(INVOICE, invoice).get(0).get(0);
    Report.check("INVOICE_READY".equals(status), invoice + " is " + status);
    Report.said(
        "query: INVOICE "
            + invoice
            + ": payment "
            + payment
            + " void, its entries come to nothing on "
            + balances.size()
            + " accounts, invoice ready");
  }

  private void exceptionWithOneTask() throws SQLException {
    String order = WalkDocument.LATE.id();
    List<List<String>> all = database.rows(EXCEPTIONS, order);
    Report.check(all.size() == 1, order + " has one exception with one task: " + all);
    List<String> exception = all.get(0);
    Report.check("CLOSED_LINK_PAID".equals(exception.get(0)), "its kind: " + exception);
    Report.check("accountingadmin".equals(exception.get(1)), "who resolved it: " + exception);
    Report.check("CAL_COMPLETED".equals(exception.get(3)), "its task is closed: " + exception);
    Report.said("query: ORDER " + order + ": one exception, one work effort, completed");
  }

  private void mails() throws SQLException {
    List<List<String>> mails = database.rows(DELIVERIES, WalkDocument.MAILED.id());
    Report.check(
        mails.size() == 2 && mails.stream().allMatch(mail -> "SENT".equals(mail.get(1))),
        "the link and the confirmation were sent: " + mails);
    Report.check(database.rows(KEPT_MAILS).isEmpty(), "the host kept no mail with an address");
    Report.said(
        "query: ORDER " + WalkDocument.MAILED.id() + ": two mails sent, none kept by the host");
  }
}
