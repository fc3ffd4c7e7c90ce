package org.paylink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.paylink.health.HealthReport.Wait;

/**
 * A report as monitoring systems read it. Source:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
public final class Metrics {
  /** The content type of the text. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4_000);

  private Metrics() {}

  /** The text. */
  public static String of(HealthReport report) {
    Metrics metrics = new Metrics();
    metrics.begin("paylink_up", "1 when payments can be taken and settled by themselves.");
    metrics.value("paylink_up", "", report.isUp() ? 1 : 0);
    metrics.waits(report);
    metrics.accounts(report);
    metrics.nodes(report);
    metrics.begin("paylink_finding", "What is wrong, as the page Health says it in words.");
    for (Ailment ailment : Ailment.values()) {
      long found = report.findings().stream().filter(f -> f.ailment() == ailment).count();
      metrics.value("paylink_finding", label("finding", ailment.word()), found);
    }
    return metrics.text.toString();
  }

  private void waits(HealthReport report) {
    HealthReport.Waits waits = report.waits();
    waiting("events_unsettled", "Verified notifications not yet worked off.", waits.events());
    begin("paylink_events_given_up", "Notifications given up after many tries.");
    value("paylink_events_given_up", "", waits.eventsGivenUp());
    waiting("receipts_unposted", "Receipts the ledger does not hold yet.", waits.receipts());
    waiting("outbox_waiting", "Side effects to be done.", waits.outbox());
    waiting("exceptions_open", "Facts about money that wait for a person.", waits.exceptions());
    begin("paylink_attempts_waiting", "Checkouts that may still bring money.");
    value("paylink_attempts_waiting", "", waits.attempts());
    waiting("polls_due", "Checkouts that should have been asked for.", waits.pollsDue());
  }

  private void accounts(HealthReport report) {
    moments(
        report,
        "paylink_account_last_event_timestamp_seconds",
        "When a verified notification last arrived.",
        account -> account.state().lastEventAt());
    moments(
        report,
        "paylink_account_checked_timestamp_seconds",
        "When the account's key was last tried.",
        account -> account.state().checkedAt());
    String clock = "paylink_account_clock_ahead_seconds";
    begin(clock, "How far our clock is ahead of the gateway's.");
    for (HealthReport.Account each : report.accounts()) {
      each.state()
          .clockAhead()
          .ifPresent(ahead -> text.append(line(clock, account(each), decimal(ahead.toMillis()))));
    }
  }

  private void nodes(HealthReport report) {
    begin("paylink_node_last_seen_timestamp_seconds", "When a node was last heard of.");
    report
        .nodes()
        .forEach(
            node ->
                value(
                    "paylink_node_last_seen_timestamp_seconds",
                    label("node", node.name()),
                    node.lastSeenAt().getEpochSecond()));
    begin("paylink_sweeper_lease_seconds", "How long the lease of background work still lasts.");
    report
        .sweeping()
        .ifPresent(
            held ->
                value(
                    "paylink_sweeper_lease_seconds",
                    label("holder", held.holder()),
                    Duration.between(report.at(), held.until()).toSeconds()));
    begin("paylink_schema_version", "The version of Paylink's tables.");
    report.schemaVersion().ifPresent(version -> value("paylink_schema_version", "", version));
  }

  private interface Moment {
    Optional<Instant> of(HealthReport.Account account);
  }

  private void moments(HealthReport report, String name, String help, Moment moment) {
    begin(name, help);
    for (HealthReport.Account each : report.accounts()) {
      moment.of(each).ifPresent(at -> value(name, account(each), at.getEpochSecond()));
    }
  }

  private void waiting(String name, String help, Wait wait) {
    begin("paylink_" + name, help);
    value("paylink_" + name, "", wait.count());
    begin("paylink_" + name + "_oldest_seconds", "For how long the oldest has waited; 0 for none.");
    value(
        "paylink_" + name + "_oldest_seconds", "", wait.oldest().orElse(Duration.ZERO).toSeconds());
  }

  private void begin(String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void value(String name, String labels, long value) {
    text.append(line(name, labels, Long.toString(value)));
  }

  private static String line(String name, String labels, String value) {
    return name + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + value + "\n";
  }

  private static String account(HealthReport.Account account) {
    return label("account", account.account().id());
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  private static String decimal(long millis) {
    return java.math.BigDecimal.valueOf(millis, 3).toPlainString();
  }
}
