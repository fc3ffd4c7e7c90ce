package org.paylink.problem;

/**
 * Everything that can be refused or go wrong, as a closed list. Each has a sentence in the label
 * file under {@code PaylinkProblem_<name>} that says what happened, what it means for the money,
 * and what to do.
 */
public enum Problem {
  AMOUNT_MISSING(Kind.USER),
  AMOUNT_MALFORMED(Kind.USER),
  AMOUNT_NOT_POSITIVE(Kind.USER),
  AMOUNT_OVER_OPEN_BALANCE(Kind.USER),
  AMOUNT_BELOW_MINIMUM(Kind.USER),
  CURRENCY_UNKNOWN(Kind.USER),
  CURRENCY_NOT_STORABLE(Kind.USER),
  CURRENCY_DIFFERS(Kind.USER),
  DOCUMENT_UNKNOWN(Kind.USER),
  DOCUMENT_FOREIGN(Kind.USER),
  DOCUMENT_NOT_PAYABLE(Kind.USER),
  DOCUMENT_PAID(Kind.USER),
  VALIDITY_TOO_SHORT(Kind.USER),
  VALIDITY_MALFORMED(Kind.USER),
  VALIDITY_TOO_LONG(Kind.USER),
  VALIDITY_ENDLESS(Kind.USER),
  LIVE_LINK_EXISTS(Kind.USER),
  REQUEST_KEY_REUSED(Kind.USER),
  REQUEST_KEY_MISSING(Kind.USER),
  LINK_UNKNOWN(Kind.USER),
  LINK_ALREADY_CLOSED(Kind.USER),
  CANCEL_NOT_YOURS(Kind.USER),
  CANCEL_WHILE_PAYING(Kind.USER),
  EXCEPTION_UNKNOWN(Kind.USER),
  EXCEPTION_NOT_BY_HAND(Kind.USER),
  RESOLUTION_MISSING(Kind.USER),
  HAND_METHOD_UNKNOWN(Kind.USER),
  HAND_REFERENCE_MISSING(Kind.USER),
  HAND_REFERENCE_TOO_LONG(Kind.USER),
  HAND_DATE_MALFORMED(Kind.USER),
  HAND_DATE_IN_FUTURE(Kind.USER),
  HAND_AMOUNT_OVER_OPEN(Kind.USER),
  CHECKOUT_IN_PROGRESS(Kind.USER),
  CONFIRMATION_UNKNOWN(Kind.USER),
  CONFIRMATION_UNDONE_BEFORE(Kind.USER),
  CONFIRMATION_REFUNDED(Kind.USER),
  CONFIRMATION_FIXED(Kind.USER),
  UNDO_REASON_MISSING(Kind.USER),
  FILTER_UNKNOWN(Kind.USER),
  FILTER_DATE_MALFORMED(Kind.USER),
  FILTER_DATES_REVERSED(Kind.USER),
  FILTER_TOO_LONG(Kind.USER),
  POLICY_CHOICE_UNKNOWN(Kind.USER),
  POLICY_DAYS_MALFORMED(Kind.USER),
  POLICY_DEFAULT_OVER_MAXIMUM(Kind.USER),
  POLICY_DEFAULT_UNDER_MINIMUM(Kind.USER),
  POLICY_MINIMUM_OVER_MAXIMUM(Kind.USER),
  POLICY_ENDLESS_OVER_MAXIMUM(Kind.USER),
  POLICY_ATTEMPTS_MALFORMED(Kind.USER),
  POLICY_LIMIT_MALFORMED(Kind.USER),
  POLICY_LIMIT_NEGATIVE(Kind.USER),
  POLICY_LIMIT_CURRENCY(Kind.USER),
  POLICY_LIMIT_TWICE(Kind.USER),
  POLICY_TASK_PEOPLE_MALFORMED(Kind.USER),
  POLICY_TASK_PERSON_UNKNOWN(Kind.USER),
  POLICY_TASK_PERSON_NOT_ALLOWED(Kind.USER),
  POLICY_TASK_ORGANIZATION_UNKNOWN(Kind.USER),
  PERMISSION_MISSING(Kind.USER),
  FORM_EXPIRED(Kind.USER),
  PAGE_UNKNOWN(Kind.USER),

  LINK_CLOSED(Kind.BUYER),
  LINK_EXPIRED(Kind.BUYER),
  LINK_CANCELLED(Kind.BUYER),
  LINK_SUPERSEDED(Kind.BUYER),
  LINK_PAID(Kind.BUYER),
  PAYMENT_IN_PROGRESS(Kind.BUYER),
  PAYMENT_IN_REVIEW(Kind.BUYER),
  TOO_MANY_ATTEMPTS(Kind.BUYER),
  NOT_FOUND(Kind.BUYER),
  TOO_MANY_REQUESTS(Kind.BUYER),
  BODY_TOO_LARGE(Kind.BUYER),

  ACCOUNT_MISSING(Kind.OPERATOR),
  ACCOUNT_FOREIGN(Kind.OPERATOR),
  ACCOUNT_KEY_REFUSED(Kind.OPERATOR),
  GATEWAY_REFUSED(Kind.OPERATOR),
  TOKEN_KEY_MISSING(Kind.OPERATOR),
  TOKEN_KEY_VERSION_MISSING(Kind.OPERATOR),
  PUBLIC_URL_MISSING(Kind.OPERATOR),
  PUBLIC_URL_NOT_HTTPS(Kind.OPERATOR),
  LEDGER_MAPPING_MISSING(Kind.OPERATOR),
  LEDGER_REFUSED(Kind.OPERATOR),

  GATEWAY_UNREACHABLE(Kind.GATEWAY),
  GATEWAY_BUSY(Kind.GATEWAY),
  GATEWAY_FAILED(Kind.GATEWAY),

  OUTCOME_UNKNOWN(Kind.UNKNOWN_OUTCOME),

  DATABASE_UNAVAILABLE(Kind.OURS),
  INTERNAL(Kind.OURS);

  /** Who can do something about it. */
  public enum Kind {
    /** The signed-in user of the host can mend the request. */
    USER,
    /** The customer on the public page sees it. */
    BUYER,
    /** An administrator has to set something up. */
    OPERATOR,
    /** The gateway is down, slow or busy; trying again later helps. */
    GATEWAY,
    /**
     * A call was made and its answer was lost: what happened has to be looked up, never assumed.
     */
    UNKNOWN_OUTCOME,
    /** Ours to mend. */
    OURS
  }

  private final Kind kind;

  Problem(Kind kind) {
    this.kind = kind;
  }

  /** Who can do something about it. */
  public Kind kind() {
    return kind;
  }

  /** The label that holds the sentence for this problem. */
  public String labelKey() {
    return "PaylinkProblem_" + name();
  }
}
