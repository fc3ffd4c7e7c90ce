package org.paylink.link;

/** What kind of thing a link is paid for. */
public enum SubjectType {
  /** A sales order of the host, before or after it is invoiced. */
  ORDER,
  /** A sales invoice of the host. */
  INVOICE
}
