package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.paylink.background.FailingWork.Work;
import org.paylink.host.Host;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is no longer needed when its time is over, a bounded number of rows at a time. What
 * a link's money hangs on is never removed: links, attempts, receipts, postings, history, and of an
 * event its key and digest, so that one delivered again after years is still known.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 100;

  private final Host host;
  private final Map<String, Instant> cursors = new HashMap<>();
  private Instant next = Instant.MIN;

  /** For a host. */
  public Retention(Host host) {
    this.host = host;
  }

  /** Removes some of what is due, once a minute at most; each kind alone. */
  synchronized void removeDue(FailingWork failing) {
    Instant now = host.clock().instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PAUSE);
    failing.attempt(Work.OLD_SECRETS, () -> forgetOldSecrets(now));
    host.settings().retention().map(now::minus).ifPresent(before -> removeUntil(failing, before));
  }

  private void removeUntil(FailingWork failing, Instant before) {
    failing.attempt(
        Work.OLD_BODIES,
        () -> each("receivedAt", Query.from("GatewayEvent").equal("bodyKept", "Y"), before));
    failing.attempt(
        Work.OLD_CLICKS, () -> each("clickedAt", Query.from("PaymentLinkClick"), before));
    failing.attempt(
        Work.OLD_SIDE_EFFECTS,
        () -> each("doneAt", Query.from("PaymentLinkOutbox").equal("state", "DONE"), before));
    failing.attempt(
        Work.OLD_REQUESTS, () -> each("createdDate", Query.from("PaymentLinkRequest"), before));
  }

  /**
   * Looks at the next rows that are old enough. Some of them stay (an open link's), so the next
   * look goes on behind them, and begins anew at the end.
   */
  private void each(String moment, Query query, Instant before) {
    String entity = query.entity();
    Instant from = cursors.getOrDefault(entity, Instant.EPOCH);
    query.atLeast(moment, from).atMost(moment, before).orderBy(moment).limit(BATCH);
    List<Row> rows = host.records().unit(unit -> unit.list(query));
    if (rows.size() < BATCH) {
      cursors.remove(entity);
    } else {
      Instant last = rows.get(rows.size() - 1).moment(moment).orElseThrow();
      cursors.put(entity, last.equals(from) ? last.plusMillis(1) : last);
    }
    AtomicInteger removed = new AtomicInteger();
    try {
      // The cursor has moved on already, so a row that fails holds up none of those behind it.
      EachAlone.of(
          "rows of " + entity,
          rows,
          row -> removed.addAndGet(host.records().<Integer>unit(unit -> remove(unit, row))));
    } finally {
      if (removed.get() > 0) {
        LOG.info("{} rows of {} were older than they are kept, and are removed", removed, entity);
      }
    }
  }

  private static int remove(Unit unit, Row row) {
    return switch (row.entity()) {
      case "GatewayEvent" -> removeBody(unit, row);
      case "PaymentLinkClick" -> removeClick(unit, row);
      case "PaymentLinkOutbox" ->
          unit.delete(row.entity(), Map.of("outboxId", row.text("outboxId"), "state", "DONE"));
      case "PaymentLinkRequest" -> removeRequest(unit, row);
      default -> throw new IllegalStateException(row.entity());
    };
  }

  private static int removeBody(Unit unit, Row row) {
    if ("RECEIVED".equals(row.text("state"))) {
      return 0;
    }
    Map<String, Object> expected =
        Map.of(
            "gatewayAccountId", row.text("gatewayAccountId"),
            "externalEventId", row.text("externalEventId"),
            "state", row.text("state"));
    // Empty and not absent, because databases differ in how an absence of bytes is written.
    return unit.update(row.entity(), expected, Map.of("bodyKept", "N", "rawBody", new byte[0]));
  }

  /** Of an open link the first opening by a person stays, because its status says so. */
  private static int removeClick(Unit unit, Row row) {
    String linkId = row.text("paymentLinkId");
    boolean first =
        Links.firstOpened(unit, linkId).equals(row.moment("clickedAt"))
            && row.optionalText("visitorKind").filter("PERSON"::equals).isPresent();
    return first && isOpen(unit, linkId)
        ? 0
        : unit.delete(row.entity(), Map.of("clickId", row.text("clickId")));
  }

  /** While a link is open, repeating the request for it must give it and no second one. */
  private static int removeRequest(Unit unit, Row row) {
    return isOpen(unit, row.text("paymentLinkId"))
        ? 0
        : unit.delete(
            row.entity(),
            Map.of(
                "organizationPartyId", row.text("organizationPartyId"),
                "requestKey", row.text("requestKey")));
  }

  private static boolean isOpen(Unit unit, String linkId) {
    return Links.find(unit, linkId).map(PaymentLink::lifecycle).filter(l -> l.isOpen()).isPresent();
  }

  /** An older webhook secret whose time is over is believed no more, and so isn't kept either. */
  private void forgetOldSecrets(Instant now) {
    Map<String, Object> without = new HashMap<>();
    without.put("previousWebhookSecret", null);
    without.put("previousSecretUntil", null);
    host.records()
        .run(
            unit ->
                unit.list(
                        Query.from("PaymentGatewayAccount")
                            .atMost("previousSecretUntil", now)
                            .limit(BATCH))
                    .forEach(
                        row ->
                            unit.update(
                                row.entity(),
                                Map.of(
                                    "gatewayAccountId", row.text("gatewayAccountId"),
                                    "previousSecretUntil",
                                        row.moment("previousSecretUntil").orElseThrow()),
                                without)));
  }
}
