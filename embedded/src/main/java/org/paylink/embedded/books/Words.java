package org.paylink.embedded.books;

/** The host's words for types and statuses, as Apache OFBiz has them. */
public final class Words {
  public static final String SALES_ORDER = "SALES_ORDER";
  public static final String PURCHASE_ORDER = "PURCHASE_ORDER";
  public static final String ORDER_CREATED = "ORDER_CREATED";
  public static final String ORDER_APPROVED = "ORDER_APPROVED";
  public static final String ORDER_COMPLETED = "ORDER_COMPLETED";
  public static final String ORDER_CANCELLED = "ORDER_CANCELLED";
  public static final String SALES_INVOICE = "SALES_INVOICE";
  public static final String PURCHASE_INVOICE = "PURCHASE_INVOICE";
  public static final String INVOICE_IN_PROCESS = "INVOICE_IN_PROCESS";
  public static final String INVOICE_READY = "INVOICE_READY";
  public static final String INVOICE_PAID = "INVOICE_PAID";
  public static final String INVOICE_CANCELLED = "INVOICE_CANCELLED";
  public static final String PAYMENT_RECEIVED = "PAYMENT_RECEIVED";
  public static final String CUSTOMER_PAYMENT = "CUSTOMER_PAYMENT";
  public static final String PMNT_RECEIVED = "PMNT_RECEIVED";
  public static final String PMNT_SENT = "PMNT_SENT";
  public static final String PMNT_VOID = "PMNT_VOID";
  public static final String PMNT_CONFIRMED = "PMNT_CONFIRMED";
  public static final String PAYMENT_CANCELLED = "PAYMENT_CANCELLED";
  public static final String CREDIT_NOTE = "CUST_RTN_INVOICE";
  public static final String CUSTOMER_REFUND = "CUSTOMER_REFUND";

  private Words() {}
}
