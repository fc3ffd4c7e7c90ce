package org.paylink.account;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.host.Host;

/**
 * What an administrator needs to know to have a gateway notify us, and whether it does.
 *
 * @param address where notifications go, to be pasted into the gateway's dashboard; absent while
 *     the public base address is not set
 * @param needs what to subscribe to there
 * @param secrets secrets that are valid now: none, the present one, or an older one as well
 * @param previousUsedAt when a notification was last signed with an older secret
 * @param lastEventAt when a verified notification last arrived
 */
public record WebhookSetup(
    Optional<String> address,
    WebhookNeeds needs,
    int secrets,
    Optional<Instant> previousUsedAt,
    Optional<Instant> lastEventAt) {

  /**
   * An account's.
   *
   * @throws org.paylink.problem.PaylinkException ACCOUNT_MISSING
   */
  public static WebhookSetup of(Host host, Connections connections, String gatewayAccountId) {
    Connection connection = connections.require(gatewayAccountId);
    AccountStates.State state =
        host.records().unit(unit -> AccountStates.of(unit, gatewayAccountId));
    return new WebhookSetup(
        host.settings().publicBaseUrl().map(base -> address(base, gatewayAccountId)),
        connection.webhookNeeds(),
        connection.account().webhookSecrets().size(),
        state.previousSecretUsedAt(),
        state.lastEventAt());
  }

  /** Whether payments are found by asking the gateway alone, because nothing of it is believed. */
  public boolean isPolledOnly() {
    return secrets == 0;
  }

  /** Whether a stored older secret is still to be believed. */
  public static boolean isStillValid(Optional<Instant> until, Instant now) {
    return until.map(end -> end.isAfter(now)).orElse(true);
  }

  private static String address(URI base, String gatewayAccountId) {
    return base + "/pay/hook/" + gatewayAccountId;
  }
}
