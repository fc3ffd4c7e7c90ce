package org.paylink.gateway.wire;

/** An answer that lacks what every answer of its kind has; the message doesn't quote it. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Names what is missing. */
  public MalformedException(String message) {
    super(message);
  }
}
