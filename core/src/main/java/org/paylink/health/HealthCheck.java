package org.paylink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.paylink.account.AccountStates;
import org.paylink.background.FailingWork;
import org.paylink.background.Leases;
import org.paylink.background.Nodes;
import org.paylink.background.SchemaVersion;
import org.paylink.background.Sweeper;
import org.paylink.gateway.GatewayAccount;
import org.paylink.health.HealthReport.Account;
import org.paylink.health.HealthReport.Finding;
import org.paylink.health.HealthReport.Waits;
import org.paylink.host.Host;
import org.paylink.link.PaymentAttempt;
import org.paylink.records.Query;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether Paylink does its work on this host. Asks no gateway. */
public final class HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final long PATIENCE_MILLIS = 2_000;

  private final Host host;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Answer last = new Answer(Instant.MIN, false);

  private record Answer(Instant at, boolean up) {}

  /** For a host. */
  public HealthCheck(Host host) {
    this.host = host;
  }

  /**
   * Whether payments can be taken and settled by themselves, as found a few seconds ago at most.
   * Never throws, and however many ask, one at a time looks: what can't be said in two seconds is
   * no.
   */
  public boolean isUp() {
    Instant now = host.clock().instant();
    Answer before = last;
    if (isFresh(before, now)) {
      return before.up();
    }
    try {
      if (!looking.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      if (!isFresh(last, now)) {
        last = new Answer(now, looksUp(now));
      }
      return last.up();
    } finally {
      looking.unlock();
    }
  }

  /**
   * Everything that is measured.
   *
   * @throws org.paylink.problem.PaylinkException DATABASE_UNAVAILABLE
   */
  public HealthReport look() {
    Optional<List<GatewayAccount>> enabled = enabled();
    Instant now = host.clock().instant();
    return host.records().unit(unit -> look(unit, enabled, now));
  }

  /** Absent when they can't be read, which must not hide how all the rest does. */
  private Optional<List<GatewayAccount>> enabled() {
    try {
      return Optional.of(host.accounts().all().stream().filter(GatewayAccount::enabled).toList());
    } catch (RuntimeException e) {
      LOG.error("the gateway accounts can't be read", e);
      return Optional.empty();
    }
  }

  private static boolean isFresh(Answer answer, Instant now) {
    return !now.isBefore(answer.at()) && now.isBefore(answer.at().plus(FRESH));
  }

  private boolean looksUp(Instant now) {
    try {
      Diagnosis diagnosis = new Diagnosis(now);
      host.records().run(unit -> essentials(unit, diagnosis));
      List<Finding> findings = diagnosis.findings();
      return findings.stream().noneMatch(finding -> finding.ailment().isDown());
    } catch (Exception e) {
      LOG.error("the health of Paylink could not be found out", e);
      return false;
    }
  }

  private void essentials(Unit unit, Diagnosis diagnosis) {
    if (!hasTokenKey()) {
      diagnosis.tokenKeyUnreadable();
    }
    diagnosis.schema(SchemaVersion.stored(unit));
    diagnosis.sweeping(Leases.held(unit, Sweeper.LEASE_NAME));
  }

  private HealthReport look(Unit unit, Optional<List<GatewayAccount>> enabled, Instant now) {
    Diagnosis diagnosis = new Diagnosis(now);
    essentials(unit, diagnosis);
    if (hasTokenKey()) {
      diagnosis.missedKeys(TokenKeyUse.missing(unit, new TreeSet<>(host.tokenKeys().versions())));
    }
    List<Nodes.Node> nodes = Nodes.seenSince(unit, now.minus(Duration.ofDays(1)));
    diagnosis.nodes(nodes);
    diagnosis.failing(FailingWork.all(unit));
    Waits waits = new Backlog(unit, now).measure();
    diagnosis.waits(waits);
    List<Account> accounts = accounts(unit, diagnosis, enabled, now);
    List<Finding> findings =
        diagnosis.findings().stream().sorted(Comparator.comparing(Finding::ailment)).toList();
    return new HealthReport(
        now,
        waits,
        accounts,
        nodes,
        Leases.held(unit, Sweeper.LEASE_NAME),
        SchemaVersion.stored(unit),
        findings);
  }

  private static List<Account> accounts(
      Unit unit, Diagnosis diagnosis, Optional<List<GatewayAccount>> enabled, Instant now) {
    if (enabled.isEmpty()) {
      diagnosis.accountsUnreadable();
      return List.of();
    }
    List<Account> accounts =
        enabled.get().stream()
            .map(each -> new Account(each, AccountStates.of(unit, each.id())))
            .toList();
    accounts.forEach(
        account -> diagnosis.account(account, silentCheckout(unit, account.account(), now)));
    return accounts;
  }

  /** The newest checkout of the last week that has certainly ended by now. */
  private static Optional<Instant> silentCheckout(Unit unit, GatewayAccount account, Instant now) {
    return unit
        .list(
            Query.from(PaymentAttempt.ENTITY)
                .equal("gatewayAccountId", account.id())
                .atLeast("createdDate", now.minus(Duration.ofDays(7)))
                .atMost("createdDate", now.minus(Diagnosis.LONGEST_SILENCE))
                .isNotNull("sessionId")
                .orderBy("-createdDate")
                .limit(1))
        .stream()
        .findFirst()
        .flatMap(row -> row.moment("createdDate"));
  }

  private boolean hasTokenKey() {
    try {
      return host.tokenKeys().currentVersion().isPresent();
    } catch (RuntimeException unreadable) {
      // Which of a file's lines is wrong is said to the admin by the setup check.
      return false;
    }
  }
}
