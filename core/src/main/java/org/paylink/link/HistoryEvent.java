package org.paylink.link;

import java.util.Locale;

/**
 * What can happen to a link. The label {@code PaylinkEvent_<name in lower case>} says it in words.
 */
public enum HistoryEvent {
  ISSUED,
  SENT,
  NOT_SENT,
  ATTEMPT_STARTED,
  ATTENDED,
  ATTEMPT_PAYABLE,
  ATTEMPT_DECLINED,
  ATTEMPT_FAILED,
  ATTEMPT_EXPIRED,
  ATTEMPT_TAKING,
  ATTEMPT_PENDING,
  SESSION_CLOSED,
  CANCELLED,
  EXPIRED,
  SUPERSEDED,
  FULFILLED,
  DEACTIVATED,
  AMOUNT_LOWERED,
  PAID,
  POSTED,
  POSTING_FAILED,
  POSTING_WITHHELD,
  CONFIRMED_BY_HAND,
  CONFIRMATION_UNDONE,
  POSTING_REVERSED,
  REOPENED,
  EXCEPTION_RAISED,
  EXCEPTION_RESOLVED,
  CHECKED,
  ADDRESS_CHANGED,
  PERSONAL_DATA_ERASED;

  /** The name in labels and rows. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
