package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Mode;
import org.paylink.gateway.wire.Scrubber;
import org.paylink.gateway.wire.WireJson;

/**
 * Tries a key with calls that change nothing. A restricted key may not read the account; then the
 * balance is tried, and the account's id is taken from Stripe's refusal, which names it. Sources:
 * https://docs.stripe.com/api/accounts/retrieve and https://docs.stripe.com/keys
 */
final class StripeAccountCheck {
  private static final Pattern ACCOUNT_ID = Pattern.compile("\\bacct_[A-Za-z0-9]{1,64}\\b");
  private static final String UNKNOWN = "unknown";

  private final StripeApi api;

  StripeAccountCheck(StripeApi api) {
    this.api = api;
  }

  AccountCheck of(GatewayAccount account) throws GatewayException {
    StripeApi.Answer answer;
    try {
      answer = api.get(account, "/v1/account");
    } catch (GatewayException refusal) {
      if (refusal.kind() != Kind.KEY_REFUSED) {
        throw refusal;
      }
      StripeApi.Answer balance = balance(account);
      return new AccountCheck(
          accountIn(refusal.getMessage()),
          Optional.empty(),
          mode(account, balance),
          balance.date());
    }
    String id =
        WireJson.text(answer.body(), "id")
            .orElseThrow(() -> failure(account, "an account without an id", answer));
    Optional<Mode> mode = StripeApi.keyMode(account);
    return new AccountCheck(
        id,
        displayName(answer.body()),
        mode.isPresent() ? mode.get() : mode(account, balance(account)),
        answer.date());
  }

  private StripeApi.Answer balance(GatewayAccount account) throws GatewayException {
    return api.get(account, "/v1/balance");
  }

  /** The mode by what the balance says: only objects that hold money say it. */
  private static Mode mode(GatewayAccount account, StripeApi.Answer balance)
      throws GatewayException {
    return WireJson.truth(balance.body(), "livemode")
        .map(live -> live ? Mode.LIVE : Mode.TEST)
        .orElseThrow(() -> failure(account, "a balance without its mode", balance));
  }

  private static String accountIn(String refusal) {
    Matcher matcher = ACCOUNT_ID.matcher(refusal);
    return matcher.find() ? matcher.group() : UNKNOWN;
  }

  private static Optional<String> displayName(JsonObject account) {
    return WireJson.object(account, "settings")
        .flatMap(settings -> WireJson.object(settings, "dashboard"))
        .flatMap(dashboard -> WireJson.text(dashboard, "display_name"))
        .or(
            () ->
                WireJson.object(account, "business_profile")
                    .flatMap(profile -> WireJson.text(profile, "name")));
  }

  private static GatewayException failure(
      GatewayAccount account, String message, StripeApi.Answer answer) {
    return new StripeErrors(Scrubber.of(account))
        .exception(Kind.FAILED, message, answer.requestId(), null);
  }
}
