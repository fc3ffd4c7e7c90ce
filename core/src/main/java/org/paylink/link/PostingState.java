package org.paylink.link;

/** Where a receipt stands in the host's ledger. */
public enum PostingState {
  /** To be posted, or to be tried again. */
  PENDING,
  /** In the ledger under the reserved payment id. */
  POSTED,
  /**
   * Not to be posted until a person decides, because the gateway's amount or currency is not what
   * was asked.
   */
  HELD,
  /** Undone before it was posted: nothing of it is in the ledger, and nothing will be. */
  NOT_NEEDED,
  /** Test money on a host that keeps test money out of its ledger. Never posted. */
  WITHHELD
}
