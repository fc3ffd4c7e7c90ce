package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.host.Host;
import org.paylink.link.Outbox;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the side effects of committed changes: finds who does a row's kind and keeps the row. */
public final class OutboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

  private final Host host;
  private final Map<Outbox.Kind, SideEffect> effects = new EnumMap<>(Outbox.Kind.class);

  /**
   * For a host.
   *
   * @param effects one for each kind there is
   */
  public OutboxWorker(Host host, List<SideEffect> effects) {
    this.host = host;
    effects.forEach(effect -> effect.kinds().forEach(kind -> this.effects.put(kind, effect)));
    if (!this.effects.keySet().equals(EnumSet.allOf(Outbox.Kind.class))) {
      throw new IllegalArgumentException("nobody does some of " + List.of(Outbox.Kind.values()));
    }
  }

  /**
   * Does what is due, the oldest first: so many of each effect, so that mails that wait for their
   * server don't hold up the closing of checkouts.
   */
  public void workDue(int most) {
    for (SideEffect effect : new LinkedHashSet<>(effects.values())) {
      List<String> kinds = effect.kinds().stream().map(Outbox.Kind::name).toList();
      work(due(Query.from(Outbox.ENTITY)).anyOf("kind", kinds).limit(most));
    }
  }

  /** Does one row now, if it is due. */
  public void workOne(String outboxId) {
    work(due(Query.from(Outbox.ENTITY).equal("outboxId", outboxId)));
  }

  /** Does what waits for one link, due or not, except what another node may be at. */
  public void workFor(String linkId) {
    List<String> kinds =
        effects.entrySet().stream()
            .filter(each -> !each.getValue().onlyWhenDue())
            .map(each -> each.getKey().name())
            .toList();
    work(Query.from(Outbox.ENTITY).equal("paymentLinkId", linkId).anyOf("kind", kinds));
  }

  private Query due(Query query) {
    return query.atMost("dueAt", host.clock().instant());
  }

  private void work(Query query) {
    List<Row> rows =
        host.records().unit(unit -> unit.list(query.equal("state", "WAITING").orderBy("dueAt")));
    Set<Outbox.Kind> resting = EnumSet.noneOf(Outbox.Kind.class);
    for (Row row : rows) {
      Outbox.Kind kind = Outbox.Kind.valueOf(row.text("kind"));
      if (!resting.contains(kind)) {
        SideEffect effect = effects.get(kind);
        if (work(row, effect)) {
          resting.addAll(effect.kinds());
        }
      }
    }
  }

  /** Does one row; answers whether others of its kinds had better wait. */
  private boolean work(Row row, SideEffect effect) {
    try {
      SideEffect.Outcome outcome = effect.perform(row);
      switch (outcome.end()) {
        case DONE -> done(row, outcome);
        case AGAIN -> again(row, outcome);
        case TAKEN -> LOG.debug("outbox {} is taken", row.text("outboxId"));
      }
      return outcome.rest();
    } catch (Exception e) {
      LOG.warn("outbox {} failed", row.text("outboxId"), e);
      again(row, SideEffect.Outcome.again(Optional.empty(), unit -> {}));
      return false;
    }
  }

  private void done(Row row, SideEffect.Outcome outcome) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", "DONE");
    changes.put("doneAt", host.clock().instant());
    changes.put("lastError", null);
    host.records()
        .run(
            unit -> {
              unit.update(Outbox.ENTITY, expected(row), changes);
              outcome.record().in(unit);
            });
  }

  private void again(Row row, SideEffect.Outcome outcome) {
    Instant now = host.clock().instant();
    long tries = row.number("tries") + 1;
    Duration backoff = Duration.ofSeconds(10L << Math.min(tries, 8));
    Duration pause =
        outcome.pause().filter(wanted -> wanted.compareTo(backoff) > 0).orElse(backoff);
    try {
      host.records()
          .run(
              unit -> {
                unit.update(
                    Outbox.ENTITY, expected(row), Map.of("tries", tries, "dueAt", now.plus(pause)));
                outcome.record().in(unit);
              });
    } catch (Exception e) {
      LOG.error("outbox {}: the failure could not be recorded", row.text("outboxId"), e);
    }
  }

  private static Map<String, Object> expected(Row row) {
    return Map.of("outboxId", row.text("outboxId"), "state", "WAITING");
  }
}
