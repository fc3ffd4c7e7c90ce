package org.paylink.web;

import org.paylink.site.PublicSite;

/** What the host's scripts give to the public webapp. Safe for concurrent use. */
public interface PublicSide {

  /** Answers requests to the public pages and webhooks. */
  PublicSite site();

  /**
   * Does one pass of the background work: what is due now, not what comes later. Called by one
   * thread per node, outside of any transaction.
   */
  void sweep();
}
