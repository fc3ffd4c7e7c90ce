package org.paylink.contract;

import static org.paylink.contract.RecordsBench.CLICK;
import static org.paylink.contract.RecordsBench.LINK;
import static org.paylink.contract.RecordsBench.click;
import static org.paylink.contract.RecordsBench.fields;
import static org.paylink.contract.RecordsBench.link;

import java.util.List;
import java.util.Map;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Records;

/** Units begin, end and fail as they should; compare-and-set compares. */
final class RecordsUnitCases {
  private static final String SUBJECT = "PaymentSubject";

  private final RecordsBench bench;

  RecordsUnitCases(RecordsBench bench) {
    this.bench = bench;
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("compare and set wins when all is as expected", this::winning),
        new ContractCase("compare and set loses when one field differs", this::losing),
        new ContractCase("compare and set compares with empty", this::expectingNull),
        new ContractCase("compare and set of a row that is not there changes none", this::noRow),
        new ContractCase("compare and set without the whole key is refused", this::partOfTheKey),
        new ContractCase("a row is removed once, and only if it is as expected", this::removing),
        new ContractCase("removing without the whole key is refused", this::removingWithoutKey),
        new ContractCase("an exception leaves nothing behind", this::rollback),
        new ContractCase("the work's exception arrives unchanged", this::exceptionUnchanged),
        new ContractCase("after a failed unit the next one works", this::afterFailure),
        new ContractCase("a thread is in a transaction only within a unit", this::inTransaction),
        new ContractCase("units don't nest", this::nested),
        new ContractCase("an unfinished unit is not seen by others", this::isolation),
        new ContractCase("a lock of a row that is not there says so", this::lockAbsent),
        new ContractCase("a lock changes nothing but the stamp", this::lockKeepsTheRow),
        new ContractCase("a unit within a host's transaction is its own", this::hostTransaction));
  }

  private void winning() {
    String id = bench.newLink();
    Map<String, Object> expected = fields("paymentLinkId", id, "tokenSequence", 0L);
    Check.equal("rows", 1, bench.update(LINK, expected, fields("tokenSequence", 1L)));
    Check.equal("value", 1L, bench.read(LINK, link(id)).number("tokenSequence"));
  }

  private void losing() {
    String id = bench.newLink();
    Map<String, Object> expected = fields("paymentLinkId", id, "tokenSequence", 7L);
    Check.equal("rows", 0, bench.update(LINK, expected, fields("tokenSequence", 8L)));
    Check.equal("value", 0L, bench.read(LINK, link(id)).number("tokenSequence"));
  }

  private void expectingNull() {
    Map<String, Object> key = newSubject();
    Map<String, Object> free = fields("lockStamp", null);
    free.putAll(key);
    Check.equal("first", 1, bench.update(SUBJECT, free, fields("lockStamp", 1L)));
    Check.equal("second", 0, bench.update(SUBJECT, free, fields("lockStamp", 2L)));
    Check.equal("value", 1L, bench.read(SUBJECT, key).number("lockStamp"));
    Map<String, Object> taken = fields("lockStamp", 1L);
    taken.putAll(key);
    Check.equal("back", 1, bench.update(SUBJECT, taken, fields("lockStamp", null)));
    Check.equal("again", 1, bench.update(SUBJECT, free, fields("lockStamp", 3L)));
  }

  private void noRow() {
    Check.equal("rows", 0, bench.update(LINK, link(bench.id()), fields("purpose", "x")));
  }

  private void partOfTheKey() {
    Map<String, Object> key = newSubject();
    key.remove("subjectId");
    Check.thrown(
        IllegalArgumentException.class, () -> bench.update(SUBJECT, key, fields("lockStamp", 1L)));
  }

  private void removing() {
    Map<String, Object> key = newSubject();
    Map<String, Object> other = fields("lockStamp", 5L);
    other.putAll(key);
    Map<String, Object> free = fields("lockStamp", null);
    free.putAll(key);
    Check.equal("not as expected", 0, remove(SUBJECT, other));
    Check.holds("still there", bench.exists(SUBJECT, key));
    Check.equal("as expected", 1, remove(SUBJECT, free));
    Check.holds("gone", !bench.exists(SUBJECT, key));
    Check.equal("again", 0, remove(SUBJECT, key));
  }

  private void removingWithoutKey() {
    Map<String, Object> key = newSubject();
    key.remove("subjectId");
    Check.thrown(IllegalArgumentException.class, () -> remove(SUBJECT, key));
  }

  private int remove(String entity, Map<String, Object> expected) {
    return bench.records().unit(unit -> unit.delete(entity, expected));
  }

  private void rollback() {
    String id = bench.newLink();
    String click = bench.id();
    Check.thrown(
        IllegalMonitorStateException.class,
        () ->
            bench
                .records()
                .run(
                    unit -> {
                      unit.insert(CLICK, click(click));
                      unit.update(LINK, link(id), fields("purpose", "x"));
                      throw new IllegalMonitorStateException("halfway");
                    }));
    Check.holds("no insert", !bench.exists(CLICK, click(click)));
    Check.holds("no update", bench.read(LINK, link(id)).optionalText("purpose").isEmpty());
  }

  private void exceptionUnchanged() {
    PaylinkException refusal = new PaylinkException(Problem.LINK_CLOSED);
    int[] runs = {0};
    PaylinkException arrived =
        Check.thrown(
            PaylinkException.class,
            () ->
                bench
                    .records()
                    .run(
                        unit -> {
                          runs[0]++;
                          throw refusal;
                        }));
    Check.holds("the same object", arrived == refusal);
    Check.equal("runs", 1, runs[0]);
  }

  private void afterFailure() {
    Check.thrown(
        ArithmeticException.class,
        () ->
            bench
                .records()
                .run(
                    unit -> {
                      throw new ArithmeticException("x");
                    }));
    Check.holds("outside", !bench.records().inTransaction());
    Check.holds("works", bench.exists(LINK, link(bench.newLink())));
  }

  private void inTransaction() {
    Records records = bench.records();
    Check.holds("not before", !records.inTransaction());
    Check.holds("within", records.unit(unit -> records.inTransaction()));
    Check.holds("not after", !records.inTransaction());
    Check.equal(
        "not another thread",
        List.of(false),
        records.unit(
            unit -> {
              try {
                return Parallel.together(1, number -> records::inTransaction);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }));
  }

  private void nested() {
    Records records = bench.records();
    String click = bench.id();
    Check.thrown(
        IllegalStateException.class,
        () ->
            records.run(
                outer -> {
                  outer.insert(CLICK, click(click));
                  records.run(inner -> inner.find(CLICK, click(click)));
                }));
    Check.holds("the outer one is rolled back", !bench.exists(CLICK, click(click)));
    Check.holds("outside", !records.inTransaction());
  }

  private void isolation() {
    String id = bench.newLink();
    bench
        .records()
        .run(
            unit -> {
              String click = bench.id();
              unit.insert(CLICK, click(click));
              Parallel.elsewhere(
                  () -> Check.holds("another row is free", bench.exists(LINK, link(id))));
              Check.holds("own row", unit.find(CLICK, click(click)).isPresent());
            });
  }

  private void lockAbsent() {
    String id = bench.id();
    Check.holds("no lock", !bench.records().unit(unit -> unit.lock(LINK, link(id))));
    Check.holds("no row", !bench.exists(LINK, link(id)));
  }

  private void lockKeepsTheRow() {
    String id = bench.newLink();
    bench.update(LINK, link(id), fields("purpose", "kept"));
    for (int i = 0; i < 3; i++) {
      Check.holds("locked", bench.records().unit(unit -> unit.lock(LINK, link(id))));
    }
    Check.equal("kept", "kept", bench.read(LINK, link(id)).text("purpose"));
  }

  private void hostTransaction() throws Exception {
    Records records = bench.records();
    String click = bench.id();
    boolean offered =
        bench
            .fixture()
            .withinHostTransaction(
                () -> {
                  Check.holds("the host's is seen", records.inTransaction());
                  bench.insert(CLICK, click(click));
                  Check.holds("the host's goes on", records.inTransaction());
                });
    Check.holds("not after", !records.inTransaction());
    Check.equal("committed all the same", offered, bench.exists(CLICK, click(click)));
  }

  private Map<String, Object> newSubject() {
    Map<String, Object> key =
        fields("organizationPartyId", "Company", "subjectType", "INVOICE", "subjectId", bench.id());
    bench.insert(SUBJECT, key);
    return key;
  }
}
