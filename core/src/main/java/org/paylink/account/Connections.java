package org.paylink.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.GatewayAccounts;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Records;

/** Joins accounts with the gateways that speak for them. */
public final class Connections {
  private final GatewayAccounts accounts;
  private final Map<String, Gateway> gateways;
  private final Records records;

  /** Gateways are found by their names. */
  public Connections(GatewayAccounts accounts, List<Gateway> gateways, Records records) {
    this.accounts = accounts;
    this.gateways = gateways.stream().collect(Collectors.toMap(Gateway::name, Function.identity()));
    this.records = records;
  }

  /**
   * The connection of an account, or nothing when there is no such account or nobody speaks for it.
   */
  public Optional<Connection> find(String gatewayAccountId) {
    return accounts.find(gatewayAccountId).flatMap(this::connect);
  }

  /**
   * The connection of an account.
   *
   * @throws PaylinkException ACCOUNT_MISSING
   */
  public Connection require(String gatewayAccountId) {
    return find(gatewayAccountId)
        .orElseThrow(
            () ->
                new PaylinkException(Problem.ACCOUNT_MISSING, Map.of("account", gatewayAccountId)));
  }

  /** The gateways that are there, by name. */
  public Set<String> providers() {
    return new TreeSet<>(gateways.keySet());
  }

  /** Enabled accounts that take money for what belongs to no store. */
  public List<GatewayAccount> enabledFor(String organizationPartyId) {
    return enabledFor(organizationPartyId, Optional.empty());
  }

  /**
   * Enabled accounts that take money for a document and that somebody speaks for, in the order they
   * are offered.
   *
   * @param productStoreId the document's store, if it has one
   */
  public List<GatewayAccount> enabledFor(
      String organizationPartyId, Optional<String> productStoreId) {
    return accounts.enabledFor(organizationPartyId).stream()
        .filter(account -> gateways.containsKey(account.provider()))
        .filter(account -> account.serves(productStoreId))
        .toList();
  }

  private Optional<Connection> connect(GatewayAccount account) {
    return Optional.ofNullable(gateways.get(account.provider()))
        .map(gateway -> new Connection(account, gateway, records));
  }
}
