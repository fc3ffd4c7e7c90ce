package org.paylink.gateway;

import java.time.Instant;
import java.util.Optional;

/**
 * What a connection test found.
 *
 * @param providerAccount the provider's id of the account the key belongs to
 * @param displayName the provider's name of it
 * @param mode the mode the key belongs to
 * @param gatewayTime what the gateway's clock said with its answer, to the second, if it said so
 */
public record AccountCheck(
    String providerAccount,
    Optional<String> displayName,
    Mode mode,
    Optional<Instant> gatewayTime) {

  /** What was found by a gateway that doesn't tell the time. */
  public AccountCheck(String providerAccount, Optional<String> displayName, Mode mode) {
    this(providerAccount, displayName, mode, Optional.empty());
  }
}
