package org.paylink.link;

/** By what way something is sent. The label {@code PaylinkChannel_<name>} says it in words. */
public enum DeliveryChannel {
  EMAIL,
  /** A note in the host's own pages. */
  NOTE,
  /** Not at all; only for news of links that their owner doesn't want. */
  NONE
}
