package org.paylink.link;

/** What kind of thing a link is paid for. */
public enum SubjectType {
  /** A sales order of the host, before or after it is invoiced. */
  ORDER,
  /** A sales invoice of the host. */
  INVOICE,
  /** A party of the host that pays on account: what comes in is its credit, nothing is settled. */
  PARTY;

  /** Whether nothing is owed, so that links ask for what their maker says, side by side. */
  public boolean isOnAccount() {
    return this == PARTY;
  }
}
