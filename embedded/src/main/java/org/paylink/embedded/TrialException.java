package org.paylink.embedded;

/** A trial can't start; the message says why and what to do. */
public final class TrialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person at the keyboard. */
  public TrialException(String message) {
    super(message);
  }
}
