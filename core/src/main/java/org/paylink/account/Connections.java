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

  /** Enabled accounts of an organization that somebody speaks for. */
  public List<GatewayAccount> enabledFor(String organizationPartyId) {
    return accounts.enabledFor(organizationPartyId).stream()
        .filter(account -> gateways.containsKey(account.provider()))
        .toList();
  }

  private Optional<Connection> connect(GatewayAccount account) {
    return Optional.ofNullable(gateways.get(account.provider()))
        .map(gateway -> new Connection(account, gateway, records));
  }
}
