package org.paylink.link;

/** How far a delivery is. The label {@code PaylinkDeliveryState_<name>} says it in words. */
public enum DeliveryState {
  /** It waits to be handed over, for the first time or again. */
  QUEUED,
  /** The transport took it over. */
  SENT,
  /** It was not sent, and nothing will be tried any more. */
  NOT_SENT,
  /** It was handed over, and whether it was taken is not known. */
  UNKNOWN
}
