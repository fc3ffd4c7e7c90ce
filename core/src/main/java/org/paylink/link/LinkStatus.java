package org.paylink.link;

/** The one status people see; a pure function of lifecycle, receipts and attempts. */
public enum LinkStatus {
  ISSUED(Normalised.PENDING),
  SENT(Normalised.PENDING),
  OPENED(Normalised.PENDING),
  PENDING(Normalised.PENDING),
  PARTLY_PAID(Normalised.PENDING),
  PAID(Normalised.PAID),
  CONFIRMED_BY_HAND(Normalised.CONFIRMED_BY_HAND),
  PARTLY_REFUNDED(Normalised.REFUNDED),
  REFUNDED(Normalised.REFUNDED),
  /** The customer's bank asks money back, and that is not decided. */
  DISPUTED(Normalised.MANUAL_REVIEW),
  /** The customer's bank has taken money back for good. */
  CHARGED_BACK(Normalised.REFUNDED),
  FAILED(Normalised.FAILED),
  EXPIRED(Normalised.EXPIRED),
  CANCELLED(Normalised.CANCELLED),
  SUPERSEDED(Normalised.CANCELLED),
  DEACTIVATED(Normalised.CANCELLED),
  MANUAL_REVIEW(Normalised.MANUAL_REVIEW);

  /** The short list that other systems map onto. */
  public enum Normalised {
    PENDING,
    PAID,
    FAILED,
    EXPIRED,
    REFUNDED,
    CANCELLED,
    CONFIRMED_BY_HAND,
    MANUAL_REVIEW
  }

  private final Normalised normalised;

  LinkStatus(Normalised normalised) {
    this.normalised = normalised;
  }

  /** The status of the short list. */
  public Normalised normalised() {
    return normalised;
  }

  /** The label that holds the status' word. */
  public String labelKey() {
    return "PaylinkStatus_" + name();
  }
}
