package org.paylink.link;

/** Whether a link may start checkouts. Independent of the money it has received. */
public enum Lifecycle {
  OPEN,
  CANCELLED,
  EXPIRED,
  SUPERSEDED,
  FULFILLED,
  DEACTIVATED;

  /** Whether new checkouts may start, as far as the lifecycle goes. */
  public boolean isOpen() {
    return this == OPEN;
  }
}
