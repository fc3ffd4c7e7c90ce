package org.paylink.records;

/**
 * The database would not let two units go on side by side; the unit is rolled back and run again as
 * a whole.
 */
public final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The cause stays within the binding's log; it may hold the row's fields, so it is never shown.
   */
  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
