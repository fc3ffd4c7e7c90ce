package org.paylink.policy;

/** Until when a link may be cancelled. */
public enum CancelTime {
  /** As long as it is open. */
  ALWAYS,
  /** Not while a payment the customer has finished is still on its way, such as a bank debit. */
  NOT_WHILE_PAYING
}
