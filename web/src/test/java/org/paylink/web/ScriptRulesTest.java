package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What parses with every Groovy of the supported hosts, but does not mean the same with each, or is
 * not there with each. {@link ScriptSyntaxTest} holds the scripts to the common syntax.
 */
class ScriptRulesTest {
  private static final Path SCRIPTS = Path.of(System.getProperty("paylink.scripts"));

  private static final Map<String, Pattern> EVERYWHERE =
      Map.of(
          "a method named run without parameters replaces the script's own body",
          Pattern.compile("\\b(def|void|[A-Z]\\w*(<.*>)?)\\s+run\\s*\\(\\s*\\)"),
          "the XML readers' package differs between Groovy 2.5 and 4",
          Pattern.compile("\\bXml(Slurper|Parser)\\b"),
          "Groovy 2.5 and 3 have Date.format in a module that a host may lack",
          Pattern.compile("\\.format\\(\\s*['\"][yMdHhms]"),
          "a property of a row is one of its fields before Groovy 4: call the getter",
          Pattern.compile(
              "\\b(user|userLogin|row|value)\\??\\.(delegator|entityName|modelEntity)\\b"),
          "run service: throws on some hosts and answers an error on others",
          Pattern.compile("\\brun\\s+service\\s*:"));

  /** Groovy 2.5 writes class files of Java 7 for the host; only HostScripts asks it for newer. */
  private static final Map<String, Pattern> COMPILED_BY_THE_HOST =
      Map.of(
          "a statically compiled call of an interface's static method does not load",
          Pattern.compile("@CompileStatic"));

  @Test
  void scriptsMeanTheSameOnEveryHost() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path script : scripts()) {
      search(script, EVERYWHERE, found);
      if (!script.startsWith(SCRIPTS.resolve("org"))) {
        search(script, COMPILED_BY_THE_HOST, found);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void eachRuleNoticesWhatItIsAbout() {
    assertAll(
        () -> assertThat(broken("def run() { 1 }")).contains("named run"),
        () -> assertThat(broken("List<String> run( ) {")).contains("named run"),
        () -> assertThat(broken("new XmlSlurper().parse(x)")).contains("XML"),
        () -> assertThat(broken("now.format('yyyy-MM')")).contains("Date.format"),
        () -> assertThat(broken("user?.delegator?.delegatorName")).contains("getter"),
        () -> assertThat(broken("run service: 'x', with: y")).contains("run service"),
        () -> assertThat(broken("runs.run(it)\nString.format('%s', x)")).isEmpty());
  }

  private static String broken(String text) {
    List<String> found = new ArrayList<>();
    search("x", text, EVERYWHERE, found);
    return String.join("\n", found);
  }

  private static void search(Path script, Map<String, Pattern> rules, List<String> found)
      throws IOException {
    search(
        SCRIPTS.getParent().relativize(script).toString(), Files.readString(script), rules, found);
  }

  private static void search(
      String name, String text, Map<String, Pattern> rules, List<String> found) {
    rules.forEach(
        (why, pattern) -> {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            long line = text.substring(0, matcher.start()).lines().count();
            found.add(name + ":" + line + ": " + matcher.group() + ": " + why);
          }
        });
  }

  private static List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (Path folder : List.of(SCRIPTS, SCRIPTS.resolveSibling("testdef"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".groovy")).sorted().forEach(scripts::add);
      }
    }
    return scripts;
  }
}
