package org.paylink.host;

import java.util.List;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;

/** Settings and secrets of gateway accounts. Read outside of units. */
public interface GatewayAccounts {
  /** The account with this id; any text may be asked for. */
  Optional<GatewayAccount> find(String gatewayAccountId);

  /** Enabled accounts of an organization, in the order they are offered. */
  List<GatewayAccount> enabledFor(String organizationPartyId);

  /** All accounts. */
  List<GatewayAccount> all();
}
