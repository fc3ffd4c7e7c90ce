package org.paylink.link;

/** A movement of money at the gateway. */
public enum ReceiptType {
  CHARGE
}
