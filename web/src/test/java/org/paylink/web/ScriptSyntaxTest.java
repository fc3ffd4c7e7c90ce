package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oldest supported hosts bring an older Groovy; every script must be its language too. */
class ScriptSyntaxTest {
  private static final Path SCRIPTS = Path.of(System.getProperty("paylink.scripts"));

  @Test
  void everyScriptParsesWithTheOldestGroovy() throws Exception {
    List<Path> scripts = scripts(SCRIPTS, SCRIPTS.resolveSibling("testdef"));
    assertThat(scripts).isNotEmpty();
    for (Path script : scripts) {
      parse(script);
    }
  }

  @Test
  void newerSyntaxIsNoticed(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("New.groovy"), "def f = (int x) -> x + 1\n");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> parse(script)))
        .hasMessageContaining("New.groovy");
  }

  private static List<Path> scripts(Path... folders) throws IOException {
    List<Path> scripts = new java.util.ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".groovy")).sorted().forEach(scripts::add);
      }
    }
    return scripts;
  }

  /** To the end of the phase that builds the syntax tree, before any class is looked up. */
  private static void parse(Path script) throws Exception {
    try (URLClassLoader loader = OldestGroovy.loader()) {
      Class<?> unit = loader.loadClass("org.codehaus.groovy.control.CompilationUnit");
      Class<?> phases = loader.loadClass("org.codehaus.groovy.control.Phases");
      Object compilation = unit.getConstructor().newInstance();
      unit.getMethod("addSource", File.class).invoke(compilation, script.toFile());
      try {
        unit.getMethod("compile", int.class)
            .invoke(compilation, phases.getField("CONVERSION").getInt(null));
      } catch (InvocationTargetException e) {
        throw new AssertionError(script + ": " + e.getCause().getMessage(), e.getCause());
      }
    }
  }
}
