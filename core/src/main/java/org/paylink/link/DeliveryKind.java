package org.paylink.link;

/** What is sent. The label {@code PaylinkDelivery_<name>} says it in words. */
public enum DeliveryKind {
  /** The link, to who is to pay. */
  LINK(Outbox.Kind.SEND_LINK),
  /** The confirmation that a payment arrived, to who paid. */
  CONFIRMATION(Outbox.Kind.SEND_CONFIRMATION),
  /** News of a link, to who made it. */
  OWNER_NOTICE(Outbox.Kind.NOTIFY_OWNER);

  private final Outbox.Kind outbox;

  DeliveryKind(Outbox.Kind outbox) {
    this.outbox = outbox;
  }

  /** The side effect that sends it. */
  public Outbox.Kind outbox() {
    return outbox;
  }
}
