package org.paylink.web;

import org.paylink.site.PublicSite;

/** What the host's scripts give to the public webapp. Safe for concurrent use. */
public interface PublicSide {

  /** Answers requests to the public pages and webhooks. */
  PublicSite site();

  /** Starts the node's background work on a thread of its own and returns; called once. */
  void start();

  /**
   * Stops the background work and waits for what is going on, 30 seconds at most. Must not
   * interrupt its thread: an interrupt inside Derby's file access shuts the whole database down.
   */
  void stop();
}
