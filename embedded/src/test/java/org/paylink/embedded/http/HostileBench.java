package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paylink.embedded.Configuration;
import org.paylink.embedded.EmbeddedTokenKeys;
import org.paylink.embedded.TrialAccount;
import org.paylink.host.Permission;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** A trial without background work, users who are signed in to it, and hostile requests. */
final class HostileBench implements AutoCloseable {
  private static final Pattern ENTITY = Pattern.compile("<entity\\s+entity-name=\"(\\w+)\"");
  private static final List<String> MODELS =
      List.of(
          "/org/paylink/entitydef/entitymodel.xml", "/org/paylink/embedded/books/entitymodel.xml");

  /** Texts that must never stand in a page as they are. */
  private static final List<String> MARKS =
      List.of(
          "<i class=hostile>", "\" hostile=\"1", "' hostile='1", "3703701", "href=\"javascript");

  private static final List<Integer> OUTCOMES = List.of(200, 303, 400, 403, 404, 405, 422, 503);

  private final Wire wire;
  private final FormTokens tokens;
  private final Map<User, Session> sessions = new EnumMap<>(User.class);
  private final Signer signer;

  HostileBench(Path folder) throws IOException {
    wire = new Wire(folder);
    // From here on nothing changes but by requests.
    wire.trial().paylink().sweeper().close();
    for (TrialAccount account : TrialAccount.values()) {
      wire.trial().simulator(account).faults().loseWebhooks(5_000);
    }
    var keys = EmbeddedTokenKeys.read(Configuration.of(Map.of()), folder);
    signer = new Signer(keys.key(keys.currentVersion().orElseThrow()).orElseThrow());
    tokens = new FormTokens(signer, InstantSource.system());
    for (User user : User.values()) {
      sessions.put(user, new Session("hostile" + user.ordinal(), user, true));
    }
  }

  Wire wire() {
    return wire;
  }

  /** The pages of the desk, with what each needs. */
  Map<String, Permission> pages() {
    return wire.trial().paylink().desk().permissions();
  }

  HttpResponse<String> get(User user, String path, String query) throws Exception {
    return wire.answer(request(user, path + (query.isEmpty() ? "" : "?" + query)).build());
  }

  /** Sends a form as our own page would, if the token is the right one. */
  HttpResponse<String> post(User user, String path, String token, String form) throws Exception {
    return wire.answer(
        request(user, path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("formToken=" + token + "&" + form))
            .build());
  }

  String token(User user, String path) {
    return tokens.issue(sessions.get(user), path);
  }

  private HttpRequest.Builder request(User user, String pathAndQuery) {
    String cookie = sessions.get(user).cookie(signer).replaceFirst(";.*", "");
    return HttpRequest.newBuilder(wire.address(pathAndQuery)).header("Cookie", cookie);
  }

  /** What holds of every answer, whatever was asked. */
  static void harmless(HttpResponse<String> answer, String asked) {
    String body = answer.body();
    // 503 says in words that something is not set up, such as an account nobody has.
    assertThat(answer.statusCode()).as("%s: %s", asked, body).isIn(OUTCOMES);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/html")) {
      assertThat(MARKS).as(asked).noneMatch(body::contains);
      assertThat(body).as(asked).doesNotContain("java.lang.", "org.paylink.");
    } else if (answer.statusCode() == 200) {
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
    answer
        .headers()
        .firstValue("Location")
        .ifPresent(to -> assertThat(to).as(asked).matches("(/|http://127\\.0\\.0\\.1:)[^/].*"));
  }

  /** Random parameters, encoded: a few of the names, with values of any kind. */
  static String parameters(Random random, List<String> names, List<String> values) {
    int count = 1 + random.nextInt(6);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = names.get(random.nextInt(names.size()));
      pairs.add(encoded(name) + "=" + encoded(value(random, values)));
    }
    return String.join("&", pairs);
  }

  private static String value(Random random, List<String> real) {
    return random.nextInt(3) == 0
        ? HostileTexts.any(random)
        : real.get(random.nextInt(real.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Everything that is stored, by entity. */
  Map<String, List<String>> tables() {
    return wire.trial()
        .host()
        .records()
        .unit(
            unit -> {
              Map<String, List<String>> all = new TreeMap<>();
              entities().forEach(name -> all.put(name, rows(unit, name).map(HostileBench::text)));
              return all;
            });
  }

  /** Short texts that are stored: ids, names, states, of everything there is. */
  List<String> storedTexts() {
    return wire.trial()
        .host()
        .records()
        .unit(
            unit ->
                entities().stream()
                    .flatMap(name -> unit.list(Query.from(name)).stream())
                    .flatMap(row -> row.fields().values().stream())
                    .map(String::valueOf)
                    .filter(text -> !text.isEmpty() && text.length() <= 60)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .toList());
  }

  private record Rows(List<Row> rows) {
    List<String> map(java.util.function.Function<Row, String> text) {
      return rows.stream().map(text).sorted().toList();
    }
  }

  private static Rows rows(Unit unit, String entity) {
    return new Rows(unit.list(Query.from(entity)));
  }

  private static String text(Row row) {
    Map<String, Object> fields = new TreeMap<>(row.fields());
    fields.replaceAll((n, value) -> value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
    // Locks count up in it; it says nothing.
    fields.remove("lockStamp");
    return fields.toString();
  }

  private static List<String> entities() {
    return MODELS.stream()
        .map(HostTemplates::resource)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .flatMap(model -> ENTITY.matcher(model).results())
        .map(found -> found.group(1))
        .toList();
  }

  Optional<String> anyLink(String order) {
    return wire
        .trial()
        .host()
        .records()
        .unit(unit -> unit.list(Query.from("PaymentLink").equal("subjectId", order)))
        .stream()
        .findFirst()
        .map(row -> row.text("paymentLinkId"));
  }

  @Override
  public void close() {
    wire.close();
  }
}
