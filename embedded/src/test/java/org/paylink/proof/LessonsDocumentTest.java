package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table in {@code docs/lessons.md} to the tests it names. */
class LessonsDocumentTest {
  private static final int LESSONS = 24;
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final List<String> TESTS = List.of("embedded/src/test/java", "core/src/test/java");

  private final Path root = Path.of("").toAbsolutePath().getParent();

  private record Lesson(int number, String shownBy) {}

  @Test
  void everyLessonIsInTheTableOnce() throws IOException {
    assertThat(lessons())
        .extracting(Lesson::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LESSONS).boxed().toList());
  }

  @Test
  void everyLessonNamesTestsThatAreThereAndSayWhichLessonTheyAreAbout() throws Exception {
    for (Lesson lesson : lessons()) {
      List<MatchResult> named = NAMED.matcher(lesson.shownBy()).results().toList();
      for (MatchResult test : named) {
        Path source = source(test.group(1));
        String description = "lesson %d: %s".formatted(lesson.number(), test.group());
        assertThat(isTest(source, test.group(2))).as(description).isTrue();
        assertThat(javadoc(source, test.group(2)))
            .as(description)
            .containsPattern("Lessons? (\\d+ and )?" + lesson.number() + "\\b");
      }
      assertThat(named).as("lesson %s", lesson.number()).isNotEmpty();
    }
  }

  private List<Lesson> lessons() throws IOException {
    return Files.readAllLines(root.resolve("docs/lessons.md")).stream()
        .map(line -> line.split("\\|", -1))
        .filter(cells -> cells.length == 7 && cells[1].strip().matches("\\d+"))
        .map(cells -> new Lesson(Integer.parseInt(cells[1].strip()), cells[5]))
        .toList();
  }

  /** The one source file of a test class. */
  private Path source(String className) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : TESTS) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files.filter(file -> file.endsWith(className + ".java")).forEach(found::add);
      }
    }
    assertThat(found).as(className).hasSize(1);
    return found.get(0);
  }

  /** Whether the compiled class has such a method that JUnit runs. */
  private static boolean isTest(Path source, String method) throws Exception {
    String path = source.toString();
    String name =
        path.substring(
            path.indexOf("/java/") + "/java/".length(), path.length() - ".java".length());
    return Arrays.stream(Class.forName(name.replace('/', '.')).getDeclaredMethods())
        .filter(found -> found.getName().equals(method))
        .anyMatch(LessonsDocumentTest::isRun);
  }

  private static boolean isRun(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(a -> a.annotationType().getSimpleName().matches("\\w*Test|Property|Example"));
  }

  /** The comment right above a method. */
  private static String javadoc(Path source, String method) throws IOException {
    Matcher comment =
        Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+@\\w+\\s+void " + method, Pattern.DOTALL)
            .matcher(Files.readString(source));
    return comment.find() ? comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ") : "";
  }
}
