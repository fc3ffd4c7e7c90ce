package org.paylink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.AccountStates;
import org.paylink.background.Leases;
import org.paylink.background.Nodes;
import org.paylink.gateway.GatewayAccount;

/**
 * What was found.
 *
 * @param at when
 * @param waits work that waits, by kind
 * @param accounts enabled accounts
 * @param nodes nodes heard of in the last day
 * @param sweeping who holds the lease of background work, or held it last
 * @param schemaVersion the version the database holds, once there was background work
 * @param findings what is wrong, what is worst first
 */
public record HealthReport(
    Instant at,
    Waits waits,
    List<Account> accounts,
    List<Nodes.Node> nodes,
    Optional<Leases.Held> sweeping,
    Optional<Long> schemaVersion,
    List<Finding> findings) {

  /** Work of one kind that waits: how much, and for how long the oldest does. */
  public record Wait(long count, Optional<Duration> oldest) {}

  /**
   * Work that waits.
   *
   * @param events notifications verified and not yet worked off
   * @param eventsGivenUp notifications given up
   * @param receipts receipts the ledger doesn't hold yet
   * @param outbox side effects to be done
   * @param exceptions facts that need a person
   * @param attempts checkouts that may still bring money; how long the oldest poll is overdue
   * @param pollsDue checkouts that should have been asked for by now
   */
  public record Waits(
      Wait events,
      long eventsGivenUp,
      Wait receipts,
      Wait outbox,
      Wait exceptions,
      long attempts,
      Wait pollsDue) {}

  /** An enabled account and what was seen of it. */
  public record Account(GatewayAccount account, AccountStates.State state) {}

  /** Something that is wrong, with the facts its sentence names. */
  public record Finding(Ailment ailment, Map<String, String> facts) {}

  /** Whether payments can be taken and settled by themselves. */
  public boolean isUp() {
    return findings.stream().noneMatch(finding -> finding.ailment().isDown());
  }
}
