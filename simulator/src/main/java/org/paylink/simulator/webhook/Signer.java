package org.paylink.simulator.webhook;

import java.time.Instant;
import java.util.Map;

/** What a gateway puts into the headers of a notification, its signature above all. */
@FunctionalInterface
public interface Signer {
  /** The headers of a delivery sent now, signed as the delivery says it is to be. */
  Map<String, String> headers(Delivery delivery, Instant now);

  /** The secret to sign with: the delivery's, or another one for a forged signature. */
  static String secret(Delivery delivery) {
    return delivery.signing == Delivery.Signing.WRONG_SECRET
        ? delivery.secret + "x"
        : delivery.secret;
  }
}
