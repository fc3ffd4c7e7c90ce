package org.paylink.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paylink.host.Permission;

/**
 * Whatever is sent to the staff's pages, by whomever: an answer in words, nothing shown as it was
 * typed, nothing changed by asking, and nothing at all for whom it is not. Pages, tables and names
 * of parameters are found, not listed, so that what is new is tried as well.
 */
@Timeout(300)
class HostileDeskTest {
  private static final int QUESTIONS = 60;
  private static final int FORMS = 30;

  /** How pages ask for a parameter, and how templates name one. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\.(?:text|raw|all|isYes|typed)\\(\"(\\w+)\""
              + "|@desk\\.(?:field|area|choice) \"(\\w+)\""
              + "| name=\"(\\w+)\""
              + "|(?:parameter|field)\\([^()]*\\(?\\)?, \"(\\w+)\"");

  /** What a shown form sends, without the frame's and the host's own. */
  private static final Pattern FIELD =
      Pattern.compile("name=\"(?!formToken|user|back|viewport|robots|color-scheme)([^\"]+)\"");

  private static final List<String> DOCUMENTS =
      List.of(
          "/orders/DEMO10090",
          "/orders/DEMO10092",
          "/orders/DEMO10093",
          "/invoices/8000",
          "/customers/DemoCustomer");

  @TempDir static Path folder;
  private static HostileBench bench;
  private static final Map<String, List<String>> fields = new HashMap<>();
  private static List<String> names;
  private static List<String> values;

  @BeforeAll
  static void start() throws Exception {
    bench = new HostileBench(folder);
    names = parameterNames();
    assertThat(names).contains("amount", "paymentLinkId", "paylinkShow", "reason");
    for (String document : DOCUMENTS) {
      String create = document + "/create";
      bench.post(User.ADMIN, create, bench.token(User.ADMIN, create), "requestKey=" + document);
    }
    assertThat(bench.anyLink("DEMO10090")).isPresent();
    values = bench.storedTexts();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void askingForAnyPageWithAnyParametersChangesNothing(User user) throws Exception {
    Random random = new Random(20_261_121 + user.ordinal());
    Map<String, List<String>> before = bench.tables();
    for (String path : paths()) {
      for (int round = 0; round < QUESTIONS; round++) {
        String query =
            round == 0 ? "" : HostileBench.parameters(random, names(path, random), values);
        HttpResponse<String> answer = bench.get(user, path, query);
        HostileBench.harmless(answer, "GET " + path + "?" + query + " as " + user);
        needsPermission(user, path, answer, query);
      }
    }
    assertThat(bench.tables()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsSentToAnyFormIsAnsweredInWords(User user) throws Exception {
    Random random = new Random(20_261_122 + user.ordinal());
    Map<String, List<String>> before = bench.tables();
    for (String path : forms()) {
      for (int round = 0; round < FORMS; round++) {
        String form =
            round == 0 ? "" : HostileBench.parameters(random, names(path, random), values);
        HttpResponse<String> answer = bench.post(user, path, bench.token(user, path), form);
        HostileBench.harmless(answer, "POST " + path + " " + form + " as " + user);
        needsPermission(user, path, answer, form);
        Map<String, List<String>> after = bench.tables();
        if (answer.statusCode() >= 400) {
          assertThat(after).as("refused: %s %s", path, form).isEqualTo(before);
        }
        before = after;
      }
    }
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() throws Exception {
    Random random = new Random(20_261_123);
    Map<String, List<String>> before = bench.tables();
    for (String path : forms()) {
      for (String token :
          List.of(
              "",
              bench.token(User.SALES, path),
              bench.token(User.ADMIN, path + "x"),
              bench.token(User.ADMIN, path).replaceFirst("^.", "9"))) {
        String form = HostileBench.parameters(random, names(path, random), values);
        HttpResponse<String> answer = bench.post(User.ADMIN, path, token, form);
        assertThat(answer.statusCode()).as("%s %s", path, token).isEqualTo(403);
        HostileBench.harmless(answer, path + " " + form);
      }
    }
    assertThat(bench.tables()).isEqualTo(before);
  }

  @Test
  void aPageThatIsNotThereIsSaidSoWhateverItIsCalled() throws Exception {
    for (String name :
        List.of("", "x", "%3Ci%20class=hostile%3E", "..%2f..%2fbook", "%00", "refused", "a/b")) {
      HttpResponse<String> answer = bench.get(User.ADMIN, Addresses.DESK + name, "");
      assertThat(answer.statusCode()).as(name).isEqualTo(404);
      HostileBench.harmless(answer, name);
    }
  }

  /** Whom a page is not for is told so, by the page and by its form. */
  private static void needsPermission(
      User user, String path, HttpResponse<String> answer, String asked) {
    Permission needed = bench.pages().get(path.replaceFirst("^" + Addresses.DESK, ""));
    if (needed != null && !user.actor().may(needed)) {
      assertThat(answer.statusCode()).as("%s %s as %s", path, asked, user).isEqualTo(403);
      assertThat(answer.body()).contains("PAYLINK_" + needed.name());
    }
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>(DOCUMENTS);
    bench.pages().keySet().forEach(name -> paths.add(Addresses.DESK + name));
    return paths;
  }

  private static List<String> forms() {
    List<String> forms = new ArrayList<>();
    for (String document : DOCUMENTS) {
      Stream.of("/create", "/cancel", "/check").forEach(action -> forms.add(document + action));
    }
    bench.pages().keySet().forEach(name -> forms.add(Addresses.DESK + name));
    return forms;
  }

  /** The names of what stands in the page's own forms, or every name there is. */
  private static List<String> names(String path, Random random) throws Exception {
    if (random.nextInt(3) == 0) {
      return names;
    }
    String page = path.replaceFirst("/(create|cancel|check)$", "");
    if (!fields.containsKey(page)) {
      String shown = bench.get(User.ADMIN, page, "").body();
      fields.put(page, FIELD.matcher(shown).results().map(found -> found.group(1)).toList());
    }
    return fields.get(page).isEmpty() ? names : fields.get(page);
  }

  /** Every parameter that the sources ask for. */
  private static List<String> parameterNames() throws IOException {
    TreeSet<String> found = new TreeSet<>(List.of("x", "", "page", "formToken"));
    Path root = Path.of("").toAbsolutePath().getParent();
    for (String folder : List.of("core/src/main/java", "embedded/src/main/java", "template")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|ftlh)"))
            .map(HostileDeskTest::text)
            .flatMap(text -> PARAMETER.matcher(text).results())
            .forEach(
                match -> {
                  for (int group = 1; group <= match.groupCount(); group++) {
                    if (match.group(group) != null) {
                      found.add(match.group(group));
                    }
                  }
                });
      }
    }
    return List.copyOf(found);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
