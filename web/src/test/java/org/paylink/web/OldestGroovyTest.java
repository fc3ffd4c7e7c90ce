package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts' loader with the Groovy of the oldest supported hosts. */
class OldestGroovyTest {
  @Test
  void scriptsMayCallStaticMethodsOfInterfaces(@TempDir Path root) throws Exception {
    write(root, "[1, 2].collect { Integer number -> java.util.List.of(number) }");
    assertThat(called(root)).isEqualTo(List.of(List.of(1), List.of(2)));
  }

  @Test
  void theLoaderRunsWithTheOldestGroovy(@TempDir Path root) throws Exception {
    write(root, "GroovySystem.version");
    assertThat(called(root)).asString().startsWith("2.5.");
  }

  private static void write(Path root, String expression) throws Exception {
    Path folder = Files.createDirectories(root.resolve("org/paylink/ofbiz"));
    Files.writeString(
        folder.resolve("Caller.groovy"),
        "package org.paylink.ofbiz\n"
            + "@groovy.transform.CompileStatic\n"
            + "class Caller implements java.util.concurrent.Callable<Object> {\n"
            + "  Object call() { "
            + expression
            + " }\n}\n");
  }

  private static Object called(Path root) throws Exception {
    Path classes =
        Path.of(HostScripts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (URLClassLoader loader = OldestGroovy.loader(classes)) {
      Class<?> type = loader.loadClass(HostScripts.class.getName());
      Object scripts = type.getMethod("at", Path.class).invoke(null, root);
      Class<?> caller =
          (Class<?>)
              type.getMethod("type", String.class).invoke(scripts, "org.paylink.ofbiz.Caller");
      return ((Callable<?>) caller.getConstructor().newInstance()).call();
    }
  }
}
