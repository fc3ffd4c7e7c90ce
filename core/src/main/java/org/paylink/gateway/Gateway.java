package org.paylink.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.money.Money;

/**
 * A payment gateway. One package per gateway implements this and owns its wire format; no gateway
 * knows that links, hosts or other gateways exist. Implementations are safe for concurrent use and
 * hold no state but connections. Calls take bounded time.
 */
public interface Gateway {

  /** The provider's name in settings, lower case. */
  String name();

  /** What it can do. */
  Set<Capability> capabilities();

  /** The least it takes in a currency, as far as is known; it may still refuse what is more. */
  Optional<Money> minimum(String currency);

  /**
   * When a session that should end at a moment will be asked to end: as near to it as the gateway
   * allows, with a margin for the time the request takes. Worked out once, when a request is
   * frozen.
   */
  Instant sessionEnd(Instant now, Instant wanted);

  /**
   * Starts a checkout for exactly the amount. Sent again with the same key it answers the same
   * session.
   *
   * @throws GatewayException by kind; after OUTCOME_UNKNOWN repeat the same request
   */
  Session start(GatewayAccount account, StartRequest request) throws GatewayException;

  /** What the gateway says about a session now. */
  Session fetch(GatewayAccount account, String sessionId) throws GatewayException;

  /**
   * Closes a session and answers what it is afterwards, as fetched: EXPIRED when it is closed, PAID
   * or PENDING when the customer was faster. What a customer agreed to and nobody took is given up.
   */
  Session close(GatewayAccount account, String sessionId) throws GatewayException;

  /**
   * How money is taken that a customer agreed to; present exactly when the gateway leaves that to
   * us, which is {@link Capability#CAPTURE}.
   */
  Optional<Capturing> capturing();

  /**
   * How money goes back; present exactly when the gateway can say it, which is {@link
   * Capability#REFUNDS}.
   */
  default Optional<Reversing> reversing() {
    return Optional.empty();
  }

  /**
   * Verifies a notification. Pure: no call, no clock, no log of the body. Never throws, whatever
   * the input.
   *
   * @param rawBody the body's bytes as they arrived
   * @param headers all header values by lower-case name
   * @param now when it arrived
   */
  Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now);

  /** What is to be set at the gateway so that it notifies us; nothing when it never does. */
  default WebhookNeeds webhookNeeds() {
    return WebhookNeeds.NONE;
  }

  /** Tries the account's key with a call that changes nothing. */
  AccountCheck check(GatewayAccount account) throws GatewayException;
}
