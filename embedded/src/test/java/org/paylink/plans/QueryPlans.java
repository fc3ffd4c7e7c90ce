package org.paylink.plans;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.embedded.jdbc.PlanRecorder;
import org.paylink.embedded.jdbc.Postgres;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.listing.FilterReader;
import org.paylink.listing.LinkFilter;
import org.paylink.listing.LinkSearch;
import org.paylink.records.Records;

/**
 * How the databases answer the questions of the list of links, by their own words, with ten
 * thousand links. The command {@code ./paylink query-plans} writes {@code docs/query-plans.md} from
 * it.
 */
public final class QueryPlans {
  private static final int MOST_VACUUMS = 1_000;
  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final Pattern DERBY_ACCESS =
      Pattern.compile(
          "(Table|Index) Scan ResultSet for (\\w+)(?: using (index|constraint) (\\w+))?");
  private static final Pattern POSTGRES_ACCESS =
      Pattern.compile(
          "(Seq Scan|Index Only Scan|Index Scan(?: Backward)?|Bitmap Index Scan|Index Only Scan"
              + " Backward)(?: using (\\w+))? on (\\w+)");

  private final Map<String, List<String>> plans;

  private QueryPlans(Map<String, List<String>> plans) {
    this.plans = plans;
  }

  /** Questions as people ask them, by the parameters of the list's address. */
  static Map<String, Map<String, String>> questions() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put("all, the newest first", Map.of());
    all.put("the tenth page", Map.of("number", "10"));
    all.put("the oldest first", Map.of("sort", "created"));
    all.put("by amount, the largest first", Map.of("sort", "-amount"));
    all.put("by amount, the smallest first", Map.of("sort", "amount"));
    all.put("by status", Map.of("sort", "status"));
    all.put("by document", Map.of("sort", "document"));
    all.put("by end, the latest first", Map.of("sort", "-expires"));
    all.put("one status", Map.of("status", "manual_review"));
    all.put("a frequent status", Map.of("status", "paid"));
    all.put("one month", Map.of("from", "2026-10-01", "to", "2026-10-31"));
    all.put(
        "a status, a source and a month, by amount",
        Map.of(
            "status",
            "opened",
            "source",
            "sms",
            "from",
            "2026-10-01",
            "to",
            "2026-10-31",
            "sort",
            "-amount"));
    all.put("one source", Map.of("source", "bulk"));
    all.put("test money", Map.of("mode", "test"));
    all.put("one organization", Map.of("organization", "CompanyEurope"));
    all.put("a document number", Map.of("text", "INV504711"));
    all.put("the beginning of a word", Map.of("text", "gizm"));
    all.put("two words", Map.of("text", "beratung INV5001"));
    all.put("a gateway's reference", Map.of("text", "pi_7000042"));
    all.put("a payment's id", Map.of("text", "P42"));
    all.put("a payer", Map.of("text", "Customer77"));
    all.put("a payer's name", Map.of("text", "anna schm"));
    all.put("a word and a status", Map.of("text", "widgets", "status", "expired"));
    return all;
  }

  static QueryPlans onDerby() throws SQLException {
    Database database =
        Database.open(
            "jdbc:derby:memory:query-plans;create=true", Optional.empty(), Optional.empty());
    try {
      return of(database);
    } finally {
      database.close();
    }
  }

  static QueryPlans onPostgres() throws IOException, SQLException {
    try (Postgres server = Postgres.start();
        Database database = server.open()) {
      return of(database);
    }
  }

  /** The plans of each question, as the database writes them. */
  Map<String, List<String>> plans() {
    return plans;
  }

  /** Tables that a plan reads as a whole, and not by an index. */
  static List<String> scans(List<String> plans) {
    return plans.stream()
        .flatMap(plan -> accesses(plan).stream())
        .filter(access -> access.startsWith("TABLE "))
        .distinct()
        .toList();
  }

  /**
   * Writes {@code docs/query-plans.md} below the repository's root, which is the first argument.
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Files.writeString(Path.of(arguments[0], "docs", "query-plans.md"), text());
  }

  private static String text() throws IOException, SQLException {
    QueryPlans derby = onDerby();
    QueryPlans postgres = onPostgres();
    StringBuilder out = new StringBuilder();
    out.append("# How the databases answer the list of links\n\n");
    out.append("Written by `./paylink query-plans` from the databases' own plans; don't edit.\n\n");
    out.append("Asked with ").append(ManyLinks.COUNT).append(" links. No question reads a table ");
    out.append("as a whole: each is answered from the indexes named here. Totals per currency ");
    out.append("and ids come from an index alone; the rows of a page are read by their key.\n");
    out.append("\n| question | Derby | PostgreSQL |\n| --- | --- | --- |\n");
    for (String question : derby.plans.keySet()) {
      out.append("| ").append(question).append(" | ");
      out.append(indexes(derby.plans.get(question))).append(" | ");
      out.append(indexes(postgres.plans.get(question))).append(" |\n");
    }
    return out.toString();
  }

  private static String indexes(List<String> plans) {
    return plans.stream()
        .flatMap(plan -> accesses(plan).stream())
        .map(access -> "`" + access + "`")
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static List<String> accesses(String plan) {
    return Stream.concat(
            DERBY_ACCESS.matcher(plan).results().map(QueryPlans::derby),
            POSTGRES_ACCESS.matcher(plan).results().map(QueryPlans::postgres))
        .toList();
  }

  private static String derby(MatchResult found) {
    if (found.group(1).equals("Table")) {
      return "TABLE " + found.group(2).toLowerCase(java.util.Locale.ROOT);
    }
    boolean key = found.group(3).equals("constraint");
    return (key ? found.group(2) + " key" : found.group(4)).toLowerCase(java.util.Locale.ROOT);
  }

  private static String postgres(MatchResult found) {
    if (found.group(1).equals("Seq Scan")) {
      return "TABLE " + found.group(3);
    }
    String index = found.group(2) == null ? found.group(3) : found.group(2);
    return index.endsWith("_pkey") ? index.replace("_pkey", " key") : index;
  }

  private static QueryPlans of(Database database) throws SQLException {
    PlanRecorder recorder = new PlanRecorder(database.dataSource());
    Records records =
        JdbcRecords.open(recorder.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model()));
    ManyLinks.load(records);
    analyse(database);
    LinkSearch search = new LinkSearch(host(records));
    Map<String, List<String>> plans = new LinkedHashMap<>();
    questions()
        .forEach(
            (question, parameters) -> {
              LinkFilter filter =
                  FilterReader.read(name -> Optional.ofNullable(parameters.get(name)), ZONE)
                      .filter();
              plans.put(question, recorder.during(() -> search.find(filter, Actor.SYSTEM)));
            });
    return new QueryPlans(plans);
  }

  /** What databases do by themselves from time to time. */
  private static void analyse(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        // The database's own cleaning may look at the rows at the same time; as long as it does,
        // they
        // are not known to be seen by everybody.
        int vacuums = 0;
        do {
          statement.execute("VACUUM ANALYZE");
        } while (!isSeenByAll(statement) && ++vacuums < MOST_VACUUMS);
        return;
      }
      for (String table : List.of("PAYMENT_LINK", "PAYMENT_LINK_TERM", "PAYMENT_RECEIPT")) {
        statement.execute("CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('APP', '" + table + "', NULL)");
      }
    }
  }

  private static boolean isSeenByAll(Statement statement) throws SQLException {
    try (ResultSet answer =
        statement.executeQuery(
            "SELECT relallvisible >= relpages FROM pg_class WHERE relname = 'payment_link'")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** A host of which the search asks nothing but records and the time. */
  private static Host host(Records records) {
    Object[] parts =
        Stream.of(Host.class.getRecordComponents())
            .map(part -> part(part.getType(), records))
            .toArray();
    try {
      return (Host) Host.class.getConstructors()[0].newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object part(Class<?> type, Records records) {
    if (type == Records.class) {
      return records;
    }
    return type == InstantSource.class ? InstantSource.system() : null;
  }
}
