package org.paylink.link;

/**
 * Why something was not sent, or can't be said to have been. The label {@code
 * PaylinkNotSent_<name>} says it in words.
 */
public enum DeliveryReason {
  /** Sending is switched off in the host. */
  SWITCHED_OFF,
  /** The host has no sender's address, or the transport isn't set up. */
  SENDER_MISSING,
  /** The mail server doesn't know the recipient. */
  ADDRESS_REFUSED,
  /** The mail server doesn't want the message. */
  MESSAGE_REFUSED,
  /** The mail server doesn't answer. */
  SERVER_UNREACHABLE,
  /** The mail server asks to try again later. */
  SERVER_BUSY,
  /** The mail server's answer was lost. */
  OUTCOME_UNKNOWN,
  /** Nobody has an address to send it to. */
  NO_ADDRESS,
  /** The link was closed before it could be sent. */
  LINK_CLOSED,
  /** The text can't be filled in any more. */
  TEXT_REFUSED,
  /** Addresses of links can't be made, because something is not set up. */
  SETUP_MISSING
}
