package org.paylink.proof;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The tests' own class path with its folders packed, because Java shares the classes of jars alone
 * among processes.
 */
final class JarredPath {
  private JarredPath() {}

  /** Packs into a folder. */
  static String in(Path folder) throws IOException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> path = new ArrayList<>();
    for (String entry : own.split(File.pathSeparator)) {
      Path part = Path.of(entry);
      if (Files.isDirectory(part)) {
        Path jar = folder.resolve("classes-" + path.size() + ".jar");
        pack(part, jar);
        path.add(jar.toString());
      } else if (Files.exists(part)) {
        path.add(entry);
      }
    }
    return String.join(File.pathSeparator, path);
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      out.setLevel(0);
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }
}
