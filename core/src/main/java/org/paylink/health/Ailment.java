package org.paylink.health;

import java.util.Locale;

/**
 * What can be wrong with running Paylink, as a closed list. The label {@code PaylinkHealth_<name>}
 * says what it means and what to do.
 */
public enum Ailment {
  /** The token keys can't be read, or there is none: links have no address. */
  TOKEN_KEY_UNREADABLE(true),
  /** A newer release has worked with the database, so nothing is done in the background here. */
  SCHEMA_NEWER(true),
  /** No node does background work. */
  BACKGROUND_SILENT(true),

  /** The gateway accounts can't be read, such as when a secret can't be decrypted. */
  ACCOUNTS_UNREADABLE(false),
  /** Open links need a token key that isn't there. */
  TOKEN_KEY_MISSED(false),
  /** A piece of background work fails, while the others are done. */
  WORK_FAILS(false),
  /** Two living processes have one node's name. */
  NODE_NAME_SHARED(false),
  /** A verified notification has waited too long to be worked off. */
  EVENTS_LATE(false),
  /** Notifications were given up after many tries. */
  EVENTS_GIVEN_UP(false),
  /** Money that is known has waited too long to be in the ledger. */
  RECEIPTS_UNPOSTED(false),
  /** A side effect, such as closing a session, has waited too long. */
  OUTBOX_LATE(false),
  /** Checkouts are not asked for when they should be. */
  POLLS_LATE(false),
  /** Facts about money wait for a person. */
  EXCEPTIONS_OPEN(false),
  /** An account's notifications don't arrive. */
  EVENTS_MISSING(false),
  /** An account has no webhook secret, so that it is only polled. */
  EVENTS_NOT_SET_UP(false),
  /** The gateway refuses an account's key. */
  KEY_REFUSED(false),
  /** The gateway could not be asked about an account. */
  GATEWAY_SILENT(false),
  /** Our clock and the gateway's differ by so much that notifications are going to be refused. */
  CLOCK_OFF(false);

  private final boolean down;

  Ailment(boolean down) {
    this.down = down;
  }

  /** Whether the host counts as down with it, for machines that watch. */
  public boolean isDown() {
    return down;
  }

  /** The label that says what it means and what to do. */
  public String labelKey() {
    return "PaylinkHealth_" + name();
  }

  /** Its name in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
