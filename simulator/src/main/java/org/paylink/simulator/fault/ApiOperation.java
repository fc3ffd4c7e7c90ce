package org.paylink.simulator.fault;

/** The kinds of API calls that faults can be aimed at. */
public enum ApiOperation {
  /** {@code POST /v1/checkout/sessions}. */
  CREATE,
  /** Reading one object. */
  FETCH,
  /** {@code POST /v1/checkout/sessions/{id}/expire}, and what closes a checkout elsewhere. */
  EXPIRE,
  /** Taking what a payer agreed to; Stripe's checkout has no such call. */
  CAPTURE,
  /** Paying back. */
  REFUND,
  /** Reading a list of sessions, events, refunds or disputes. */
  LIST,
  /** As the aim of a fault: every call. */
  ANY
}
