package org.paylink.web;

/** The host's scripts can't be used; the message says why and what to do, for an administrator. */
public final class HostScriptsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with a message for an administrator. */
  public HostScriptsException(String message, Throwable cause) {
    super(message, cause);
  }
}
