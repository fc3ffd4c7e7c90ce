package org.paylink.contract;

import static org.paylink.contract.RecordsBench.CLICK;
import static org.paylink.contract.RecordsBench.LINK;
import static org.paylink.contract.RecordsBench.click;
import static org.paylink.contract.RecordsBench.fields;
import static org.paylink.contract.RecordsBench.link;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.ConflictException;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Units side by side: conflicts are run again as a whole, locks and compare-and-set exclude. */
final class RecordsConflictCases {
  private static final int THREADS = 8;
  private static final int ROUNDS = 10;
  private static final int MOST_RUNS = 50;

  private final RecordsBench bench;

  RecordsConflictCases(RecordsBench bench) {
    this.bench = bench;
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a taken key has the whole unit run again", this::takenKey),
        new ContractCase("a key that stays taken ends after some runs", this::takenForever),
        new ContractCase("a conflict that the work swallows is not committed", this::swallowed),
        new ContractCase("of many inserts of one key one stays", this::oneInsert),
        new ContractCase("of many compare-and-sets exactly one wins", this::oneWinner),
        new ContractCase("reading and writing under a lock loses nothing", this::lockedIncrements),
        new ContractCase("a lock keeps others out until the unit ends", this::lockWaits),
        new ContractCase("two units that block each other both finish", this::deadlock));
  }

  private void takenKey() {
    String id = bench.newLink();
    String click = bench.id();
    AtomicInteger runs = new AtomicInteger();
    String seen =
        bench
            .records()
            .unit(
                unit -> {
                  runs.incrementAndGet();
                  Optional<Row> other = unit.find(CLICK, click(click));
                  if (other.isPresent()) {
                    return other.get().text("visitorKind");
                  }
                  unit.update(LINK, link(id), fields("purpose", "first run"));
                  Parallel.elsewhere(() -> bench.insert(CLICK, kind(click, "theirs")));
                  unit.insert(CLICK, kind(click, "mine"));
                  return "mine";
                });
    Check.equal("the second run sees the other's row", "theirs", seen);
    Check.equal("runs", 2, runs.get());
    Check.holds(
        "the first run left nothing", bench.read(LINK, link(id)).optionalText("purpose").isEmpty());
  }

  private void takenForever() {
    String click = bench.id();
    bench.insert(CLICK, kind(click, "theirs"));
    AtomicInteger runs = new AtomicInteger();
    PaylinkException end =
        Check.thrown(
            PaylinkException.class,
            () ->
                bench
                    .records()
                    .run(
                        unit -> {
                          runs.incrementAndGet();
                          unit.insert(CLICK, kind(click, "mine"));
                        }));
    Check.equal("problem", Problem.DATABASE_UNAVAILABLE, end.problem());
    Check.holds("several runs: " + runs, runs.get() > 1 && runs.get() <= MOST_RUNS);
    Check.equal("row", "theirs", bench.read(CLICK, click(click)).text("visitorKind"));
  }

  private void swallowed() {
    String id = bench.newLink();
    String click = bench.id();
    bench.insert(CLICK, kind(click, "theirs"));
    AtomicInteger runs = new AtomicInteger();
    bench
        .records()
        .run(
            unit -> {
              if (runs.incrementAndGet() > 1) {
                return;
              }
              unit.update(LINK, link(id), fields("purpose", "first run"));
              insertAndSwallow(unit, click);
            });
    Check.equal("runs", 2, runs.get());
    Check.holds(
        "the first run left nothing", bench.read(LINK, link(id)).optionalText("purpose").isEmpty());
  }

  private static void insertAndSwallow(Unit unit, String click) {
    try {
      unit.insert(CLICK, kind(click, "mine"));
    } catch (ConflictException e) {
      Check.holds("the message names no value", !e.getMessage().contains(click));
    }
  }

  private void oneInsert() throws Exception {
    String click = bench.id();
    List<String> winners =
        Parallel.together(
            THREADS,
            number ->
                () ->
                    bench
                        .records()
                        .unit(
                            unit -> {
                              Optional<Row> other = unit.find(CLICK, click(click));
                              if (other.isPresent()) {
                                return other.get().text("visitorKind");
                              }
                              unit.insert(CLICK, kind(click, "thread " + number));
                              return "thread " + number;
                            }));
    Check.equal("all see one winner", 1, new HashSet<>(winners).size());
    Check.equal("row", winners.get(0), bench.read(CLICK, click(click)).text("visitorKind"));
  }

  private void oneWinner() throws Exception {
    String id = bench.newLink();
    List<Integer> changed =
        Parallel.together(
            THREADS,
            number ->
                () ->
                    bench.update(
                        LINK,
                        fields("paymentLinkId", id, "tokenSequence", 0L),
                        fields("tokenSequence", number + 1L)));
    int winners = changed.stream().mapToInt(Integer::intValue).sum();
    Check.equal("winners", 1, winners);
    Check.equal(
        "the winner's value",
        changed.indexOf(1) + 1L,
        bench.read(LINK, link(id)).number("tokenSequence"));
  }

  private void lockedIncrements() throws Exception {
    String id = bench.newLink();
    Parallel.together(
        THREADS,
        number ->
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                bench.records().run(unit -> increment(unit, id));
              }
              return null;
            });
    long total = bench.read(LINK, link(id)).number("tokenSequence");
    Check.equal("total", (long) THREADS * ROUNDS, total);
  }

  private void lockWaits() throws Exception {
    String id = bench.newLink();
    CountDownLatch locked = new CountDownLatch(1);
    List<Long> seen =
        Parallel.together(
            2,
            number ->
                () -> {
                  if (number == 0) {
                    return bench.records().unit(unit -> lockAndSet(unit, id, locked));
                  }
                  Parallel.await(locked);
                  return bench
                      .records()
                      .unit(
                          unit -> {
                            unit.lock(LINK, link(id));
                            return sequence(unit, id);
                          });
                });
    Check.equal("the second sees what the first committed", 5L, seen.get(1));
  }

  private static long lockAndSet(Unit unit, String id, CountDownLatch locked) {
    Check.holds("locked", unit.lock(LINK, link(id)));
    locked.countDown();
    unit.update(LINK, link(id), fields("tokenSequence", 5L));
    return sequence(unit, id);
  }

  private void deadlock() throws Exception {
    List<String> ids = List.of(bench.newLink(), bench.newLink());
    CountDownLatch bothHoldOne = new CountDownLatch(2);
    Parallel.together(
        2,
        number ->
            () -> {
              bench
                  .records()
                  .run(
                      unit -> {
                        increment(unit, ids.get(number));
                        bothHoldOne.countDown();
                        Parallel.await(bothHoldOne);
                        increment(unit, ids.get(1 - number));
                      });
              return null;
            });
    for (String id : ids) {
      Check.equal("both are counted", 2L, bench.read(LINK, link(id)).number("tokenSequence"));
    }
  }

  private static void increment(Unit unit, String id) {
    Check.holds("locked", unit.lock(LINK, link(id)));
    unit.update(LINK, link(id), fields("tokenSequence", sequence(unit, id) + 1));
  }

  private static long sequence(Unit unit, String id) {
    return unit.find(LINK, link(id)).orElseThrow().number("tokenSequence");
  }

  private static Map<String, Object> kind(String click, String kind) {
    return fields("clickId", click, "visitorKind", kind);
  }
}
