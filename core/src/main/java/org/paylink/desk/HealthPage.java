package org.paylink.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.AccountStates;
import org.paylink.background.Nodes;
import org.paylink.health.HealthCheck;
import org.paylink.health.HealthReport;
import org.paylink.health.HealthReport.Wait;
import org.paylink.health.TokenKeyUse;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.RotateTokens;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskView;
import org.paylink.page.Words;
import org.paylink.privacy.VerifyHistory;

/**
 * How Paylink does on this host, for administrators: what is wrong and what to do, what waits,
 * accounts, nodes, token keys; histories can be verified, and old addresses replaced.
 */
public final class HealthPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "health";

  private final Host host;
  private final HealthCheck health;
  private final RotateTokens rotateTokens;
  private final VerifyHistory verifyHistory;

  /** Of these parts. */
  public HealthPage(
      Host host, HealthCheck health, RotateTokens rotateTokens, VerifyHistory verifyHistory) {
    this.host = host;
    this.health = health;
    this.rotateTokens = rotateTokens;
    this.verifyHistory = verifyHistory;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    HealthReport report = health.look();
    Map<String, Object> model = new HashMap<>();
    model.put("at", report.at());
    model.put("up", report.isUp());
    model.put("findings", report.findings().stream().map(HealthPage::finding).toList());
    model.put("waits", waits(report.waits()));
    model.put("attempts", report.waits().attempts());
    model.put("accounts", report.accounts().stream().map(HealthPage::account).toList());
    model.put("nodes", report.nodes().stream().map(node -> node(node, report)).toList());
    model.put("schemaVersion", report.schemaVersion());
    model.put("keys", keys());
    model.put("from", request.text("from"));
    return DeskAnswer.show(DeskView.of("PaylinkHealth_Title", NAME, model));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    if (request.isYes("rotate")) {
      RotateTokens.Rotated rotated = rotateTokens.rotateOld(request.actor());
      Map<String, String> facts = Map.of("count", Integer.toString(rotated.linkIds().size()));
      return DeskAnswer.done(
          NAME,
          Map.of(),
          rotated.more() ? "PaylinkHealth_RotatedSome" : "PaylinkHealth_RotatedAll",
          facts);
    }
    if (!request.isYes("verify")) {
      return new DeskAnswer.GoTo(NAME, Map.of(), Optional.empty());
    }
    return verified(
        verifyHistory.verifyFrom(request.text("from"), request.actor()), request.text("from"));
  }

  private static DeskAnswer verified(VerifyHistory.Verified found, Optional<String> from) {
    Map<String, String> facts = new HashMap<>();
    facts.put("count", Integer.toString(found.checked()));
    Map<String, String> parameters = new HashMap<>();
    found
        .next()
        .ifPresent(
            next -> {
              facts.put("next", next);
              parameters.put("from", next);
            });
    from.ifPresent(first -> facts.put("first", first));
    if (found.broken().isEmpty()) {
      return DeskAnswer.done(NAME, parameters, "PaylinkHealth_HistoryWhole", facts);
    }
    VerifyHistory.Broken first = found.broken().get(0);
    facts.put("links", Integer.toString(found.broken().size()));
    facts.put("linkId", first.linkId());
    facts.put("sequence", Long.toString(first.sequence()));
    return new DeskAnswer.GoTo(
        NAME, parameters, Optional.of(DeskNotice.bad("PaylinkHealth_HistoryBroken", facts)));
  }

  /** A finding in words, as the page says it. */
  public static String sentence(Words words, HealthReport.Finding finding) {
    Map<String, String> facts = new HashMap<>(finding.facts());
    facts.computeIfPresent("work", (name, work) -> words.text("PaylinkWork_" + work));
    return words.text(finding.ailment().labelKey(), facts);
  }

  private static Map<String, Object> finding(HealthReport.Finding finding) {
    Map<String, Object> row = new HashMap<>(finding.facts());
    row.put("label", finding.ailment().labelKey());
    row.put("down", finding.ailment().isDown());
    return row;
  }

  private static List<Map<String, Object>> waits(HealthReport.Waits waits) {
    return List.of(
        wait("PaylinkHealth_WaitEvents", waits.events()),
        wait("PaylinkHealth_WaitReceipts", waits.receipts()),
        wait("PaylinkHealth_WaitOutbox", waits.outbox()),
        wait("PaylinkHealth_WaitPolls", waits.pollsDue()),
        wait("PaylinkHealth_WaitExceptions", waits.exceptions()));
  }

  private static Map<String, Object> wait(String label, Wait wait) {
    Map<String, Object> row = new HashMap<>();
    row.put("label", label);
    row.put("count", wait.count());
    row.put("minutes", wait.oldest().map(Duration::toMinutes));
    return row;
  }

  private static Map<String, Object> account(HealthReport.Account account) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", account.account().id());
    row.put("name", account.account().name());
    row.put("lastEventAt", account.state().lastEventAt());
    row.put("checkedAt", account.state().checkedAt());
    row.put("works", account.state().checkResult().map(AccountStates.State.OK::equals));
    row.put("seconds", account.state().clockAhead().map(Duration::toSeconds));
    return row;
  }

  private static Map<String, Object> node(Nodes.Node node, HealthReport report) {
    boolean sweeps =
        report
            .sweeping()
            .filter(held -> held.holder().equals(node.name()) && held.until().isAfter(report.at()))
            .isPresent();
    return Map.of(
        "name", node.name(),
        "startedAt", node.startedAt(),
        "lastSeenAt", node.lastSeenAt(),
        "sweeps", sweeps);
  }

  private List<Map<String, Object>> keys() {
    try {
      return host.records().unit(unit -> TokenKeyUse.look(unit, host)).stream()
          .map(HealthPage::key)
          .toList();
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      // The finding says so.
      return List.of();
    }
  }

  private static Map<String, Object> key(TokenKeyUse.Version key) {
    String state =
        key.isMissed()
            ? "PaylinkHealth_KeyMissed"
            : key.current()
                ? "PaylinkHealth_KeyCurrent"
                : key.mayGo() ? "PaylinkHealth_KeyMayGo" : "PaylinkHealth_KeyNeeded";
    return Map.of(
        "version", Long.toString(key.version()),
        "links", key.openLinks(),
        "checkouts", key.checkouts(),
        "old", !key.current() && key.openLinks() > 0,
        "state", state);
  }
}
