package org.paylink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.paylink.account.AccountStates;
import org.paylink.background.FailingWork;
import org.paylink.background.Leases;
import org.paylink.background.Nodes;
import org.paylink.background.SchemaVersion;
import org.paylink.gateway.GatewayException;
import org.paylink.health.HealthReport.Account;
import org.paylink.health.HealthReport.Finding;
import org.paylink.health.HealthReport.Wait;
import org.paylink.health.HealthReport.Waits;

/** Says what is wrong with what was measured. */
final class Diagnosis {
  /** Work is tried again within minutes, so what waits longer than this fails again and again. */
  private static final Duration LATE = Duration.ofMinutes(15);

  /** Sessions end within a day, and their end is notified as well. */
  static final Duration LONGEST_SILENCE = Duration.ofHours(26);

  /** Stripe's tolerance is five minutes, and a clock that drifts doesn't stop at one. */
  private static final Duration CLOCK = Duration.ofMinutes(1);

  private static final Duration SHARED_LATELY = Duration.ofMinutes(10);

  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  Diagnosis(Instant now) {
    this.now = now;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  void tokenKeyUnreadable() {
    add(Ailment.TOKEN_KEY_UNREADABLE);
  }

  void accountsUnreadable() {
    add(Ailment.ACCOUNTS_UNREADABLE);
  }

  void schema(Optional<Long> stored) {
    stored
        .filter(version -> version > SchemaVersion.CURRENT)
        .ifPresent(
            version ->
                add(
                    Ailment.SCHEMA_NEWER,
                    "stored",
                    version.toString(),
                    "known",
                    Long.toString(SchemaVersion.CURRENT)));
  }

  void sweeping(Optional<Leases.Held> held) {
    if (held.filter(lease -> lease.until().isAfter(now)).isEmpty()) {
      add(Ailment.BACKGROUND_SILENT);
    }
  }

  void missedKeys(SortedSet<Long> versions) {
    versions.forEach(version -> add(Ailment.TOKEN_KEY_MISSED, "version", Long.toString(version)));
  }

  void nodes(List<Nodes.Node> nodes) {
    nodes.stream()
        .filter(
            node ->
                node.sharedNameAt().filter(at -> at.plus(SHARED_LATELY).isAfter(now)).isPresent())
        .forEach(node -> add(Ailment.NODE_NAME_SHARED, "node", node.name()));
  }

  void failing(List<FailingWork.Failing> failing) {
    for (FailingWork.Failing each : failing) {
      Map<String, String> facts =
          Map.of(
              "work", each.work().name(),
              "count", Long.toString(each.failures()),
              "minutes", Long.toString(Duration.between(each.since(), now).toMinutes()),
              "error", each.error());
      findings.add(new Finding(Ailment.WORK_FAILS, facts));
    }
  }

  void waits(Waits waits) {
    late(Ailment.EVENTS_LATE, waits.events());
    late(Ailment.RECEIPTS_UNPOSTED, waits.receipts());
    late(Ailment.OUTBOX_LATE, waits.outbox());
    late(Ailment.POLLS_LATE, waits.pollsDue());
    if (waits.eventsGivenUp() > 0) {
      add(Ailment.EVENTS_GIVEN_UP, "count", Long.toString(waits.eventsGivenUp()));
    }
    if (waits.exceptions().count() > 0) {
      add(Ailment.EXCEPTIONS_OPEN, "count", Long.toString(waits.exceptions().count()));
    }
  }

  /**
   * What is wrong with an account.
   *
   * @param checkoutBegan when a checkout began whose events should all have arrived by now
   */
  void account(Account seen, Optional<Instant> checkoutBegan) {
    String name = seen.account().name();
    AccountStates.State state = seen.state();
    if (seen.account().webhookSecrets().isEmpty()) {
      add(Ailment.EVENTS_NOT_SET_UP, "account", name);
    } else if (checkoutBegan
        .filter(began -> state.lastEventAt().filter(at -> !at.isBefore(began)).isEmpty())
        .isPresent()) {
      add(Ailment.EVENTS_MISSING, "account", name);
    }
    state
        .checkResult()
        .filter(result -> !result.equals(AccountStates.State.OK))
        .ifPresent(
            result ->
                add(
                    result.equals(GatewayException.Kind.KEY_REFUSED.name())
                        ? Ailment.KEY_REFUSED
                        : Ailment.GATEWAY_SILENT,
                    "account",
                    name));
    state
        .clockAhead()
        .filter(ahead -> ahead.abs().compareTo(CLOCK) > 0)
        .ifPresent(
            ahead ->
                add(
                    Ailment.CLOCK_OFF,
                    "account",
                    name,
                    "seconds",
                    Long.toString(ahead.abs().toSeconds())));
  }

  private void late(Ailment ailment, Wait wait) {
    wait.oldest()
        .filter(age -> age.compareTo(LATE) > 0)
        .ifPresent(
            age ->
                add(
                    ailment,
                    "count",
                    Long.toString(wait.count()),
                    "minutes",
                    Long.toString(age.toMinutes())));
  }

  private void add(Ailment ailment) {
    findings.add(new Finding(ailment, Map.of()));
  }

  private void add(Ailment ailment, String name, String value) {
    findings.add(new Finding(ailment, Map.of(name, value)));
  }

  private void add(Ailment ailment, String name, String value, String other, String otherValue) {
    findings.add(new Finding(ailment, Map.of(name, value, other, otherValue)));
  }
}
