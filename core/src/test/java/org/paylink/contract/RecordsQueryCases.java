package org.paylink.contract;

import static org.paylink.contract.RecordsBench.fields;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.paylink.records.Query;
import org.paylink.records.Row;

/** Queries answer the rows that match, in the order asked for. */
final class RecordsQueryCases {
  private static final String ATTEMPT = "PaymentAttempt";
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00.000Z");

  private final RecordsBench bench;

  RecordsQueryCases(RecordsBench bench) {
    this.bench = bench;
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a query without matches is empty", this::none),
        new ContractCase("rows are found by equal values of every kind", this::equalValues),
        new ContractCase("at most includes the bound and leaves out empty", this::atMost),
        new ContractCase("at least includes the bound and leaves out empty", this::atLeast),
        new ContractCase("empty and not empty are told apart", this::nulls),
        new ContractCase("any of several values matches", this::anyOf),
        new ContractCase("all conditions have to hold", this::allConditions),
        new ContractCase("rows come in ascending and descending order", this::order),
        new ContractCase("ties are sorted by the next field", this::ties),
        new ContractCase("a limit keeps the first of the order", this::limit),
        new ContractCase("rows that are skipped are the first of the order", this::skip),
        new ContractCase("only the fields asked for are read", this::only),
        new ContractCase("totals are counted and summed for each group", this::totals),
        new ContractCase("all that match are counted", this::counted),
        new ContractCase("a query sees what its own unit wrote", this::ownWrites));
  }

  private void none() {
    Check.equal("rows", List.of(), states(of(bench.id())));
  }

  private void equalValues() {
    String link = threeAttempts();
    Check.equal("text", List.of("B"), states(of(link).equal("state", "B")));
    Check.equal("number", List.of("B"), states(of(link).equal("pollCount", 2L)));
    Check.equal("moment", List.of("B"), states(of(link).equal("createdDate", NOON.plusMillis(1))));
    Check.equal(
        "decimal, whatever its scale",
        List.of("B"),
        states(of(link).equal("amount", new BigDecimal("2.5"))));
  }

  private void atMost() {
    String link = threeAttempts();
    Query query = of(link).atMost("pollDueAt", NOON.plusMillis(1)).orderBy("pollCount");
    Check.equal("moments", List.of("A", "B"), states(query));
    Check.equal("numbers", List.of("A"), states(of(link).atMost("pollCount", 1L)));
    Check.equal("none", List.of(), states(of(link).atMost("pollDueAt", NOON.minusMillis(1))));
  }

  private void atLeast() {
    String link = threeAttempts();
    Check.equal("moments", List.of("B"), states(of(link).atLeast("pollDueAt", NOON.plusMillis(1))));
    Query query = of(link).atLeast("amount", new BigDecimal("2.500")).orderBy("pollCount");
    Check.equal("decimals", List.of("B", "C"), states(query));
  }

  private void nulls() {
    String link = threeAttempts();
    Check.equal("empty", List.of("C"), states(of(link).isNull("pollDueAt")));
    Query query = of(link).isNotNull("pollDueAt").orderBy("pollCount");
    Check.equal("not empty", List.of("A", "B"), states(query));
  }

  private void anyOf() {
    String link = threeAttempts();
    Query query = of(link).anyOf("state", List.of("A", "C", "Z")).orderBy("pollCount");
    Check.equal("several", List.of("A", "C"), states(query));
    Check.equal("one", List.of("B"), states(of(link).anyOf("pollCount", List.of(2L))));
  }

  private void counted() {
    String link = threeAttempts();
    Query two = of(link).anyOf("state", List.of("A", "C")).orderBy("pollCount").limit(1);
    Check.equal("whatever the limit", 2L, bench.records().<Long>unit(unit -> unit.count(two)));
    Query none = of(link).equal("state", "Z");
    Check.equal("none", 0L, bench.records().<Long>unit(unit -> unit.count(none)));
  }

  private void allConditions() {
    String link = threeAttempts();
    Query query = of(link).anyOf("state", List.of("A", "B")).atLeast("pollCount", 2L);
    Check.equal("both", List.of("B"), states(query));
  }

  private void order() {
    String link = threeAttempts();
    Check.equal("up", List.of("A", "B", "C"), states(of(link).orderBy("createdDate")));
    Check.equal("down", List.of("C", "B", "A"), states(of(link).orderBy("-createdDate")));
  }

  private void ties() {
    String link = bench.id();
    attempt(link, "A", 1, NOON);
    attempt(link, "B", 2, NOON);
    attempt(link, "C", 3, NOON.minusMillis(1));
    Query query = of(link).orderBy("createdDate").orderBy("-pollCount");
    Check.equal("ties", List.of("C", "B", "A"), states(query));
  }

  private void limit() {
    String link = threeAttempts();
    Check.equal("first", List.of("A"), states(of(link).orderBy("pollCount").limit(1)));
    Check.equal("last two", List.of("C", "B"), states(of(link).orderBy("-pollCount").limit(2)));
    Check.equal("more than there are", 3, states(of(link).limit(100)).size());
  }

  private void skip() {
    String link = threeAttempts();
    Check.equal("second", List.of("B"), states(of(link).orderBy("pollCount").skip(1).limit(1)));
    Check.equal("rest", List.of("B", "A"), states(of(link).orderBy("-pollCount").skip(1)));
    Check.equal("beyond", List.of(), states(of(link).orderBy("pollCount").skip(3)));
  }

  private void only() {
    String link = threeAttempts();
    Query query = of(link).only("state", "paymentAttemptId").orderBy("createdDate");
    bench
        .records()
        .unit(unit -> unit.list(query))
        .forEach(
            row -> {
              Check.holds("asked for", row.optionalText("state").isPresent());
              Check.holds("not asked for", row.optionalText("paymentLinkId").isEmpty());
            });
    Check.equal("rows", List.of("A", "B", "C"), states(query));
  }

  private void totals() {
    String link = threeAttempts();
    attempt(link, "A", 5, NOON);
    List<Row> all = totals(of(link));
    Check.equal("groups", List.of("A", "B", "C"), all.stream().map(r -> r.text("state")).toList());
    Check.equal("counts", List.of(2L, 1L, 1L), all.stream().map(r -> r.number("count")).toList());
    Check.sameNumber("sum", new BigDecimal("2.5"), all.get(1).decimal("amount").orElseThrow());
    List<Row> some = totals(of(link).anyOf("state", List.of("B", "C")).atLeast("pollCount", 3L));
    Check.equal("filtered", List.of("C"), some.stream().map(r -> r.text("state")).toList());
    Check.equal("none", List.of(), totals(of(bench.id())));
  }

  private List<Row> totals(Query query) {
    return bench.records().unit(unit -> unit.totals(query, "state", List.of("amount")));
  }

  private void ownWrites() {
    String link = bench.id();
    List<String> seen =
        bench
            .records()
            .unit(
                unit -> {
                  String id = bench.id();
                  unit.insert(
                      ATTEMPT, fields("paymentAttemptId", id, "paymentLinkId", link, "state", "A"));
                  unit.update(ATTEMPT, fields("paymentAttemptId", id), fields("state", "B"));
                  return unit.list(of(link)).stream().map(row -> row.text("state")).toList();
                });
    Check.equal("seen", List.of("B"), seen);
  }

  /** A, B and C with rising numbers, moments and amounts; C has no poll time. */
  private String threeAttempts() {
    String link = bench.id();
    attempt(link, "A", 1, NOON);
    attempt(link, "B", 2, NOON.plusMillis(1));
    attempt(link, "C", 3, NOON.plusMillis(2));
    return link;
  }

  private void attempt(String link, String state, long number, Instant moment) {
    bench.insert(
        ATTEMPT,
        fields(
            "paymentAttemptId",
            bench.id(),
            "paymentLinkId",
            link,
            "state",
            state,
            "pollCount",
            number,
            "amount",
            new BigDecimal(number).add(new BigDecimal("0.500")),
            "createdDate",
            moment,
            "pollDueAt",
            state.equals("C") ? null : moment));
  }

  private static Query of(String link) {
    return Query.from(ATTEMPT).equal("paymentLinkId", link);
  }

  private List<String> states(Query query) {
    return bench
        .records()
        .unit(unit -> unit.list(query).stream().map(row -> row.text("state")).toList());
  }
}
