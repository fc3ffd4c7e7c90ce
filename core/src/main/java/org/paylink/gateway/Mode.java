package org.paylink.gateway;

/** Whether an account moves real money. An account's mode never changes. */
public enum Mode {
  TEST,
  LIVE
}
