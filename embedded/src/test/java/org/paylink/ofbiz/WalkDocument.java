package org.paylink.ofbiz;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The documents that the walk is about, and what the host's books must hold of each at its end. The
 * host's demo data has only two that can be paid; the others are loaded before the host starts.
 */
enum WalkDocument {
  /** The demo data's order. */
  ORDER("DEMO10090", "50.85", ""),
  /** The demo data's invoice, which is approved but not ready, so that it does not become paid. */
  INVOICE("demo1200", "511.23", "INVOICE_APPROVED"),
  /** Paid at the second try. */
  DECLINED("WALK101", "31.10", ""),
  /** Cancelled while the checkout is open: the only one that nobody pays. */
  CANCELLED("WALK102", "32.20", ""),
  /** Paid at the moment of the cancelling. */
  SLIPPED("WALK103", "33.30", ""),
  /** Its notification arrives two hundred times at once. */
  BURST("WALK104", "36.60", ""),
  /** Paid by its customer on the phone, for whom a user opens the payment page. */
  ATTENDED("WALK105", "37.70", ""),
  /** No document: what a customer of the demo data pays on account. */
  ON_ACCOUNT("DemoCustomer", "75.25", ""),
  /** Its link is sent by mail. */
  MAILED("WALK106", "38.80", ""),
  /** Paid at the moment of the cancelling, and looked into by a person. */
  LATE("WALK107", "39.90", ""),
  /** Confirmed by hand, which is taken back: nobody pays it in the end. */
  BY_HAND("WALK203", "40.10", ""),
  /** Its notification is lost, and nobody comes back or asks. */
  LOST("WALK201", "34.40", "INVOICE_PAID"),
  /** Its customer is back before its notification. */
  EARLY("WALK202", "35.50", "INVOICE_PAID");

  /** Whether the host is of the 22.01 line or older, which differs in a few of its pages. */
  static final boolean OLDER_HOST = Boolean.getBoolean("paylink.older.host");

  private static final String INVOICE_PAGE = OLDER_HOST ? "invoiceOverview" : "viewInvoice";

  private final String id;
  private final String amount;
  private final String statusWhenPaid;

  WalkDocument(String id, String amount, String statusWhenPaid) {
    this.id = id;
    this.amount = amount;
    this.statusWhenPaid = statusWhenPaid;
  }

  /** The host's id. */
  String id() {
    return id;
  }

  /** What is to be paid, in US dollars, as the host writes it. */
  String amount() {
    return amount;
  }

  /** The amount as the customer reads it. */
  String price() {
    return "$" + amount;
  }

  boolean isOrder() {
    return statusWhenPaid.isEmpty() && !isOnAccount() && this != BY_HAND;
  }

  /** Whether it is for the walk through the staff's pages. */
  boolean isForTheDesk() {
    return this == MAILED || this == LATE || this == BY_HAND;
  }

  boolean isOnAccount() {
    return this == ON_ACCOUNT;
  }

  /** The type of the link's subject. */
  String subjectType() {
    if (isOnAccount()) {
      return "PARTY";
    }
    return isOrder() ? "ORDER" : "INVOICE";
  }

  /** The status that the host's invoice has after the walk. */
  String statusWhenPaid() {
    return statusWhenPaid;
  }

  /** The path of the host's page that shows it. */
  String page() {
    if (isOnAccount()) {
      return "/partymgr/control/viewprofile?partyId=" + id;
    }
    return isOrder()
        ? "/ordermgr/control/orderview?orderId=" + id
        : "/accounting/control/" + INVOICE_PAGE + "?invoiceId=" + id;
  }

  boolean isPaid() {
    return this != CANCELLED && this != BY_HAND;
  }

  /** Those that are paid in the end. */
  static Stream<WalkDocument> paid() {
    return Arrays.stream(values()).filter(WalkDocument::isPaid);
  }

  /** Those that are paid in the end, in the walk through the staff's pages or in the one before. */
  static Stream<WalkDocument> paid(boolean atTheDesk) {
    return paid().filter(document -> document.isForTheDesk() == atTheDesk);
  }

  /** What their payments come to. */
  static BigDecimal sum(Stream<WalkDocument> documents) {
    return documents.map(document -> new BigDecimal(document.amount)).reduce(BigDecimal::add).get();
  }

  /** Prints the host's rows of those that the demo data lacks. */
  public static void main(String[] arguments) {
    for (WalkDocument document : values()) {
      if (document.id.startsWith("WALK")) {
        System.out.print(document.isOrder() ? document.orderRows() : document.invoiceRows());
      }
    }
  }

  private String orderRows() {
    return """
        <OrderHeader orderId="%1$s" orderTypeId="SALES_ORDER" orderName="Gizmos" \
        orderDate="2026-01-05 10:00:00" entryDate="2026-01-05 10:00:00" \
        salesChannelEnumId="PHONE_SALES_CHANNEL" statusId="ORDER_APPROVED" createdBy="DemoRepAll" \
        currencyUom="USD" productStoreId="9000" remainingSubTotal="%2$s" grandTotal="%2$s"/>
        <OrderItem orderId="%1$s" orderItemSeqId="00001" orderItemTypeId="PRODUCT_ORDER_ITEM" \
        productId="GZ-2644" isPromo="N" quantity="1" unitPrice="%2$s" unitListPrice="%2$s" \
        itemDescription="Round Gizmo" statusId="ITEM_APPROVED"/>
        <OrderRole orderId="%1$s" partyId="Company" roleTypeId="BILL_FROM_VENDOR"/>
        <OrderRole orderId="%1$s" partyId="DemoCustomer" roleTypeId="BILL_TO_CUSTOMER"/>
        <OrderRole orderId="%1$s" partyId="DemoCustomer" roleTypeId="PLACING_CUSTOMER"/>
        <OrderStatus orderStatusId="%1$s" statusId="ORDER_APPROVED" orderId="%1$s" \
        statusDatetime="2026-01-05 10:00:00" statusUserLogin="DemoRepAll"/>
        """
        .formatted(id, amount);
  }

  private String invoiceRows() {
    return """
        <Invoice invoiceId="%1$s" invoiceTypeId="SALES_INVOICE" partyIdFrom="Company" \
        partyId="DemoCustomer" statusId="INVOICE_READY" invoiceDate="2026-01-05 10:00:00" \
        description="Repair of a gizmo" currencyUomId="USD"/>
        <InvoiceItem invoiceId="%1$s" invoiceItemSeqId="00001" invoiceItemTypeId="INV_SPROD_ITEM" \
        quantity="1" amount="%2$s" description="Repair of a gizmo"/>
        <InvoiceStatus statusId="INVOICE_READY" invoiceId="%1$s" statusDate="2026-01-05 10:00:00"/>
        """
        .formatted(id, amount);
  }
}
