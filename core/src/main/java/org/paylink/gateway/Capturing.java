package org.paylink.gateway;

/** Takes money that customers agreed to; the second half of a checkout at some gateways. */
public interface Capturing {

  /**
   * Takes all that the customer agreed to, and answers what the session is afterwards, as fetched:
   * PAID or PENDING when it was taken, now or before; OPEN with a decline when it was refused and
   * the customer may choose another way; EXPIRED when the customer's agreement was given up.
   *
   * <p>A session's money is taken at most once, however often this is called, by however many
   * threads, and whichever answers are lost: the gateway itself is asked under a key that depends
   * on the session alone.
   *
   * @throws GatewayException by kind; after OUTCOME_UNKNOWN fetch the session, and call this again
   *     while it is still APPROVED
   */
  Session capture(GatewayAccount account, String sessionId) throws GatewayException;
}
