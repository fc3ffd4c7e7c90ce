package org.paylink.background;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paylink.host.Host;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does pieces of background work, each alone: one that fails holds up no other, and that it fails
 * is stored until it has been done again, so that people who watch any node see it.
 */
public final class FailingWork {
  private static final Logger LOG = LoggerFactory.getLogger(FailingWork.class);
  private static final String ENTITY = "PaymentWork";

  private final Host host;

  /** What is known to fail, here or on another node, so that little has to be looked up. */
  private final Set<Work> failing = ConcurrentHashMap.newKeySet();

  /** For a host. */
  public FailingWork(Host host) {
    this.host = host;
  }

  /** A piece of work. The label {@code PaylinkWork_<name>} says what it does. */
  public enum Work {
    EVENTS,
    REVERSALS,
    NEW_REVERSALS,
    POSTINGS,
    LINKS,
    APPROVALS,
    OUTBOX,
    ATTEMPTS,
    ACCOUNTS,
    OLD_SECRETS,
    OLD_BODIES,
    OLD_CLICKS,
    OLD_SIDE_EFFECTS,
    OLD_REQUESTS
  }

  /**
   * Work that failed when it was last done.
   *
   * @param since when it first failed
   * @param failures how often it has failed since
   * @param error the last failure's kind; it quotes no row
   */
  public record Failing(Work work, Instant since, long failures, String error) {}

  /** What fails, by its name. */
  public static List<Failing> all(Unit unit) {
    return unit.list(Query.from(ENTITY).orderBy("workName")).stream()
        .flatMap(row -> read(row).stream())
        .toList();
  }

  /** Work that only another release knows is that release's to tell. */
  private static Optional<Failing> read(Row row) {
    return List.of(Work.values()).stream()
        .filter(work -> work.name().equals(row.text("workName")))
        .findFirst()
        .map(
            work ->
                new Failing(
                    work,
                    row.moment("failingSince").orElse(Instant.EPOCH),
                    row.number("failures"),
                    row.optionalText("lastError").orElse("")));
  }

  /** Looks what fails by now, on any node; to be called before a round of work. */
  void look() {
    try {
      List<Work> found = host.records().unit(FailingWork::all).stream().map(Failing::work).toList();
      failing.retainAll(found);
      failing.addAll(found);
    } catch (Exception e) {
      LOG.error("what fails could not be looked up; it goes on at the next sweep", e);
    }
  }

  /** Does some work; a failure is logged and stored, and never thrown. */
  void attempt(Work work, Runnable task) {
    try {
      task.run();
      done(work);
    } catch (Exception | LinkageError | AssertionError e) {
      // A host's scripts throw checked exceptions without declaring them, and reloading can unlink
      // classes.
      LOG.error("background work on {} failed; it goes on at the next sweep", work, e);
      failed(work, e);
    }
  }

  private void done(Work work) {
    if (failing.contains(work)) {
      host.records().run(unit -> unit.delete(ENTITY, key(work)));
      failing.remove(work);
    }
  }

  private void failed(Work work, Throwable failure) {
    failing.add(work);
    try {
      host.records().run(unit -> store(unit, work, failure));
    } catch (Exception e) {
      LOG.error("not even the failure of {} could be stored", work, e);
    }
  }

  private void store(Unit unit, Work work, Throwable failure) {
    Instant now = host.clock().instant();
    Optional<Row> before = unit.find(ENTITY, key(work));
    Map<String, Object> changes = new HashMap<>();
    changes.put("failedAt", now);
    changes.put("failures", before.map(row -> row.number("failures")).orElse(0L) + 1);
    changes.put("lastError", kind(failure));
    if (before.isPresent()) {
      unit.update(ENTITY, key(work), changes);
      return;
    }
    changes.putAll(key(work));
    changes.put("failingSince", now);
    unit.insert(ENTITY, changes);
  }

  /** Of one row that failed among others, its own failure. */
  private static String kind(Throwable failure) {
    Throwable cause = failure instanceof EachAlone.SomeFailed ? failure.getCause() : failure;
    return cause.getClass().getSimpleName();
  }

  private static Map<String, Object> key(Work work) {
    return Map.of("workName", work.name());
  }
}
