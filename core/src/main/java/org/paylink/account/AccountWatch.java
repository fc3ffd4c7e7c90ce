package org.paylink.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Host;

/**
 * Tries accounts' keys now and then with a call that changes nothing, so that a key that was
 * withdrawn and a clock that went astray are known before a customer meets them.
 */
public final class AccountWatch {
  private static final Duration EVERY = Duration.ofHours(1);

  private final Host host;
  private final Connections connections;
  private final AccountStates states;

  /** For a host. */
  public AccountWatch(Host host, Connections connections, AccountStates states) {
    this.host = host;
    this.connections = connections;
    this.states = states;
  }

  /** Tries the key of the one enabled account that waits for it the longest, if one is due. */
  public void checkOneDue() {
    Instant now = host.clock().instant();
    List<GatewayAccount> enabled =
        host.accounts().all().stream().filter(GatewayAccount::enabled).toList();
    record Waiting(GatewayAccount account, Instant checkedAt) {}
    Optional<Waiting> next =
        host
            .records()
            .<List<Waiting>>unit(
                unit ->
                    enabled.stream()
                        .map(
                            account ->
                                new Waiting(
                                    account,
                                    AccountStates.of(unit, account.id())
                                        .checkedAt()
                                        .orElse(Instant.EPOCH)))
                        .toList())
            .stream()
            .filter(waiting -> !now.isBefore(waiting.checkedAt().plus(EVERY)))
            .min(Comparator.comparing(Waiting::checkedAt));
    if (next.isPresent()) {
      try {
        check(next.get().account().id());
      } catch (GatewayException noted) {
        // What came of it stands in the account's state, where people look.
        return;
      }
    }
  }

  /**
   * Tries an account's key and notes what came of it.
   *
   * @throws org.paylink.problem.PaylinkException ACCOUNT_MISSING
   */
  public AccountCheck check(String gatewayAccountId) throws GatewayException {
    Connection connection = connections.require(gatewayAccountId);
    Instant before = host.clock().instant();
    try {
      AccountCheck found = connection.check();
      Instant after = host.clock().instant();
      Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
      states.checked(
          gatewayAccountId,
          AccountStates.State.OK,
          found.gatewayTime().map(theirs -> Duration.between(theirs, middle)));
      return found;
    } catch (GatewayException e) {
      states.checked(gatewayAccountId, e.kind().name(), Optional.empty());
      throw e;
    }
  }
}
