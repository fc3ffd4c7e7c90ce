package org.paylink.gateway.stripe;

import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.Scrubber;
import org.paylink.gateway.wire.WireJson;

/** Test money must never be taken for live money. */
final class StripeModes {
  private StripeModes() {}

  /** Before a call, by the key's prefix. */
  static void requireKey(GatewayAccount account) throws GatewayException {
    Optional<Mode> mode = StripeApi.keyMode(account);
    if (mode.isPresent() && mode.get() != account.mode()) {
      throw refused(account, "the key is not of the account's mode", Optional.empty());
    }
  }

  /**
   * And after it by what the answer says, for keys whose prefix says nothing. A session that was
   * started in the wrong mode is shown to nobody.
   */
  static JsonAnswer require(GatewayAccount account, StripeApi.Answer answer)
      throws GatewayException {
    Optional<Boolean> live = WireJson.truth(answer.body(), "livemode");
    if (live.isPresent() && live.get() != (account.mode() == Mode.LIVE)) {
      throw refused(account, "the answer is not of the account's mode", answer.requestId());
    }
    return new JsonAnswer(answer.body(), answer.requestId());
  }

  private static GatewayException refused(
      GatewayAccount account, String message, Optional<String> requestId) {
    return new StripeErrors(Scrubber.of(account))
        .exception(Kind.KEY_REFUSED, message, requestId, null);
  }
}
